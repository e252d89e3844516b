/** Results of examinations as Corvia's officers enter them, one line each. */
import type { ExaminationFact } from '../simulated-fact.ts';
import type { Column, Slip } from './column-table.ts';
import { isoMinute } from './time-text.ts';

/** Columns of a result. */
export const corviaExaminationColumns: readonly Column<ExaminationFact>[] = [
  ['controlId', (fact) => `CVX${fact.number}`],
  ['declaration', (fact) => fact.consignment.references.declaration],
  ['houseBill', (fact) => fact.consignment.references.houseBill],
  ['postalItem', (fact) => fact.consignment.references.s10],
  ['item', (fact) => fact.itemNumber],
  ['control', (fact) => fact.control],
  ['depth', (fact) => fact.depth],
  ['rightsChecked', (fact) => fact.iprChecked],
  ['examinedAt', (fact) => isoMinute(fact.examinedAtMs)],
  ['recordedAt', (fact) => isoMinute(fact.knownAtMs)],
  ['outcome', (fact) => fact.outcome],
  ['right', (fact) => fact.iprType],
  ['brand', (fact) => fact.brand],
  ['articles', (fact) => fact.articlesCount],
];

/** Slips in results. */
export const corviaExaminationSlips: readonly Slip[] = [
  ['recordedAt', '2026-02-30T10:00Z'],
  ['control', 'dog'],
  ['outcome', 'see notes'],
  ['articles', 'many'],
];

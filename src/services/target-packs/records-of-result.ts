/** Makes records of a returned result. */
import type { Examination } from '../../domain/examination.ts';
import { defaultHandling } from '../../domain/handling.ts';
import type { Measure } from '../../domain/measure.ts';
import type { Moment } from '../../domain/moment.ts';
import { type Parties, partyRoles } from '../../domain/party.ts';
import type { ReturnedResult } from './check-returned-row.ts';
import type { SentTarget } from './sent-list.ts';

/** Where a result came from. */
interface ResultOrigin {
  readonly file: string;
  readonly row: number;
  /** When it became known: when it came back. */
  readonly knownAtMs: number;
}

const nobody = Object.fromEntries(partyRoles.map((role) => [role, undefined])) as Parties;
const noGoods = { hsCode: undefined, description: undefined, quantity: undefined, unitCode: undefined };

/** Returns the examination, and the measure where there was one; nothing of goods that were not examined. A later result of the same goods revises an earlier one. */
export function recordsOfResult(result: ReturnedResult, origin: ResultOrigin): (Examination | Measure)[] {
  const { target, itemNumber, examination, measure } = result;
  if (examination === undefined) return [];
  const shared = {
    origin: { file: origin.file, row: origin.row },
    agency: target.agency,
    references: { ...noReferences, ...target.references },
    itemNumber,
    knownAt: { epochMs: origin.knownAtMs, precision: 'hour' },
    outcome: examination.outcome,
    iprType: examination.iprType,
    brand: examination.brand,
    isRetracted: false,
    handling: defaultHandling(target.agency),
  } as const;
  const examined: Examination = {
    ...shared,
    kind: 'examination',
    id: idOf(target, 'RT', itemNumber),
    control: examination.control,
    depth: examination.depth,
    iprChecked: examination.iprChecked,
    examinedAt: dayOf(examination.examinedOnMs),
    articlesCount: examination.articlesCount,
  };
  if (measure === undefined) return [examined];
  const taken: Measure = {
    ...shared,
    kind: 'measure',
    id: idOf(target, 'RM', itemNumber),
    measureKind: measure.measureKind,
    occurredAt: dayOf(measure.onMs),
    rightHolder: undefined,
    declaredGoods: noGoods,
    actualGoods: { ...noGoods, quantity: examination.articlesCount },
    valueAmount: undefined,
    currency: undefined,
    valueBasis: undefined,
    office: undefined,
    mode: undefined,
    originCountry: undefined,
    departureCountry: undefined,
    transitCountries: [],
    destinationCountry: undefined,
    parties: nobody,
    concealment: undefined,
    detectionMethod: 'unknown',
  };
  return [examined, taken];
}

const noReferences = {
  declaration: undefined,
  houseBill: undefined,
  airWaybill: undefined,
  masterBill: undefined,
  s10: undefined,
};

function idOf({ agency, reference }: SentTarget, kind: 'RT' | 'RM', itemNumber: number | undefined): string {
  return `${agency}/${kind}-${reference}-${itemNumber ?? 0}`;
}

function dayOf(epochMs: number): Moment {
  return { epochMs, precision: 'day' };
}

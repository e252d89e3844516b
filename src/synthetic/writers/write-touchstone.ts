/** Renders facts in Touchstone's own format, one file for each kind of record; a column says whose record it is. */
import type { Rng } from '../../util/rng.ts';
import { type Column, createColumnTable } from './column-table.ts';
import type { FormatWriter } from './format-writer.ts';
import {
  touchstoneDeclarationColumns,
  touchstoneExaminationColumns,
  touchstoneManifestColumns,
  touchstoneMeasureColumns,
  touchstoneRightsColumns,
} from './touchstone-columns.ts';

/** Returns the writer; it makes no bad rows. */
export function createTouchstoneWriter(rng: Rng): FormatWriter {
  const open = <Row>(name: string, columns: readonly Column<Row>[]) => openTable(name, columns, rng);
  const declarations = open('touchstone-declarations.csv', touchstoneDeclarationColumns);
  const manifests = open('touchstone-manifests.csv', touchstoneManifestColumns);
  const examinations = open('touchstone-examinations.csv', touchstoneExaminationColumns);
  const measures = open('touchstone-measures.csv', touchstoneMeasureColumns);
  const rights = createRightsWriter(rng);
  return {
    tables: [declarations, manifests, examinations, measures, ...rights.tables],
    lines(fact) {
      if (fact.kind === 'rights-record') return rights.lines(fact);
      if (fact.kind === 'examination') return [examinations.line(fact)];
      if (fact.kind === 'measure') return [measures.line(fact)];
      if (fact.kind === 'manifest') {
        const { consignment } = fact;
        return consignment.items.map((item) => manifests.line({ consignment, item, manifest: fact }));
      }
      return fact.consignment.items.map((item) => declarations.line({ consignment: fact.consignment, item }));
    },
  };
}

/** Returns the writer of the rights records alone: agencies of other formats give them this way. */
export function createRightsWriter(rng: Rng): FormatWriter {
  const rights = openTable('rights-records.csv', touchstoneRightsColumns, rng, true);
  return { tables: [rights], lines: (fact) => (fact.kind === 'rights-record' ? [rights.line(fact)] : []) };
}

function openTable<Row>(name: string, columns: readonly Column<Row>[], rng: Rng, isOfWholeWorld = false) {
  const options = {
    name,
    columns,
    rng,
    isOfWholeWorld,
    delimiter: ',',
    encoding: 'utf-8',
    slips: [],
    slipShare: 0,
  } as const;
  return createColumnTable<Row>(options);
}

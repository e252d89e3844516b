/** Renders facts in Touchstone's own format, one file for each kind of record; a column says whose record it is. */
import type { Rng } from '../../util/rng.ts';
import { type Column, createColumnTable } from './column-table.ts';
import { csvLine } from './csv-line.ts';
import type { FormatWriter, WrittenLine, WrittenTable } from './format-writer.ts';
import {
  touchstoneDeclarationColumns,
  touchstoneExaminationColumns,
  touchstoneItemColumns,
  touchstoneManifestColumns,
  touchstoneManifestItemColumns,
  touchstoneMeasureColumns,
  touchstoneRightsColumns,
} from './touchstone-columns.ts';

/** Returns the writer; it makes no bad rows. */
export function createTouchstoneWriter(rng: Rng): FormatWriter {
  const open = <Row>(name: string, columns: readonly Column<Row>[]) => openTable(name, columns, rng);
  const declarations = createItemTable({
    name: 'touchstone-declarations.csv',
    columns: touchstoneDeclarationColumns,
    itemColumns: touchstoneItemColumns,
  });
  const manifests = createItemTable({
    name: 'touchstone-manifests.csv',
    columns: touchstoneManifestColumns,
    itemColumns: touchstoneManifestItemColumns,
  });
  const examinations = open('touchstone-examinations.csv', touchstoneExaminationColumns);
  const measures = open('touchstone-measures.csv', touchstoneMeasureColumns);
  const rights = createRightsWriter(rng);
  return {
    tables: [declarations, manifests, examinations, measures, ...rights.tables],
    lines(fact) {
      if (fact.kind === 'rights-record') return rights.lines(fact);
      if (fact.kind === 'examination') return [examinations.line(fact)];
      if (fact.kind === 'measure') return [measures.line(fact)];
      const { consignment } = fact;
      if (fact.kind === 'declaration') return declarations.lines(consignment, consignment.items);
      return manifests.lines(
        fact,
        consignment.items.map((item) => ({ consignment, item })),
      );
    },
  };
}

interface ItemTableOptions<Head, Item> {
  readonly name: string;
  /** Columns of the consignment, written once and repeated for each of its items. */
  readonly columns: readonly Column<Head>[];
  readonly itemColumns: readonly Column<Item>[];
}

/** A file with a line for every item, whose first columns are those of the consignment. */
function createItemTable<Head, Item>({ name, columns, itemColumns }: ItemTableOptions<Head, Item>) {
  const header = csvLine([...columns, ...itemColumns].map(([column]) => column));
  const table: WrittenTable = { name, header, encoding: 'utf-8' };
  return {
    ...table,
    lines(head: Head, items: readonly Item[]): readonly WrittenLine[] {
      const start = csvLine(columns.map(([, fill]) => fill(head)));
      return items.map((item) => ({
        table,
        text: `${start},${csvLine(itemColumns.map(([, fill]) => fill(item)))}`,
        isSpoiled: false,
      }));
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

/** Delimited files whose columns are listed with what fills each. */
import type { Rng } from '../../util/rng.ts';
import { csvLine } from './csv-line.ts';
import type { WrittenLine, WrittenTable } from './format-writer.ts';

/** A column's name and the text that a row gives it. */
export type Column<Row> = readonly [name: string, fill: (row: Row) => string | number | undefined];

/** A wrong text in a column: the clerk's slip that makes a row bad. */
export type Slip = readonly [column: string, text: string];

/** A file made of such columns. */
export interface ColumnTable<Row> extends WrittenTable {
  readonly header: string;
  line(row: Row): WrittenLine;
}

/** How a table is written. */
export interface ColumnTableOptions<Row> {
  readonly name: string;
  readonly delimiter: string;
  readonly encoding: WrittenTable['encoding'];
  readonly columns: readonly Column<Row>[];
  readonly slips: readonly Slip[];
  /** Share of rows that get a slip. */
  readonly slipShare: number;
  readonly rng: Rng;
  readonly isOfWholeWorld?: boolean;
}

/** Returns the table; the generator decides which rows get which slip. */
export function createColumnTable<Row>(options: ColumnTableOptions<Row>): ColumnTable<Row> {
  const { name, delimiter, encoding, columns, slips, slipShare, rng } = options;
  const header = csvLine(
    columns.map(([column]) => column),
    delimiter,
  );
  const table = { name, header, encoding, isOfWholeWorld: options.isOfWholeWorld ?? false };
  return {
    ...table,
    line(row) {
      const fields = columns.map(([, fill]) => fill(row));
      const slip = slips.length > 0 && rng.next() < slipShare ? slips[rng.nextInt(slips.length)] : undefined;
      if (slip !== undefined) fields[columns.findIndex(([column]) => column === slip[0])] = slip[1];
      return { table, text: csvLine(fields, delimiter), isSpoiled: slip !== undefined };
    },
  };
}

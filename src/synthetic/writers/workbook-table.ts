/** Files that are workbooks: a sheet of rows with numbers, texts and dates as cells of their kind, and a hidden sheet beside it. */
import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx';
import { dayMs } from '../../domain/moment.ts';
import type { Rng } from '../../util/rng.ts';
import type { Slip } from './column-table.ts';
import type { WrittenLine, WrittenTable } from './format-writer.ts';

/** A cell: a text, a number, nothing, or a moment that is shown as date and time. */
type WorkbookCell = string | number | undefined | { readonly epochMs: number };

/** A column's name and the cell that a row gives it. */
export type WorkbookColumn<Row> = readonly [name: string, fill: (row: Row) => WorkbookCell];

/** A workbook. */
export interface WorkbookTable<Row> extends WrittenTable {
  line(row: Row): WrittenLine;
}

/** How a workbook is written. */
export interface WorkbookTableOptions<Row> {
  readonly name: string;
  /** Name of the sheet that holds the rows. */
  readonly sheet: string;
  /** Rows of the hidden sheet `Codes`. */
  readonly codes: readonly (readonly string[])[];
  readonly columns: readonly WorkbookColumn<Row>[];
  readonly slips: readonly Slip[];
  /** Share of rows that get a slip. */
  readonly slipShare: number;
  readonly rng: Rng;
}

/** Days from a workbook's day 0 (1899-12-30) to 1970-01-01. */
const epochDay = 25_569;

/** Returns the table; the generator decides which rows get which slip. The same rows give the same bytes. */
export function createWorkbookTable<Row>(options: WorkbookTableOptions<Row>): WorkbookTable<Row> {
  const { name, sheet, codes, columns, slips, slipShare, rng } = options;
  const header = columns.map(([column]) => column);
  const table: WrittenTable = {
    name,
    header: undefined,
    encoding: 'utf-8',
    pack: (lines) => packWorkbook(sheet, [header, ...lines.map((line) => JSON.parse(line) as WorkbookCell[])], codes),
  };
  return {
    ...table,
    line(row) {
      const cells = columns.map(([, fill]) => fill(row));
      const slip = slips.length > 0 && rng.next() < slipShare ? slips[rng.nextInt(slips.length)] : undefined;
      if (slip !== undefined) cells[header.indexOf(slip[0])] = slip[1];
      return { table, text: JSON.stringify(cells), isSpoiled: slip !== undefined };
    },
  };
}

function packWorkbook(name: string, rows: readonly WorkbookCell[][], codes: WorkbookTableOptions<never>['codes']) {
  const book = utils.book_new();
  utils.book_append_sheet(book, sheetOf(rows), name);
  utils.book_append_sheet(book, sheetOf(codes), 'Codes');
  book.Workbook = {
    Sheets: [
      { name, Hidden: 0 },
      { name: 'Codes', Hidden: 1 },
    ],
  };
  // Not compressed: what a compressor makes of the same bytes changes from one release to the next.
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: false, bookSST: true }) as Uint8Array;
}

function sheetOf(rows: readonly (readonly WorkbookCell[])[]): WorkSheet {
  const sheet: WorkSheet = {};
  let width = 1;
  rows.forEach((cells, row) => {
    width = Math.max(width, cells.length);
    cells.forEach((cell, column) => {
      // JSON has no undefined.
      if (cell !== undefined && cell !== null) sheet[utils.encode_cell({ r: row, c: column })] = cellOf(cell);
    });
  });
  sheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: { r: Math.max(0, rows.length - 1), c: width - 1 } });
  return sheet;
}

function cellOf(cell: Exclude<WorkbookCell, undefined>): CellObject {
  if (typeof cell === 'string') return { t: 's', v: cell, z: '@' };
  if (typeof cell === 'number') return { t: 'n', v: cell };
  return { t: 'n', v: cell.epochMs / dayMs + epochDay, z: 'dd/mm/yyyy hh:mm' };
}

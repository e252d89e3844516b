/** Rows of values to CSV text that is safe to open in a spreadsheet. */
import { stringify } from 'csv-stringify/sync';
import { neutraliseCell } from './neutralise-cell.ts';

/** Returns CSV lines (RFC 4180, `\n` line ends) of the rows; undefined is an empty field. */
export function writeCsvRows(rows: readonly (readonly (string | number | undefined)[])[]): string {
  return stringify(rows.map((row) => row.map((cell) => (typeof cell === 'string' ? neutraliseCell(cell) : cell))));
}

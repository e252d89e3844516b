/** Cuts an agency's file into batches. */
import { isPoison, poisonRow } from './poison-row.ts';

/** Lines of a batch with its header, where it has one. */
export interface CutBatch {
  readonly text: string;
  readonly rows: number;
  readonly poisonRows: number;
}

/** How a file is cut. */
export interface CutOptions {
  readonly format: 'csv' | 'ndjson';
  readonly delimiter: string;
  readonly rowsOfBatch: number;
}

/** Returns the batches of a text whose rows are lines; one row in a hundred of each is made bad. */
export function cutBatches(text: string, { format, delimiter, rowsOfBatch }: CutOptions): CutBatch[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const header = format === 'csv' ? [lines.shift()!] : [];
  const batches: CutBatch[] = [];
  for (let start = 0; start < lines.length; start += rowsOfBatch) {
    const rows = lines.slice(start, start + rowsOfBatch);
    const spoiled = rows.map((line, index) => (isPoison(index) ? poisonRow(line, format, delimiter) : line));
    batches.push({
      text: `${[...header, ...spoiled].join('\n')}\n`,
      rows: rows.length,
      poisonRows: rows.filter((_, index) => isPoison(index)).length,
    });
  }
  return batches;
}

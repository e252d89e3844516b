/** Reads a file that another command wrote. */
import { AppError } from '../errors.ts';
import { readCsv } from '../formats/read-csv.ts';
import type { Ports } from './ports.ts';

/**
 * Reads a CSV file with a header whole: its columns, and of each row the values by column.
 * @throws `file-unreadable`.
 */
export async function readCsvTable(
  ports: Pick<Ports, 'files'>,
  path: string,
): Promise<{ columns: readonly string[]; rows: ReadonlyMap<string, string>[] }> {
  const stream = await readCsv(
    { name: path, open: () => ports.files.open(path) },
    { delimiter: ',', encoding: 'utf-8' },
  );
  const rows: ReadonlyMap<string, string>[] = [];
  for await (const batch of stream.batches) {
    for (const row of batch) {
      const { fields } = row;
      if (fields === undefined)
        throw new AppError('file-unreadable', {
          file: path,
          reason: `row ${row.row}: ${row.fault?.expected ?? 'unreadable'}`,
        });
      rows.push(new Map(stream.columns.map((column, index) => [column, fields[index] ?? ''])));
    }
  }
  return { columns: stream.columns, rows };
}

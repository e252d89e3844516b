/** Targets as CSV: a row each, and the columns of the result form behind them. */
import { resultForm, returnsResults } from '../../domain/result-form.ts';
import type { TargetPack } from '../../domain/target-pack.ts';
import { writeCsvRows } from '../write-csv.ts';
import { cellText } from './cell-text.ts';
import { targetColumns } from './target-columns.ts';

const rowsAtOnce = 500;

/** Yields the bytes of a CSV file (RFC 4180, UTF-8 with a byte order mark, without which spreadsheets take it for another encoding). */
export async function* writeTargetCsv({ audience, targets }: TargetPack): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const columns = targetColumns(audience);
  const form = returnsResults(audience) ? resultForm : [];
  let rows: (string | number | undefined)[][] = [
    [...columns.map(({ title }) => title), ...form.map(({ name }) => name)],
  ];
  yield encoder.encode('\uFEFF');
  for await (const target of targets) {
    rows.push([...columns.map((column) => cellText(column.kind, column.cellOf(target))), ...form.map(() => undefined)]);
    if (rows.length < rowsAtOnce) continue;
    yield encoder.encode(writeCsvRows(rows));
    rows = [];
  }
  yield encoder.encode(writeCsvRows(rows));
}

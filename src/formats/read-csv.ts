/** CSV (RFC 4180 and its many dialects) to rows. */
import { parse } from 'csv-parse/sync';
import { AppError } from '../errors.ts';
import type { ByteSource } from './byte-source.ts';
import type { RawRow, RowStream } from './raw-row.ts';
import { lineLimit, readTextLines } from './read-text-lines.ts';

/** How a CSV file is written. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly encoding: string;
}

/** Lines that one quoted record may span before its opening quote is taken for a stray one. */
const quotedLineLimit = 50;

interface Line {
  readonly text: string;
  readonly number: number;
  readonly isCut: boolean;
}

/**
 * Opens a CSV file and reads its header.
 *
 * Lines without quotes are split on the delimiter, which is all that CSV means there; lines with quotes go to csv-parse, joined with those that
 * follow while a quote is open. A quote that does not close within {@link quotedLineLimit} lines costs its own line only: reading goes on with the next.
 * @throws `file-unreadable` without a header line.
 */
export async function readCsv(source: ByteSource, dialect: CsvDialect): Promise<RowStream> {
  const records = readRecords(source, dialect);
  const first = await records.next();
  const header = first.done === true ? undefined : first.value[0];
  if (header?.fields === undefined) {
    throw new AppError('file-unreadable', { file: source.name, reason: 'its first line is not a header' });
  }
  const columns = header.fields.map((name) => (name ?? '').trim());
  async function* batches(): AsyncGenerator<readonly RawRow[]> {
    if (first.done !== true) yield first.value.slice(1).map((row) => checkWidth(row, columns.length));
    for await (const batch of records) yield batch.map((row) => checkWidth(row, columns.length));
  }
  return { columns, batches: batches() };
}

function checkWidth(row: RawRow, width: number): RawRow {
  if (row.fields === undefined || row.fields.length === width) return row;
  return {
    ...row,
    fields: undefined,
    fault: { code: 'wrong-column-count', expected: `${width} columns, found ${row.fields.length}` },
  };
}

async function* readRecords(source: ByteSource, dialect: CsvDialect): AsyncGenerator<RawRow[]> {
  let open: Line[] = [];
  for await (const batch of readTextLines(source, dialect.encoding)) {
    const rows: RawRow[] = [];
    for (let index = 0; index < batch.lines.length; index++) {
      const text = batch.lines[index]!;
      const number = batch.firstLine + index;
      const isCut = batch.cutLines.has(index);
      if (open.length === 0 && !isCut && isPlain(text, dialect.delimiter)) {
        if (text !== '') rows.push({ row: number, raw: text, fields: text.split(dialect.delimiter) });
        continue;
      }
      open.push({ text, number, isCut });
      open = takeClosed(open, dialect, rows);
    }
    if (rows.length > 0) yield rows;
  }
  const rows: RawRow[] = [];
  while (open.length > 0) {
    rows.push(unclosed(open[0]!));
    open = replay(open.slice(1), dialect, rows);
  }
  if (rows.length > 0) yield rows;
}

/** Turns open lines into rows where they form a record; returns those that still wait for their closing quote. */
function takeClosed(open: Line[], dialect: CsvDialect, rows: RawRow[]): Line[] {
  const last = open[open.length - 1]!;
  const text = open.length === 1 ? last.text : open.map((line) => line.text).join('\n');
  if (last.isCut || text.length > lineLimit) {
    const first = open[0]!;
    rows.push(
      open.length === 1
        ? {
            row: first.number,
            raw: first.text,
            fields: undefined,
            fault: { code: 'record-too-long', expected: `at most ${lineLimit} characters` },
          }
        : unclosed(first),
    );
    return replay(open.slice(1), dialect, rows);
  }
  if (countQuotes(text) % 2 === 0) {
    if (text !== '') rows.push(parseQuoted(text, open[0]!.number, dialect));
    return [];
  }
  if (open.length < quotedLineLimit) return open;
  rows.push(unclosed(open[0]!));
  return replay(open.slice(1), dialect, rows);
}

/** Reads lines again that a stray quote before them had swallowed. */
function replay(lines: readonly Line[], dialect: CsvDialect, rows: RawRow[]): Line[] {
  let open: Line[] = [];
  for (const line of lines) {
    open.push(line);
    if (open.length === 1 && !line.isCut && isPlain(line.text, dialect.delimiter)) {
      if (line.text !== '') rows.push({ row: line.number, raw: line.text, fields: line.text.split(dialect.delimiter) });
      open = [];
    } else open = takeClosed(open, dialect, rows);
  }
  return open;
}

/** Whether no field of the line starts with a quote: a quote elsewhere (an inch sign) is a character like any other. */
function isPlain(text: string, delimiter: string): boolean {
  return !text.includes('"') || !(text.startsWith('"') || text.includes(`${delimiter}"`));
}

function unclosed(line: Line): RawRow {
  return {
    row: line.number,
    raw: line.text,
    fields: undefined,
    fault: { code: 'unclosed-quote', expected: 'a closing quote' },
  };
}

function countQuotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count++;
  return count;
}

function parseQuoted(text: string, row: number, dialect: CsvDialect): RawRow {
  try {
    const records = parse(text, {
      delimiter: dialect.delimiter,
      relax_column_count: true,
      relax_quotes: false,
    }) as string[][];
    if (records.length === 1) return { row, raw: text, fields: records[0] };
  } catch {
    // Falls through: what csv-parse cannot read is a bad row, not a bad file.
  }
  return {
    row,
    raw: text,
    fields: undefined,
    fault: { code: 'bad-quoting', expected: 'quotes around whole fields, doubled inside' },
  };
}

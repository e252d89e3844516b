/** XLSX worksheets to rows. */
import { read, utils } from '@e965/xlsx';
import { AppError } from '../errors.ts';
import type { ByteSource } from './byte-source.ts';
import { zipFault } from './check-zip.ts';
import type { RawRow, RowStream } from './raw-row.ts';

/** Largest XLSX file read; the format has to be held in memory as a whole. */
const fileLimit = 50 * 1024 * 1024;

/**
 * Opens the first worksheet, or the named one. Numbers become their shortest decimal text and dates ISO text.
 * @throws `file-unreadable` for anything that is not a sound workbook with a header row.
 */
export async function readXlsx(source: ByteSource, sheetName: string | undefined): Promise<RowStream> {
  const refuse = (reason: string, cause?: unknown): never => {
    throw new AppError('file-unreadable', { file: source.name, reason }, cause);
  };
  const bytes = await collect(source, refuse);
  const fault = zipFault(bytes);
  if (fault !== undefined) refuse(fault);
  let rows: unknown[][] = [];
  try {
    const workbook = read(bytes, { type: 'array', dense: true, cellDates: true, cellFormula: false, cellHTML: false });
    const sheet = workbook.Sheets[sheetName ?? workbook.SheetNames[0] ?? ''];
    if (sheet === undefined) refuse(`it has no sheet ${sheetName ?? ''}`.trimEnd());
    rows = utils.sheet_to_json<unknown[]>(sheet!, { header: 1, raw: true, blankrows: false, UTC: true });
  } catch (error) {
    if (error instanceof AppError) throw error;
    refuse(`it is not a readable workbook (${(error as Error).message})`, error);
  }
  const columns = Array.from(rows[0] ?? [], (cell) => (textOf(cell) ?? '').trim());
  if (columns.length === 0) refuse('its sheet has no header row');
  async function* batches(): AsyncGenerator<readonly RawRow[]> {
    yield rows.slice(1).map((cells, index) => rowOf(cells, index + 2, columns.length));
  }
  return { columns, batches: batches() };
}

function rowOf(cells: readonly unknown[], row: number, width: number): RawRow {
  const fields = Array.from({ length: Math.max(width, cells.length) }, (_, index) => textOf(cells[index]));
  const raw = fields.map((field) => field ?? '').join('\t');
  if (fields.length > width) {
    return {
      row,
      raw,
      fields: undefined,
      fault: { code: 'wrong-column-count', expected: `${width} columns, found ${fields.length}` },
    };
  }
  return { row, raw, fields };
}

function textOf(cell: unknown): string | undefined {
  if (cell === undefined || cell === null) return undefined;
  if (cell instanceof Date)
    return Number.isNaN(cell.getTime()) ? 'invalid date' : cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  return String(cell);
}

async function collect(source: ByteSource, refuse: (reason: string) => never): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.open()) {
    length += chunk.length;
    if (length > fileLimit) refuse(`it is larger than ${fileLimit} bytes`);
    chunks.push(chunk);
  }
  if (length === 0) refuse('the file is empty');
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

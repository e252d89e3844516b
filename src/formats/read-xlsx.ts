/** XLSX worksheets to rows. */
import { type CellObject, read, SSF, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { AppError } from '../errors.ts';
import type { ByteSource } from './byte-source.ts';
import { zipFault } from './check-zip.ts';
import type { RawRow, RowStream } from './raw-row.ts';
import { isCleanText, uncleanFault } from './read-text-lines.ts';

/** Largest XLSX file read; the format has to be held in memory as a whole. */
const fileLimit = 50 * 1024 * 1024;
/** Rows that the format allows, and columns that we do. */
const rowLimit = 1_048_576;
const columnLimit = 2000;
const batchRows = 1000;
/** Sheets that a message names. */
const sheetsNamed = 10;
/** Spreadsheets keep 15 digits of a number: a longer one is no longer what was typed. */
const exactBelow = 1e15;

/** How a workbook is read. */
export interface XlsxDialect {
  /** Name of the worksheet; where undefined, the only one that is visible and not empty. */
  readonly sheet: string | undefined;
  /** A column that the header row must have; rows before it are passed over. Where undefined, the first row with content is the header. */
  readonly headerColumn?: string | undefined;
  /** Mark that numbers get when they are turned into texts, so that they read like all others of the file. */
  readonly decimalMark: string;
}

/**
 * Opens a worksheet. Numbers become their shortest decimal text and dates ISO text in the local time that the sheet shows.
 * @throws `file-unreadable` for anything that is not a sound workbook with a header row.
 */
export async function readXlsx(source: ByteSource, dialect: XlsxDialect): Promise<RowStream> {
  const refuse = (reason: string, cause?: unknown): never => {
    throw new AppError('file-unreadable', { file: source.name, reason }, cause);
  };
  const { sheet, isFrom1904 } = openSheet(await collect(source, refuse), dialect, refuse);
  const cells: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  if (cells.length > rowLimit) refuse(`it has more than ${rowLimit} rows`);
  const textOf = createCellReader(dialect.decimalMark, isFrom1904);
  const { headerColumn } = dialect;
  const headerAt = cells.findIndex((row) =>
    row?.some((cell) => (headerColumn === undefined ? textOf(cell) !== undefined : textOf(cell) === headerColumn)),
  );
  if (headerAt < 0 && headerColumn !== undefined) refuse(`its sheet has no column ${headerColumn}`);
  const header = cells[headerAt] ?? [];
  if (header.length > columnLimit) refuse(`it has more than ${columnLimit} columns`);
  const columns = Array.from(header, (cell) => textOf(cell)?.trim() ?? '');
  while (columns.at(-1) === '') columns.pop();
  if (columns.length === 0) refuse('its sheet has no header row');
  async function* batches(): AsyncGenerator<readonly RawRow[]> {
    for (let start = headerAt + 1; start < cells.length; start += batchRows) {
      const rows: RawRow[] = [];
      for (let index = start; index < Math.min(start + batchRows, cells.length); index++) {
        const row = rowOf(cells[index] ?? [], index + 1, columns, textOf);
        if (row !== undefined) rows.push(row);
      }
      if (rows.length > 0) yield rows;
    }
  }
  return { columns, batches: batches(), close: async () => {} };
}

function openSheet(
  bytes: Uint8Array,
  dialect: XlsxDialect,
  refuse: (reason: string, cause?: unknown) => never,
): { readonly sheet: WorkSheet; readonly isFrom1904: boolean } {
  const fault = zipFault(bytes);
  if (fault !== undefined) refuse(fault);
  try {
    const workbook = read(bytes, { type: 'array', dense: true, cellNF: true, cellFormula: false, cellHTML: false });
    const name = dialect.sheet ?? onlySheet(workbook, refuse);
    const sheet = Object.hasOwn(workbook.Sheets, name) ? workbook.Sheets[name] : undefined;
    const isFrom1904 = workbook.Workbook?.WBProps?.date1904 === true;
    const known = workbook.SheetNames.slice(0, sheetsNamed).join(', ');
    return { sheet: sheet ?? refuse(`it has no sheet ${name}; its sheets are ${known}`), isFrom1904 };
  } catch (error) {
    if (error instanceof AppError) throw error;
    return refuse(`it is not a readable workbook (${(error as Error).message})`, error);
  }
}

/** Name of the one sheet that a reader would see something on; which of several is meant is not guessed. */
function onlySheet(workbook: WorkBook, refuse: (reason: string) => never): string {
  const hidden = new Set(
    (workbook.Workbook?.Sheets ?? []).filter((sheet) => (sheet.Hidden ?? 0) !== 0).map((sheet) => sheet.name),
  );
  const visible = workbook.SheetNames.filter((name) => !hidden.has(name));
  if (visible.length === 0) return refuse('all its sheets are hidden; name one in the profile (format.sheet)');
  const filled = visible.filter((name) => workbook.Sheets[name]?.['!ref'] !== undefined);
  if (filled.length < 2) return filled[0] ?? visible[0]!;
  const names = filled.slice(0, sheetsNamed).join(', ');
  return refuse(`it has ${filled.length} sheets with content (${names}); name one in the profile (format.sheet)`);
}

type CellReader = (cell: CellObject | undefined) => string | undefined;

/** Returns a reader of cells; undefined is an empty one. */
function createCellReader(decimalMark: string, isFrom1904: boolean): CellReader {
  return (cell) => {
    const value = cell?.v;
    if (cell === undefined || value === undefined || value === null || value === '') return undefined;
    if (cell.t === 'e') return cell.w ?? '#ERROR';
    if (typeof value !== 'number') return String(value);
    const isDate = typeof cell.z === 'string' && SSF.is_date(cell.z) === true;
    return isDate ? dateText(value, isFrom1904) : String(value).replace('.', decimalMark);
  };
}

/** Text of a spreadsheet's day number; a number that is no date stays one, and no date form takes it. */
function dateText(serial: number, isFrom1904: boolean): string {
  const date = SSF.parse_date_code(serial, { date1904: isFrom1904 }) as
    | { readonly y: number; readonly m: number; readonly d: number; readonly H: number; readonly M: number }
    | undefined;
  if (date === undefined || date === null) return String(serial);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${String(date.y).padStart(4, '0')}-${two(date.m)}-${two(date.d)}`;
  return Number.isInteger(serial) ? day : `${day}T${two(date.H)}:${two(date.M)}`;
}

/** Returns a row, or undefined for a blank one. */
function rowOf(
  cells: readonly (CellObject | undefined)[],
  row: number,
  columns: readonly string[],
  textOf: CellReader,
): RawRow | undefined {
  const texts = Array.from(cells.slice(0, columnLimit), textOf);
  while (texts.length > 0 && texts.at(-1) === undefined) texts.pop();
  if (texts.length === 0) return undefined;
  const raw = texts.map((text) => text ?? '').join('\t');
  const faulty = (fault: NonNullable<RawRow['fault']>): RawRow => ({ row, raw, fields: undefined, fault });
  if (texts.length > columns.length) {
    return faulty({ code: 'wrong-column-count', expected: `${columns.length} columns, found ${texts.length}` });
  }
  if (!isCleanText(raw)) {
    const column = columns[texts.findIndex((text) => text !== undefined && !isCleanText(text))];
    return faulty({ ...uncleanFault(raw), column });
  }
  const broken = cells.findIndex((cell) => cell?.t === 'e');
  if (broken >= 0) return faulty({ code: 'error-cell', expected: 'a cell without an error', column: columns[broken] });
  const inexact = cells.findIndex((cell) => typeof cell?.v === 'number' && Math.abs(cell.v) >= exactBelow);
  if (inexact >= 0) {
    const expected = 'a number of at most 15 digits, or a cell formatted as text';
    return faulty({ code: 'number-not-exact', expected, column: columns[inexact] });
  }
  while (texts.length < columns.length) texts.push(undefined);
  return { row, raw, fields: texts, fault: undefined };
}

async function collect(source: ByteSource, refuse: (reason: string) => never): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.open()) {
    length += chunk.length;
    if (length > fileLimit) refuse(`it is larger than ${fileLimit} bytes; save it as CSV`);
    chunks.push(chunk);
  }
  if (length === 0) refuse('the file is empty');
  return Buffer.concat(chunks, length);
}

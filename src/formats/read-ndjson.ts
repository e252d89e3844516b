/** NDJSON (one JSON object a line) to rows. */
import type { ByteSource } from './byte-source.ts';
import type { RawRow, RowStream } from './raw-row.ts';
import { isCleanText, type LineBatch, lineLimit, readTextLines, uncleanFault } from './read-text-lines.ts';

/** Levels of objects and arrays that a line may nest. */
const depthLimit = 16;

/** How an NDJSON file is written and what is wanted of it. */
export interface NdjsonDialect {
  readonly encoding: string;
  /** Mark that numbers get when they are turned into texts, so that they read like all others of the file. */
  readonly decimalMark: string;
  /** Wanted columns; a name with dots reaches into objects. */
  readonly columns: readonly string[];
}

/**
 * Opens an NDJSON file. Lists of plain values are joined with `;`. There is no header, so the rows have the wanted columns, whether a line has them or not; `found` names
 * those that the first lines have, wanted or not.
 */
export async function readNdjson(
  source: ByteSource,
  dialect: NdjsonDialect,
): Promise<RowStream & { readonly found: ReadonlySet<string> }> {
  const { columns } = dialect;
  const read = createLineReader(dialect);
  const found = new Set<string>();
  const lines = readTextLines(source, dialect.encoding);
  const first = await lines.next();
  if (first.done !== true) for (const line of first.value.lines.slice(0, 100)) collectPaths(line, found);
  async function* batches(): AsyncGenerator<readonly RawRow[]> {
    if (first.done === true) return;
    yield readBatch(first.value, read);
    for await (const batch of lines) yield readBatch(batch, read);
  }
  return {
    columns,
    found,
    batches: batches(),
    close: async () => {
      await lines.return(undefined);
    },
  };
}

type LineReader = (line: string, row: number) => RawRow;

function readBatch(batch: LineBatch, read: LineReader): RawRow[] {
  const rows: RawRow[] = [];
  for (let index = 0; index < batch.lines.length; index++) {
    const line = batch.lines[index]!;
    const row = batch.firstLine + index;
    if (batch.cutLines.has(index)) {
      rows.push(faulty(row, line, { code: 'record-too-long', expected: `at most ${lineLimit} characters` }));
    } else if (line.trim() !== '') {
      rows.push(batch.isClean || isCleanText(line) ? read(line, row) : faulty(row, line, uncleanFault(line)));
    }
  }
  return rows;
}

function createLineReader({ columns, decimalMark }: NdjsonDialect): LineReader {
  const paths = columns.map((column) => column.split('.'));
  return (line, row) => {
    const object = parseLine(line);
    if (!('object' in object)) return faulty(row, line, object);
    // Control characters may still come out of escapes.
    const hasEscapes = line.includes('\\u');
    const fields: (string | undefined)[] = new Array(paths.length);
    for (let index = 0; index < paths.length; index++) {
      const value = textAt(object.object, paths[index]!, decimalMark);
      const fault =
        typeof value === 'object' ? value : hasEscapes && !isCleanText(value ?? '') ? uncleanFault(value!) : undefined;
      if (fault !== undefined) return faulty(row, line, { ...fault, column: columns[index] });
      fields[index] = value as string | undefined;
    }
    return { row, raw: line, fields, fault: undefined };
  };
}

type Fault = NonNullable<RawRow['fault']>;

const notAnObject: Fault = { code: 'not-json', expected: 'a JSON object on one line' };
const notPlain: Fault = { code: 'not-a-plain-value', expected: 'a text, number or flag, or a list of them' };
const notExact: Fault = { code: 'number-not-exact', expected: 'a whole number of at most 15 digits, or a text' };

function parseLine(line: string): { readonly object: object } | Fault {
  if (depthOf(line) > depthLimit) return { code: 'too-deep', expected: `at most ${depthLimit} levels` };
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { object: parsed } : notAnObject;
  } catch {
    return notAnObject;
  }
}

function textAt(object: object, path: readonly string[], decimalMark: string): string | undefined | Fault {
  let value: unknown = object;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  if (!Array.isArray(value)) return plainText(value, decimalMark);
  const texts = value.map((part) => plainText(part, decimalMark));
  return texts.find((text) => typeof text === 'object') ?? texts.join(';');
}

function plainText(value: unknown, decimalMark: string): string | undefined | Fault {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'object') return notPlain;
  if (typeof value !== 'number') return String(value);
  // JSON's reader has already rounded it: an identifier would silently become another.
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return notExact;
  return String(value).replace('.', decimalMark);
}

function faulty(row: number, raw: string, fault: Fault): RawRow {
  return { row, raw, fields: undefined, fault };
}

/** Deepest nesting of brackets outside texts, without building anything. */
function depthOf(line: string): number {
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let index = 0; index < line.length; index++) {
    const code = line.charCodeAt(index);
    if (isText) {
      if (code === 92) index++;
      else if (code === 34) isText = false;
    } else if (code === 34) isText = true;
    else if (code === 123 || code === 91) deepest = Math.max(deepest, ++depth);
    else if (code === 125 || code === 93) depth--;
  }
  return deepest;
}

/** Adds the dotted names of all plain values of a line, where it can be read. */
function collectPaths(line: string, found: Set<string>): void {
  const parsed = parseLine(line);
  if ('object' in parsed) collect(parsed.object, '');
  function collect(object: object, prefix: string): void {
    for (const [name, value] of Object.entries(object)) {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) collect(value, `${prefix}${name}.`);
      else found.add(`${prefix}${name}`);
    }
  }
}

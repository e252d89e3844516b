/** NDJSON (one JSON object a line) to rows. */
import type { ByteSource } from './byte-source.ts';
import type { RawRow, RowStream } from './raw-row.ts';
import { lineLimit, readTextLines } from './read-text-lines.ts';

/** Levels of objects and arrays that a line may nest. */
const depthLimit = 16;

/**
 * Opens an NDJSON file as rows with the given columns; a column name with dots reaches into objects, and lists of plain values are joined with `;`.
 * Unlike CSV there is no header, so a column that no line has is simply missing.
 */
export async function readNdjson(source: ByteSource, encoding: string, columns: readonly string[]): Promise<RowStream> {
  const paths = columns.map((column) => column.split('.'));
  async function* batches(): AsyncGenerator<readonly RawRow[]> {
    for await (const batch of readTextLines(source, encoding)) {
      const rows: RawRow[] = [];
      batch.lines.forEach((line, index) => {
        const row = batch.firstLine + index;
        if (batch.cutLines.has(index))
          rows.push(fault(row, line, 'record-too-long', `at most ${lineLimit} characters`));
        else if (line.trim() !== '') rows.push(readLine(line, row, columns, paths));
      });
      if (rows.length > 0) yield rows;
    }
  }
  return { columns, batches: batches() };
}

function readLine(
  line: string,
  row: number,
  columns: readonly string[],
  paths: readonly (readonly string[])[],
): RawRow {
  if (depthOf(line) > depthLimit) return fault(row, line, 'too-deep', `at most ${depthLimit} levels`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return fault(row, line, 'not-json', 'a JSON object on one line');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return fault(row, line, 'not-json', 'a JSON object on one line');
  }
  const fields: (string | undefined)[] = [];
  for (let index = 0; index < paths.length; index++) {
    const value = textAt(parsed, paths[index]!);
    if (value === notPlain) {
      return {
        row,
        raw: line,
        fields: undefined,
        fault: { code: 'not-a-plain-value', expected: 'a text, number or flag', column: columns[index]! },
      };
    }
    fields.push(value);
  }
  return { row, raw: line, fields };
}

const notPlain = Symbol('not plain');

function textAt(object: object, path: readonly string[]): string | undefined | typeof notPlain {
  let value: unknown = object;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.every((part) => typeof part !== 'object') ? value.join(';') : notPlain;
  return typeof value === 'object' ? notPlain : String(value);
}

function fault(row: number, raw: string, code: string, expected: string): RawRow {
  return { row, raw, fields: undefined, fault: { code, expected } };
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

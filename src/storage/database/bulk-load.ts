/** Loads rows: many by COPY, a few by a plain statement, the same on both databases. */
import { type Kysely, sql } from 'kysely';
import type { StoreConnection } from './store-connection.ts';
import type { Tables } from './tables.ts';

/** A value of a row: numbers and texts as they are, bytes, truth values, JSON as text, or nothing. */
export type CopyValue = string | number | boolean | Uint8Array | null | undefined;

/** Values up to which one statement is quicker than to begin a COPY. */
const fewValues = 200;
/** Characters that are gathered before they are sent. */
const textLength = 1 << 20;

/**
 * Loads rows into a table, within the transaction of `db` where it is one.
 * @param rows values in the order of `columns`. A text must not hold NUL, which PostgreSQL cannot store.
 */
export async function bulkLoad(
  db: Kysely<Tables>,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  if (Array.isArray(rows) && rows.length * columns.length <= fewValues) {
    if (rows.length > 0) await insertFew(db, table, columns, rows as readonly (readonly CopyValue[])[]);
    return;
  }
  const target = `${quoted(table)} (${columns.map(quoted).join(', ')})`;
  await db.getExecutor().provideConnection(async (connection) => {
    await (connection as StoreConnection).copyIn(target, copyTexts(rows));
  });
}

async function insertFew(
  db: Kysely<Tables>,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly CopyValue[])[],
): Promise<void> {
  const lines = rows.map((row) => sql`(${sql.join(row.map((value) => value ?? null))})`);
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))}) values ${sql.join(lines)}`.execute(
    db,
  );
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Yields rows as COPY's text format, about a megabyte at a time. */
export function* copyTexts(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let text = '';
  for (const row of rows) {
    for (let index = 0; index < row.length; index++) text += (index === 0 ? '' : '\t') + copyField(row[index]);
    text += '\n';
    if (text.length >= textLength) {
      yield text;
      text = '';
    }
  }
  if (text !== '') yield text;
}

const special = /[\\\t\n\r]/;
const escapes: { readonly [character: string]: string } = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function copyField(value: CopyValue): string {
  if (value === undefined || value === null) return '\\N';
  if (typeof value === 'string')
    return special.test(value) ? value.replace(/[\\\t\n\r]/g, (one) => escapes[one]!) : value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
}

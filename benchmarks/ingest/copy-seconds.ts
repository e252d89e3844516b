/** How fast the database itself takes rows. */
import { sql } from 'kysely';
import { copyTexts } from '../../src/storage/database/bulk-load.ts';
import type { StoreConnection } from '../../src/storage/database/store-connection.ts';
import { factColumns } from '../../src/storage/fact-columns.ts';
import { withDatabase } from './with-database.ts';

const repeats = 3;

const columns = factColumns.slice(0, -1);

/** Returns the seconds that COPY takes for the facts of a store into a table without indexes and references, the least of some runs; the text is made before. */
export async function copySeconds(store: string): Promise<number> {
  return withDatabase(store, async (db) => {
    const { rows } = await sql<{ [column: string]: string | number | boolean | Uint8Array | null }>`
      select ${sql.raw(columns.map((name, index) => `${name} as c${index}`).join(', '))}, body::text as body
      from fact order by id`.execute(db);
    const texts = [...copyTexts(rows.map((row) => [...columns.map((_, index) => row[`c${index}`]), row.body]))];
    const target = `plain_fact (${[...columns, 'body'].join(', ')})`;
    let least = Number.POSITIVE_INFINITY;
    for (let repeat = 0; repeat < repeats; repeat++) {
      await sql`create table plain_fact (like fact)`.execute(db);
      const started = performance.now();
      await db.getExecutor().provideConnection((connection) => (connection as StoreConnection).copyIn(target, texts));
      least = Math.min(least, (performance.now() - started) / 1000);
      await sql`drop table plain_fact`.execute(db);
    }
    return least;
  });
}

/** How large a store is. */
import { sql } from 'kysely';
import { withDatabase } from './with-database.ts';

/** Bytes with indexes. */
export interface StoreBytes {
  /** Facts, consignments, their links and books, and what is due for scoring. */
  readonly facts: number;
  /** Counted history; what is still due is in neither. */
  readonly history: number;
}

/** Returns the bytes that the tables of a store take. */
export async function storeBytes(store: string): Promise<StoreBytes> {
  return withDatabase(store, async (db) => {
    const { rows } = await sql<{ name: string; bytes: number }>`
      select relname as name, pg_total_relation_size(oid) as bytes from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(db);
    const sum = (isWanted: (name: string) => boolean): number =>
      rows.filter(({ name }) => isWanted(name)).reduce((total, { bytes }) => total + bytes, 0);
    return {
      facts: sum((name) => !name.startsWith('history_')),
      history: sum((name) => name.startsWith('history_') && name !== 'history_due'),
    };
  });
}

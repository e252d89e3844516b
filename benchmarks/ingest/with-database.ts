/** Looks into a store from outside its ports. */
import type { Kysely } from 'kysely';
import { openDatabase } from '../../src/storage/database/open-database.ts';
import type { Tables } from '../../src/storage/database/tables.ts';

/** Opens the database of a store, runs something with it, and closes it. */
export async function withDatabase<T>(store: string, run: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const { db, close } = await openDatabase(store, { maximumConnections: 1 });
  try {
    return await run(db);
  } finally {
    await close();
  }
}

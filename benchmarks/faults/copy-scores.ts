/** Keeps the scores of a moment. */
import { sql } from 'kysely';
import { openDatabase } from '../../src/storage/database/open-database.ts';
import { storeLines } from './store-lines.ts';

/** Copies the current scores of a store beside them, to be compared once all were made again. */
export async function copyScores(location: string): Promise<void> {
  const { db, close } = await openDatabase(location, { maximumConnections: 1 });
  try {
    await sql`create table fault_scores as ${storeLines.scores}`.execute(db);
  } finally {
    await close();
  }
}

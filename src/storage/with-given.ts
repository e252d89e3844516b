/** Rows of other agencies in an agency's view. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from './database/tables.ts';

/**
 * Does something in a view that may read what agreements give, beside what is the agency's own. Everything else in a view sees the agency's own rows alone, so that no queue, count or extract
 * takes another's consignment for one of its own.
 */
export async function withGiven<T>(db: Kysely<Tables>, use: () => Promise<T>): Promise<T> {
  await sql`select set_config('touchstone.given', 'on', true)`.execute(db);
  // Where it fails, the transaction does, and the setting with it.
  const result = await use();
  await sql`select set_config('touchstone.given', 'off', true)`.execute(db);
  return result;
}

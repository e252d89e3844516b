/** Turns at changing the facts of an agency. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from './database/tables.ts';

/** Lets one transaction at a time change the facts of an agency, whoever runs it: its records may be versions of one another. */
export async function lockFacts(trx: Transaction<Tables>, agency: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`touchstone-facts ${agency}`}, 0))`.execute(trx);
}

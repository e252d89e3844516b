/** Transactions that wait for the disk together with the next one. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * Runs a transaction whose commit does not wait for the disk. For what is made durable by a later commit of the same work: the log is written in order, so when that one is kept, so is this
 * one; and where a crash of the server takes both, the work is still due and does both again. What is told to somebody as done must not be committed last in this way.
 */
export async function beforeLater<T>(db: Kysely<Tables>, run: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`set local synchronous_commit = off`.execute(trx);
    return run(trx);
  });
}

/**
 * As a condition of a single statement, the same for the transaction that it is by itself. True, and evaluated once.
 */
export const withoutWaiting = sql<boolean>`(select set_config('synchronous_commit', 'off', true)) = 'off'`;

/** Notes what the search has to take in, in the transaction of its cause. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** Makes consignments due for the search. One that is being taken in by another transaction is waited for, so that it is due again afterwards. */
export async function noteSearchDue(
  trx: Kysely<Tables>,
  consignmentIds: readonly number[],
  sinceMs: number,
): Promise<void> {
  if (consignmentIds.length === 0) return;
  // In one order for all, so that two transactions never wait for each other.
  await sql`
    insert into search_due (consignment_id, since_ms)
    select id, ${sinceMs}::bigint from unnest(${[...consignmentIds]}::bigint[]) as id order by id
    on conflict (consignment_id) do update set since_ms = search_due.since_ms`.execute(trx);
}

/** Takes consignments out of the search at once, as an erasure must, and makes what is left of them due. */
export async function forgetInSearch(trx: Kysely<Tables>, consignmentIds: readonly number[]): Promise<void> {
  await noteSearchDue(trx, consignmentIds, 0);
  await sql`delete from consignment_search where consignment_id = any(${[...consignmentIds]}::bigint[])`.execute(trx);
}

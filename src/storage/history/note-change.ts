/** Tells readers that keep counts how far back the cells have changed. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** The first of all ticks: every reading may have changed. */
export const firstOfTicks = -2_147_483_648;
/** Changes that are remembered; whoever has missed more reads everything again. */
const changesKept = 64;

/** Counts a change of the cells that is felt by readings as of later ticks than `firstTick`, in the transaction that makes it. */
export async function noteHistoryChange(trx: Kysely<Tables>, firstTick: number): Promise<void> {
  await sql`update history_state set version = version + 1,
    recent_first_ticks = (array_prepend(${firstTick}::int, recent_first_ticks))[1:${changesKept}::int]`.execute(trx);
}

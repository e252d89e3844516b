/** Rights records that items were encoded under. */
import { type Kysely, sql } from 'kysely';
import type { RightsRecord } from '../../domain/rights-record.ts';
import type { Tables } from '../database/tables.ts';

/** Remembers the rights records of a store, for they are read with every update and change seldom. */
export class RightsKnown {
  private signature: string | undefined;
  private records: readonly RightsRecord[] = [];

  /**
   * Returns the current rights records; the same array as long as they are the same.
   * @param known their signature where it was read already: how many they are, and sum and largest of their ids.
   */
  async read(trx: Kysely<Tables>, known?: string): Promise<readonly RightsRecord[]> {
    const signature = known ?? (await readSignature(trx));
    if (signature !== this.signature) {
      const { rows: bodies } = await sql<{ body: string }>`
        select body::text as body from fact where kind = 'rights-record' and is_current order by id`.execute(trx);
      this.records = bodies.map(({ body }) => JSON.parse(body) as RightsRecord);
      this.signature = signature;
    }
    return this.records;
  }
}

async function readSignature(trx: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ signature: string }>`
    select concat_ws(' ', count(*), sum(id), max(id)) as signature from fact
    where kind = 'rights-record' and is_current`.execute(trx);
  return rows[0]!.signature;
}

/**
 * Notes rights records that came or went. Returns false, noting nothing, where one became known before a fact that is counted: that fact should have seen it.
 */
export async function noteRights(trx: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ id: number; knownTick: number; isNew: boolean }>`
    select id, known_tick, true as is_new from fact
    where kind = 'rights-record' and is_current
      and not exists (select from history_right where history_right.fact_id = fact.id)
    union all
    select fact_id, known_tick, false from history_right
    where not exists (
      select from fact where fact.id = history_right.fact_id and fact.kind = 'rights-record' and fact.is_current
    )`.execute(trx);
  if (rows.length === 0) return true;
  const firstTick = rows.reduce((first, { knownTick }) => Math.min(first, knownTick), Number.POSITIVE_INFINITY);
  const { rows: seen } = await sql<{ isThere: boolean }>`
    select exists (
      select from history_counted join fact on fact.id = history_counted.fact_id
      where coalesce(fact.score_tick, fact.known_tick) > ${firstTick}
    ) as is_there`.execute(trx);
  if (seen[0]!.isThere) return false;
  const gone = rows.filter(({ isNew }) => !isNew).map(({ id }) => id);
  await sql`delete from history_right where fact_id = any(${gone}::bigint[])`.execute(trx);
  await sql`insert into history_right (fact_id, known_tick)
    select id, known_tick from fact where kind = 'rights-record' and is_current
    on conflict do nothing`.execute(trx);
  return true;
}

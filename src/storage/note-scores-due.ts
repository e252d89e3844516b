/** Notes what has to be scored, in the transaction of its cause. */
import { type Kysely, sql } from 'kysely';
import { type Stage, stages } from '../domain/consignment.ts';
import type { ScoreCause } from '../services/score-ports.ts';
import type { Tables } from './database/tables.ts';

/** Kinds of linking key, strongest first, as they stand in a key. */
const keyKinds = ['declaration', 'house', 'air', 'master', 's10'];

/**
 * Makes consignments due for scoring, behind all that the history has to take in so far. A consignment that is being scored in another transaction is waited for, so that it
 * is due again afterwards.
 */
export async function noteScoresDue(
  trx: Kysely<Tables>,
  consignmentIds: readonly number[],
  { sinceMs, cause }: { readonly sinceMs: number; readonly cause: ScoreCause },
): Promise<void> {
  if (consignmentIds.length === 0) return;
  // In one order for all, so that two transactions never wait for each other.
  await sql`
    insert into score_due (consignment_id, since_ms, history_mark, cause)
    select id, ${sinceMs}::bigint, (select coalesce(max(id), 0) from history_due), ${cause}::text
    from unnest(${[...consignmentIds]}::bigint[]) as id order by id
    on conflict (consignment_id) do update set history_mark = excluded.history_mark, cause = excluded.cause`.execute(
    trx,
  );
}

/**
 * Returns the consignments of earlier stages that belong to the same movements as these: those that share their strongest common key, within the agency.
 */
export async function earlierStagesOf(
  trx: Kysely<Tables>,
  consignmentIds: readonly number[],
): Promise<readonly number[]> {
  if (consignmentIds.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    with shared as (
      select mine.consignment_id as later, other.consignment_id as earlier,
        rank() over (
          partition by mine.consignment_id order by array_position(${keyKinds}::text[], split_part(mine.key, '|', 2))
        ) as place
      from consignment_reference as mine
      join consignment on consignment.id = mine.consignment_id
      join consignment_reference as other on other.key = mine.key
      join consignment as before on before.id = other.consignment_id
      where mine.consignment_id = any(${[...consignmentIds]}::bigint[])
        and array_position(${[...stages]}::text[], before.stage) < array_position(${[...stages]}::text[], consignment.stage)
    )
    select distinct earlier as id from shared where place = 1`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Makes every consignment with a current item due, of one stage or of all; returns how many. */
export async function makeAllDue(
  trx: Kysely<Tables>,
  { atMs, cause, stage }: { readonly atMs: number; readonly cause: ScoreCause; readonly stage?: Stage | undefined },
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into score_due (consignment_id, since_ms, history_mark, cause)
    select id, ${atMs}::bigint, (select coalesce(max(id), 0) from history_due), ${cause}::text
    from consignment
    where (${stage ?? null}::text is null or stage = ${stage ?? null}::text)
      and exists (select from fact where fact.consignment_id = consignment.id and fact.is_current)
    order by id
    on conflict (consignment_id) do update set history_mark = excluded.history_mark, cause = excluded.cause`.execute(
    trx,
  );
  return Number(numAffectedRows);
}

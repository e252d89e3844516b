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
 * Returns the consignments of earlier stages that belong to the same movements as these: those that share their strongest common key, within the agency. Lateral, so that it
 * walks indexes also where the tables' statistics are missing or old.
 */
export async function earlierStagesOf(
  trx: Kysely<Tables>,
  consignmentIds: readonly number[],
): Promise<readonly number[]> {
  if (consignmentIds.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    with present as materialized (
      -- Most stores have declarations only; then nothing below is looked at.
      select stage from unnest(${[...stages]}::text[]) as stage
      where stage = 'declaration'
        or (select true from consignment where consignment.stage = stage.stage and consignment.stage <> 'declaration' limit 1)
    ), wanted as materialized (
      select consignment.id, consignment.stage from unnest(${[...consignmentIds]}::bigint[]) as one(id)
      cross join lateral (select id, stage from consignment where consignment.id = one.id offset 0) as consignment
      where array_position(${[...stages]}::text[], consignment.stage)
        > (select min(array_position(${[...stages]}::text[], present.stage)) from present)
    ), mine as materialized (
      select wanted.id, wanted.stage, reference.key from wanted
      cross join lateral (select key from consignment_reference where consignment_id = wanted.id offset 0) as reference
    ), other as materialized (
      -- A key such as a master bill may have many consignments: each is looked at once.
      select one.key, consignment.id, consignment.stage from (select distinct key from mine) as one
      cross join lateral (select consignment_id from consignment_reference where key = one.key offset 0) as reference
      cross join lateral (
        select id, stage from consignment where id = reference.consignment_id and stage <> ${stages.at(-1)} offset 0
      ) as consignment
    ), shared as (
      select mine.id as later, other.id as earlier,
        rank() over (
          partition by mine.id order by array_position(${keyKinds}::text[], split_part(mine.key, '|', 2))
        ) as place
      from other
      join mine on mine.key = other.key
      where array_position(${[...stages]}::text[], other.stage) < array_position(${[...stages]}::text[], mine.stage)
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

/** Scores in the database. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Stage } from '../domain/consignment.ts';
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { AppError } from '../errors.ts';
import type {
  ConsignmentToScore,
  MakeScores,
  ScoreBooks,
  ScoreDueRequest,
  ScoredDue,
  ScorePort,
  StoredFeatures,
  StoredItemScore,
} from '../services/score-ports.ts';
import { retrying } from './database/retrying.ts';
import type { Tables } from './database/tables.ts';
import { readScopes } from './history/history-scopes.ts';
import { RightsKnown } from './history/rights-known.ts';
import { createHistoryStorage } from './history-storage.ts';
import { roleOf } from './model-role-storage.ts';
import { makeAllDue } from './note-scores-due.ts';
import { featuresOf } from './pack-features.ts';
import { readScoreBands } from './score-bands.ts';
import { writeScores } from './write-scores.ts';

/** Scores read at once. */
const scoresAtOnce = 5000;

/**
 * What is due and has a champion, begun at what is due: its statistics are of another moment, for it is now empty and now as long as the store, and a plan that begins at all consignments
 * takes longer the more there are.
 */
const dueWithChampion = sql`
  from score_due
  cross join lateral (
    select id, reference, stage from consignment where consignment.id = score_due.consignment_id offset 0
  ) as consignment
  cross join lateral (
    select id from model_role where model_role.stage = consignment.stage and model_role.role = 'champion' offset 0
  ) as model_role`;

/** Returns the score port on a database. */
export function createScoreStorage(db: Kysely<Tables>): ScorePort {
  const rights = new RightsKnown();
  return {
    makeDue: (cause, atMs, stage) =>
      retrying(() => db.transaction().execute((trx) => makeAllDue(trx, { cause, atMs, stage }))),
    scoreDue: (request, make) =>
      retrying(() =>
        db
          .transaction()
          // Items, cells and peers are read one after the other and have to be of one moment.
          .setIsolationLevel('repeatable read')
          .execute((trx) => scoreDue(trx, rights, request, make)),
      ),
    books: () => readBooks(db),
    hasDue: async () => {
      const { rows } = await sql`
        select 1 ${dueWithChampion} limit 1`.execute(db);
      return rows.length > 0;
    },
    bands: () => readScoreBands(db),
    unscored: (options) => unscored(db, options?.sinceTick),
    current: (options) => current(db, options?.sinceTick),
    ofConsignments: (references, options) => ofConsignments(db, references, options?.isCurrentOnly === true),
  };
}

async function scoreDue(
  trx: Transaction<Tables>,
  rights: RightsKnown,
  request: ScoreDueRequest,
  make: MakeScores,
): Promise<ScoredDue> {
  const { rows: due } = await sql<{ id: number; reference: string; modelId: number }>`
    select consignment.id, consignment.reference, model_role.id as model_id
    ${dueWithChampion}
    where score_due.consignment_id > ${request.afterConsignment}
      and score_due.history_mark < coalesce((select min(id) from history_due), 9223372036854775807)
    order by score_due.consignment_id
    limit ${request.maximumConsignments}
    for update of score_due skip locked`.execute(trx);
  if (due.length === 0) return { lastConsignment: undefined, made: [], changedItems: 0 };
  await requireHistory(trx, request.keyId);
  const consignments = await readConsignments(trx, due);
  const made = await make({
    consignments,
    rights: await rights.read(trx),
    history: createHistoryStorage(trx),
    scopes: await readScopes(
      trx,
      consignments.flatMap(({ items }) => items.slice(0, 1).map(({ record }) => record.consignment.agency)),
      request.scoredAtMs,
    ),
  });
  const changedItems = await writeScores(trx, made, request.scoredAtMs);
  const ids = due.map(({ id }) => id);
  await sql`delete from score_due where consignment_id = any(${ids}::bigint[])`.execute(trx);
  return { lastConsignment: ids.length < request.maximumConsignments ? undefined : ids.at(-1), made, changedItems };
}

/** A score is made of the whole past or not at all. */
async function requireHistory(trx: Transaction<Tables>, keyId: string): Promise<void> {
  const state = await trx.selectFrom('historyState').select(['state', 'keyId']).executeTakeFirst();
  const isOtherKey = state !== undefined && state.keyId !== null && state.keyId !== keyId;
  const problem =
    state?.state === 'stale'
      ? 'is stale'
      : state?.state === 'rebuilding'
        ? 'is being rebuilt'
        : isOtherKey
          ? `is counted under the identity key ${state.keyId}, and this installation has ${keyId}`
          : undefined;
  if (problem !== undefined) {
    throw new AppError('refused', {
      reason: `the history of this store ${problem}; touchstone history rebuild counts it again`,
    });
  }
}

async function readConsignments(
  trx: Transaction<Tables>,
  due: readonly { readonly id: number; readonly reference: string; readonly modelId: number }[],
): Promise<ConsignmentToScore[]> {
  const models = new Map((await trx.selectFrom('modelRole').selectAll().execute()).map((row) => [row.id, roleOf(row)]));
  const ids = due.map(({ id }) => id);
  const { rows: facts } = await sql<FactRow>`
    select fact.id, fact.consignment_id, fact.row, batch.file_name, fact.body::text as body
    from fact join batch on batch.id = fact.batch_id
    where fact.consignment_id = any(${ids}::bigint[]) and fact.is_current
    order by fact.id`.execute(trx);
  const items = new Map<number, { factId: number; record: GoodsItemRecord }[]>(ids.map((id) => [id, []]));
  for (const row of facts) items.get(row.consignmentId)!.push({ factId: row.id, record: recordOf(row) });
  return due.map(({ id, reference, modelId }) => ({
    id,
    reference,
    model: models.get(modelId)!,
    items: items.get(id)!,
  }));
}

interface FactRow {
  readonly id: number;
  readonly consignmentId: number;
  readonly row: number;
  readonly fileName: string;
  readonly body: string;
}

function recordOf({ body, fileName, row }: Pick<FactRow, 'body' | 'fileName' | 'row'>): GoodsItemRecord {
  return { ...JSON.parse(body), origin: { file: fileName, row } } as GoodsItemRecord;
}

async function readBooks(db: Kysely<Tables>): Promise<ScoreBooks[]> {
  const { rows } = await sql<ScoreBooks>`
    select stage,
      exists (select from model_role where role = 'champion' and model_role.stage = one.stage) as has_champion,
      count(*) as consignments,
      count(*) filter (where scores = 1) as scored,
      count(*) filter (where is_due) as due,
      count(*) filter (where scores > 1 or (scores = 0 and not is_due)) as lost
    from (
      select consignment.stage,
        (select count(*) from consignment_score as score where score.consignment_id = consignment.id and score.is_current) as scores,
        exists (select from score_due where score_due.consignment_id = consignment.id) as is_due
      from consignment
      where exists (select from fact where fact.consignment_id = consignment.id and fact.is_current)
    ) as one group by stage order by stage`.execute(db);
  return rows.map((row) => ({ ...row, stage: row.stage as Stage }));
}

interface ScoreRow extends Omit<FactRow, 'id'> {
  readonly factId: number;
  readonly tick: number;
  readonly margin: number;
  readonly probability: number;
  readonly scoredAtMs: number;
  readonly isCurrent: boolean;
  readonly model: string;
}

const scoreColumns = sql`
  score.fact_id, score.tick, score.margin, score.probability, score.scored_at_ms, score.is_current,
  model_role.name || '@' || model_role.version as model,
  fact.consignment_id, fact.row, batch.file_name, fact.body::text as body`;
const scoreJoins = sql`
  from item_score as score
  join model_role on model_role.id = score.model_id
  join fact on fact.id = score.fact_id
  join batch on batch.id = fact.batch_id`;

function scoreOf(row: ScoreRow): StoredItemScore {
  const { body: _, fileName: __, row: ___, ...score } = row;
  return { ...score, record: recordOf(row) };
}

async function* current(db: Kysely<Tables>, sinceTick: number | undefined): AsyncGenerator<readonly StoredItemScore[]> {
  let last = 0;
  for (;;) {
    const { rows } = await sql<ScoreRow>`
      select ${scoreColumns} ${scoreJoins}
      where score.is_current and score.fact_id > ${last}
        and (${sinceTick ?? null}::int is null or score.tick >= ${sinceTick ?? null}::int)
      order by score.fact_id limit ${scoresAtOnce}`.execute(db);
    if (rows.length === 0) return;
    last = rows.at(-1)!.factId;
    yield rows.map(scoreOf);
  }
}

async function* unscored(
  db: Kysely<Tables>,
  sinceTick: number | undefined,
): AsyncGenerator<readonly GoodsItemRecord[]> {
  let last = 0;
  for (;;) {
    const { rows } = await sql<{ id: number; body: object; row: number; fileName: string }>`
      select fact.id, fact.body, fact.row, batch.file_name from fact
      join batch on batch.id = fact.batch_id
      where fact.is_current and fact.consignment_id is not null and fact.id > ${last}
        and not exists (
          select 1 from consignment_score where consignment_score.consignment_id = fact.consignment_id and is_current
        )
        and (${sinceTick ?? null}::int is null or fact.score_tick >= ${sinceTick ?? null}::int)
      order by fact.id limit ${scoresAtOnce}`.execute(db);
    if (rows.length === 0) return;
    last = rows.at(-1)!.id;
    yield rows.map(({ body, row, fileName }) => ({ ...body, origin: { file: fileName, row } }) as GoodsItemRecord);
  }
}

async function ofConsignments(
  db: Kysely<Tables>,
  references: readonly string[],
  isCurrentOnly: boolean,
): Promise<StoredFeatures[]> {
  const { rows } = await sql<ScoreRow & { readonly features: Buffer }>`
    with agencies as (select distinct agency from batch),
    wanted as (
      select reference from unnest(${[...references]}::text[]) as reference
      union select agency || '/' || reference from agencies, unnest(${[...references]}::text[]) as reference
    )
    select ${scoreColumns}, score.features ${scoreJoins}
    where fact.consignment_id in (
        select id from consignment where consignment.reference in (select wanted.reference from wanted)
      )
      and (score.is_current or not ${isCurrentOnly}::boolean)
    order by score.is_current desc, score.scored_at_ms desc, score.tick, score.fact_id`.execute(db);
  return rows.map(({ features, ...row }) => ({ ...scoreOf(row), features: featuresOf(features) }));
}

/** What a ranking reads and writes of an agency's queue. */
import { type Kysely, sql } from 'kysely';
import { stages } from '../../domain/consignment.ts';
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import { openSinceMs } from '../../domain/look-out.ts';
import { dayMs } from '../../domain/moment.ts';
import type { KnownCase, QueueCandidate, QueueRankingPort } from '../../services/case-ports.ts';
import type { Tables } from '../database/tables.ts';
import { createLookOutStorage } from '../look-out-storage.ts';
import { writeCases } from './write-cases.ts';

/** Matches of look-outs beyond this many are left to the model: no capacity reaches so far. */
const mostMatches = 10_000;
/** A score that a slow transaction made may come to light so much later than its time says. */
const lateMs = 120_000;

/** Returns the port on the transaction of an agency's view. */
export function createQueueRankingStorage(db: Kysely<Tables>, agency: string): QueueRankingPort {
  return {
    candidates: (nowMs, after, limit) => readCandidates(db, { agency, nowMs, after, limit }),
    openByOffice: async (nowMs) => {
      const { rows } = await sql<{ office: string; channel: string | null; open: number }>`
        select office, channel, count(*)::int as open from consignment
        where agency = ${agency} and office is not null and known_at_ms > ${openSinceMs(nowMs)}
          and (release_cut_off_ms is null or release_cut_off_ms > ${nowMs})
        group by office, channel order by office, channel`.execute(db);
      return rows.map(({ channel, ...row }) => ({ ...row, channel: channel ?? undefined }));
    },
    lookedOutFor: async (nowMs) => {
      const found = await createLookOutStorage(db).matches({ atMs: nowMs, hasWeak: false, limit: mostMatches });
      return [...new Set(found.map(({ consignment }) => consignment))];
    },
    known: (nowMs, after, limit) => readKnown(db, nowMs, after, limit),
    write: (cases, nowMs) => writeCases(db, agency, cases, nowMs),
    move: async (cases) => {
      if (cases.length === 0) return;
      await sql`update review_case set lane = moved.lane, is_target = moved."isTarget", place = moved.place
        from jsonb_to_recordset(${JSON.stringify(cases)}::jsonb)
          as moved (id bigint, lane text, "isTarget" boolean, place float8)
        where review_case.id = moved.id`.execute(db);
    },
    reopen: async (ids) => {
      await sql`update review_case set state = 'open', suppressed_until_ms = null, decision = null, reason = null,
          decided_by = null, decided_by_name = null, decided_at_ms = null, sent_from_ms = null, version = version + 1
        where id = any(${[...ids]}::bigint[]) and state = 'suppressed'`.execute(db);
    },
    close: async (ids, nowMs) => {
      await sql`update review_case
        set state = 'closed', claimed_by = null, claimed_by_name = null, claimed_until_ms = null,
          suppressed_until_ms = null, version = version + 1
        where id = any(${[...ids]}::bigint[])
          and (state in ('open', 'suppressed') or (state = 'claimed' and claimed_until_ms <= ${nowMs}))`.execute(db);
    },
    unexplained: async (limit) => {
      const rows = await db
        .selectFrom('reviewCase')
        .select(['id', 'consignmentId', 'reference', 'scoreKey'])
        .where('reasons', 'is', null)
        .where('scoreKey', 'is not', null)
        .orderBy('place')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...row, scoreKey: row.scoreKey! }));
    },
    keepReasons: async (reasons) => {
      if (reasons.length === 0) return;
      await sql`update review_case set reasons = made.texts
        from jsonb_to_recordset(${JSON.stringify(reasons)}::jsonb) as made (id bigint, "scoreKey" text, texts json)
        where review_case.id = made.id and review_case.score_key = made."scoreKey"`.execute(db);
    },
    keepState: async ({ rankedAtMs, report, capacityHash, newestConsignment }) => {
      const hash = capacityHash === undefined ? null : Buffer.from(capacityHash);
      const values = { rankedAtMs: rankedAtMs ?? null, report: JSON.stringify(report ?? null), capacityHash: hash };
      await db
        .insertInto('queueState')
        .values({ agency, ...values, newestConsignment, requestedAtMs: null, version: 1 })
        .onConflict((conflict) =>
          conflict.column('agency').doUpdateSet(({ ref }) => ({
            ...values,
            newestConsignment,
            // What was asked for after this ranking began is still to come.
            requestedAtMs: sql<
              number | null
            >`case when ${ref('queueState.requestedAtMs')} > ${rankedAtMs ?? 0} then ${ref('queueState.requestedAtMs')} end`,
            version: sql<number>`${ref('queueState.version')} + 1`,
          })),
        )
        .execute();
    },
    isStale: (state, nowMs) => isStale(db, agency, state, nowMs),
    newestConsignment: async () => {
      const { rows } = await sql<{ id: number | null }>`select max(id) as id from consignment`.execute(db);
      return rows[0]?.id ?? 0;
    },
  };
}

interface CandidateRow {
  readonly id: number;
  readonly reference: string;
  readonly stage: string;
  /** Bodies of the items as one JSON text: an array of texts is read letter by letter. */
  readonly bodies: string | null;
  readonly margin: number | null;
  readonly probability: number | null;
  readonly itemNumber: number | null;
  readonly scoreKey: string | null;
}

/** What agreements show of other agencies' consignments is no work of this one. */
async function readCandidates(
  db: Kysely<Tables>,
  { agency, nowMs, after, limit }: { agency: string; nowMs: number; after: number; limit: number },
): Promise<QueueCandidate[]> {
  const stageOf = (table: string) => sql`array_position(${[...stages]}::text[], ${sql.ref(`${table}.stage`)})`;
  const { rows } = await sql<CandidateRow>`
    select consignment.id, consignment.reference, consignment.stage, items.bodies,
      score.margin, score.probability, score.item_number,
      concat_ws(' ', score.model_id, score.scored_at_ms, score.item_number, score.tick) as score_key
    from (
      select id, reference, stage from consignment
      where agency = ${agency} and id > ${after} and known_at_ms > ${openSinceMs(nowMs)}
        and (release_cut_off_ms is null or release_cut_off_ms > ${nowMs - dayMs})
        and not exists (
          select from consignment as later
          where later.reference = consignment.reference and ${stageOf('later')} > ${stageOf('consignment')}
        )
      order by id limit ${limit}
    ) as consignment
    cross join lateral (
      select '[' || string_agg(fact.body::text, ',' order by fact.id) || ']' as bodies from fact
      where fact.consignment_id = consignment.id and fact.is_current
    ) as items
    left join consignment_score as score on score.consignment_id = consignment.id and score.is_current
    order by consignment.id`.execute(db);
  return rows.map(({ id, reference, stage, bodies, margin, probability, itemNumber, scoreKey }) => ({
    consignmentId: id,
    reference,
    stage,
    records: (JSON.parse(bodies ?? '[]') as Omit<GoodsItemRecord, 'origin'>[]).map((body) => ({
      ...body,
      origin: { file: '', row: 0 },
    })),
    score:
      margin === null || probability === null || itemNumber === null || scoreKey === null
        ? undefined
        : { margin, probability, itemNumber, key: scoreKey },
  }));
}

async function readKnown(db: Kysely<Tables>, nowMs: number, after: number, limit: number): Promise<KnownCase[]> {
  const rows = await db
    .selectFrom('reviewCase')
    .select([
      'id',
      'reference',
      'consignmentId',
      'state',
      'claimedUntilMs',
      'decision',
      'decidedAtMs',
      'suppressedUntilMs',
      'sealed',
      'lane',
      'reroutedLane',
      'isTarget',
      'place',
      'scoreKey',
      'contentHash',
    ])
    .where('id', '>', after)
    .where('state', '<>', 'closed')
    .where(sql<boolean>`(list <> 'decided' or decided_at_ms > ${openSinceMs(nowMs)})`)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...row,
    claimedUntilMs: row.claimedUntilMs ?? undefined,
    decision: row.decision ?? undefined,
    decidedAtMs: row.decidedAtMs ?? undefined,
    suppressedUntilMs: row.suppressedUntilMs ?? undefined,
    sealed: row.sealed ?? undefined,
    reroutedLane: row.reroutedLane ?? undefined,
    scoreKey: row.scoreKey ?? undefined,
  }));
}

async function isStale(
  db: Kysely<Tables>,
  agency: string,
  {
    rankedAtMs = 0,
    newestConsignment,
  }: { readonly rankedAtMs: number | undefined; readonly newestConsignment: number },
  nowMs: number,
): Promise<'scores' | 'consignments' | 'clock' | undefined> {
  const newer = (sinceMs: number) => sql`exists (
    select from consignment_score where scored_at_ms > ${sinceMs}
      and exists (select from consignment where consignment.id = consignment_id and consignment.agency = ${agency})
  )`;
  const { rows } = await sql<{ scores: boolean; late: boolean; consignments: boolean; clock: boolean }>`
    select ${newer(rankedAtMs)} as scores, ${newer(rankedAtMs - lateMs)} as late,
      exists (select from consignment where id > ${newestConsignment} and agency = ${agency}) as consignments,
      exists (
        select from review_case where state in ('open', 'claimed', 'suppressed') and release_cut_off_ms <= ${nowMs}
      ) or exists (
        select from review_case where list = 'suppressed' and suppressed_until_ms <= ${nowMs}
      ) as clock`.execute(db);
  const found = rows[0]!;
  if (found.scores) return 'scores';
  // A minute is enough for what was late; it is looked for once or twice, not for ever.
  const isYoung = nowMs - rankedAtMs < lateMs;
  if (found.consignments) return 'consignments';
  if (found.clock || (found.late && isYoung)) return 'clock';
  return undefined;
}

/** Takes batches of new consignments in, within one transaction. */
import { sql, type Transaction } from 'kysely';
import type { BatchBook } from '../../services/batch-ports.ts';
import type { KeyPort } from '../../services/key-ports.ts';
import type { MakeFreshScores, SmallBatch, Taken, TakenBatch } from '../../services/take-ports.ts';
import { appendAudit } from '../audit-storage.ts';
import { recurring } from '../database/recurring.ts';
import type { Tables } from '../database/tables.ts';
import { findErasedRows } from '../erasure/tombstones.ts';
import type { RightsKnown } from '../history/rights-known.ts';
import { createHistoryStorage } from '../history-storage.ts';
import type { LoadMeans } from '../load-chunk.ts';
import { earlierStagesOf, noteScoresDue } from '../note-scores-due.ts';
import { apart, type PlainBatch, plainBatch } from './plain-batch.ts';
import { contentOf, readSituation, type Situation } from './read-situation.ts';
import { type EndedWork, type NumberedBatch, writeTaken } from './write-taken.ts';

/** Ticks whose histories are worth reading one by one; what is spread wider is scored as many are. */
const ticksAtOnce = 4;

/** What taking in needs beside the database. */
export interface TakeMeans extends LoadMeans {
  readonly rights: RightsKnown;
}

/** What is taken in, and how. */
export interface BatchesToTake {
  readonly batches: readonly (SmallBatch | undefined)[];
  readonly keyId: string;
  readonly nowMs: number;
  readonly isDurable: boolean;
  /** Returns the work that ends with a batch; none where nobody waits for it. */
  readonly endOf?: ((taken: TakenBatch, scored: number) => EndedWork) | undefined;
}

/** Stores what is plain and new of some batches, and scores it where nothing that it must see is still to be counted. */
export async function takeBatches(
  trx: Transaction<Tables>,
  means: TakeMeans,
  request: BatchesToTake,
  make: MakeFreshScores,
): Promise<Taken> {
  const candidates = apart(
    request.batches.flatMap((small, place) =>
      small === undefined ? [] : (plainBatch(small, place, means.lookOuts) ?? []),
    ),
  );
  if (candidates.length === 0) return { batches: [], scores: [] };
  await lockFor(trx, candidates, request.isDurable);
  const situation = await readSituation(trx, candidates, request.nowMs);
  const fresh = await withoutErased(trx, means.keys, candidates, situation);
  const batches = numbered(
    fresh.filter((batch) => isFresh(batch, situation)),
    situation,
  );
  if (batches.length === 0) return { batches: [], scores: [] };
  const scores = isScorable(batches, situation, request.keyId)
    ? await score(trx, means, { batches, situation, make })
    : [];
  const scored = new Map(scores.map((one) => [one.consignmentId, one]));
  const taken = batches.map(takenBatch);
  const version = await writeTaken(trx, {
    batches,
    scores,
    lookOuts: situation.lookOuts,
    ended:
      request.endOf === undefined
        ? []
        : taken.map((one) => request.endOf!(one, one.consignments.filter(({ id }) => scored.has(id)).length)),
    nowMs: request.nowMs,
  });
  if (scores.length > 0) requireSameHistory(batches, situation, version);
  if (situation.hasOtherStages) await noteEarlierStages(trx, batches);
  // The last of all, for whoever adds to the audit holds its end until the commit.
  await appendAudit(
    trx,
    batches.flatMap(({ small }, index) => small.noteOf?.(taken[index]!) ?? []),
  );
  return { batches: taken, scores };
}

/**
 * Side by side with others that take new consignments in, and not with those who link results, change versions, make look-outs or promote models: each would not see what the other
 * is about to write. Two that take the same in meet at a unique index, and the later one begins again.
 */
async function lockFor(trx: Transaction<Tables>, batches: readonly PlainBatch[], isDurable: boolean): Promise<void> {
  const agencies = [...new Set(batches.map(({ small }) => small.batch.agency))].sort();
  await recurring(
    trx,
    'take-locks',
    sql`
    select pg_advisory_xact_lock_shared(hashtextextended('touchstone-facts ' || agency, 0)),
      pg_advisory_xact_lock_shared(hashtextextended('touchstone-look-outs', 0)),
      pg_advisory_xact_lock_shared(hashtextextended('touchstone-model-role', 0)),
      -- What follows looks up a few keys by indexes: to plan it anew for each takes longer than to do it, and a plan that is kept must not be one for tables that were still empty.
      set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
      set_config('jit', 'off', true),
      set_config('synchronous_commit', case when ${isDurable}::boolean then current_setting('synchronous_commit') else 'off' end, true)
    from unnest(${agencies}::text[]) as agency`,
  );
}

async function withoutErased(
  trx: Transaction<Tables>,
  keys: KeyPort | undefined,
  batches: readonly PlainBatch[],
  { hasTombstones }: Situation,
): Promise<readonly PlainBatch[]> {
  if (!hasTombstones) return batches;
  const facts = batches.flatMap((batch) => batch.facts);
  const erased = await findErasedRows(trx, keys, { facts, rejects: [], agency: '' });
  if (erased === undefined) return batches;
  return batches.filter((batch) => !batch.facts.some((fact) => erased.isErased(fact)));
}

function isFresh(batch: PlainBatch, situation: Situation): boolean {
  return (
    !situation.knownContents.has(contentOf(batch)) &&
    !batch.facts.some(({ naturalKey }) => situation.knownNaturalKeys.has(naturalKey)) &&
    !batch.consignments.some(
      ({ reference, linkKeys }) =>
        situation.knownReferences.has(reference) || linkKeys.some((key) => situation.awaitedKeys.has(key)),
    )
  );
}

function numbered(batches: readonly PlainBatch[], situation: Situation): NumberedBatch[] {
  let fact = 0;
  let consignment = 0;
  return batches.map((batch, index) => {
    const ids = new Map(batch.facts.map((one) => [one, situation.factIds[fact++]!]));
    return {
      ...batch,
      id: situation.batchIds[index]!,
      consignments: batch.consignments.map((one) => ({
        ...one,
        id: situation.consignmentIds[consignment++]!,
        factIds: one.facts.map((item) => ids.get(item)!),
      })),
    };
  });
}

function isScorable(batches: readonly NumberedBatch[], { history, model }: Situation, keyId: string): boolean {
  if (model === undefined || !history.isCurrent || !history.knowsRights) return false;
  if (history.keyId !== undefined && history.keyId !== keyId) return false;
  const consignments = batches.flatMap((batch) => batch.consignments);
  const { firstDueTick } = history;
  if (firstDueTick !== undefined && consignments.some(({ scoreTick }) => firstDueTick < scoreTick)) return false;
  return new Set(consignments.flatMap(({ facts }) => facts.map(({ scoreTick }) => scoreTick))).size <= ticksAtOnce;
}

async function score(
  trx: Transaction<Tables>,
  { rights }: TakeMeans,
  {
    batches,
    situation,
    make,
  }: { readonly batches: readonly NumberedBatch[]; readonly situation: Situation; readonly make: MakeFreshScores },
) {
  return make({
    consignments: batches.flatMap((batch) =>
      batch.consignments.map((one) => ({
        id: one.id,
        reference: one.reference,
        model: situation.model!,
        items: itemsOf(one),
      })),
    ),
    rights: await rights.read(trx, situation.rightsSignature),
    history: createHistoryStorage(trx),
    scopes: situation.scopes,
    historyVersion: situation,
  });
}

function itemsOf({ facts, factIds }: NumberedBatch['consignments'][number]) {
  return facts.map(({ record }, index) => ({ factId: factIds[index]!, record }));
}

function takenBatch(batch: NumberedBatch): TakenBatch {
  const rows = batch.facts.length;
  const book: BatchBook = {
    recordKind: 'declaration',
    accepted: rows,
    rejected: 0,
    added: rows,
    revised: 0,
    duplicate: 0,
  };
  return {
    place: batch.place,
    batchId: batch.id,
    books: [book],
    consignments: batch.consignments.map((one) => ({ id: one.id, reference: one.reference, items: itemsOf(one) })),
  };
}

/** Begins again where the history has meanwhile changed before a tick that was read as of. */
function requireSameHistory(
  batches: readonly NumberedBatch[],
  before: Situation,
  after: Pick<Situation, 'version' | 'recentFirstTicks'>,
): void {
  const missed = after.version - before.version;
  if (missed === 0) return;
  const last = Math.max(...batches.flatMap((batch) => batch.consignments.map(({ scoreTick }) => scoreTick)));
  const isKnown = missed <= after.recentFirstTicks.length;
  if (isKnown && after.recentFirstTicks.slice(0, missed).every((tick) => tick >= last)) return;
  throw Object.assign(new Error('the history has changed meanwhile'), { code: serializationFailure });
}

/** As PostgreSQL calls it; `retrying` begins again. */
const serializationFailure = '40001';

async function noteEarlierStages(trx: Transaction<Tables>, batches: readonly NumberedBatch[]): Promise<void> {
  for (const { small, consignments } of batches) {
    const ids = consignments.map(({ id }) => id);
    const earlier = await earlierStagesOf(trx, ids);
    await noteScoresDue(trx, earlier, { sinceMs: small.batch.receivedAtMs, cause: 'stage' });
  }
}

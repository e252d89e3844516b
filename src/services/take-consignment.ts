/** Takes one consignment in and says at once how it is scored, and why. */

import type { GoodsItemRecord } from '../domain/goods-item.ts';
import type { Handling } from '../domain/handling.ts';
import { formatMoment } from '../domain/moment.ts';
import { AppError } from '../errors.ts';
import type { NewAuditEntry } from './audit-ports.ts';
import type { NewBatch } from './batch-ports.ts';
import { describeReasons, type Explanation } from './describe-reasons.ts';
import type { Ports } from './ports.ts';
import { type ScoringMeans, scoreDueConsignments } from './score-due-consignments.ts';
import type { MadeConsignmentScore, MadeItemScore } from './score-ports.ts';
import type { Store } from './store-ports.ts';
import type { TakenBatch } from './take-ports.ts';

/** One consignment: its goods items, mapped and checked. */
export interface ConsignmentToTake {
  /** At least one, all of one consignment and stage. */
  readonly records: readonly GoodsItemRecord[];
  /** What it came as, for the books: e.g. the id of a request. */
  readonly name: string;
  /** Of the bytes that it came as: the same bytes under the same profile are taken in once. */
  readonly sha256: Uint8Array;
  readonly byteCount: number;
  /** Name of the profile that it was mapped by. */
  readonly profile: string;
  readonly agency: string;
  readonly handling: Handling;
  readonly receivedAtMs: number;
  /** What the audit says of it; undefined where it is part of something that is noted elsewhere. */
  readonly noteOf?: ((taken: StoredConsignment) => NewAuditEntry) | undefined;
}

/** How a consignment is scored: as its highest item. */
interface TakenScore {
  readonly margin: number;
  readonly probability: number;
  /** Lower end of its band of probability, of ten (see `ScorePort.bands`). */
  readonly band: number;
  /** Tick as of which the history was read. */
  readonly tick: number;
  readonly itemNumber: number;
  /** `NAME@VERSION`. */
  readonly model: string;
  readonly explanation: Explanation;
}

/** Where a consignment was stored. */
export interface StoredConsignment {
  readonly batchId: number;
  readonly consignmentId: number;
  /** `AGENCY/REFERENCE`. */
  readonly reference: string;
  /** Rows of its batch that were new, of a new version, and known already. */
  readonly rows: { readonly added: number; readonly revised: number; readonly duplicate: number };
}

/** What became of a consignment. */
export interface TakenConsignment extends StoredConsignment {
  /** Undefined where no model scores its stage, or where it is due and was not waited for. */
  readonly score: TakenScore | undefined;
}

/** How it is taken in. */
export interface TakeConsignmentOptions {
  /** False leaves a consignment due whose past has first to be counted; it is scored as others are. True, as without the option, counts it. */
  readonly waitsForHistory?: boolean | undefined;
}

const bands = 10;

/**
 * Stores a consignment as a batch of its own and scores it in the same transaction, which is on the disk when this returns; what it adds to the history is due and counted later, since
 * its own tick does not see it. One that is known already, that a result waits for, or whose past is not yet counted goes the way that files go, and takes longer.
 *
 * The means are kept from one call to the next: they hold the champion, and what was read of the history as of the ticks of late.
 * @throws `usage` for records of several consignments, `refused` where the history cannot be read, `not-found`, `artefact-invalid`, `model-schema-mismatch` for a champion whose files are gone or do not fit.
 */
export async function takeConsignment(
  ports: Pick<Ports, 'files' | 'clock' | 'process'>,
  store: Pick<Store, 'takes' | 'facts' | 'history' | 'scores' | 'audit'>,
  means: ScoringMeans,
  consignment: ConsignmentToTake,
  options: TakeConsignmentOptions = {},
): Promise<TakenConsignment> {
  const { records } = consignment;
  const [first] = records;
  const id = first?.consignment.id;
  const stage = first?.consignment.stage;
  if (first === undefined || records.some((one) => one.consignment.id !== id || one.consignment.stage !== stage)) {
    throw new AppError('usage', { reason: 'the items to be taken in must be of one consignment at one stage' });
  }
  const batch = batchOf(consignment);
  const { noteOf } = consignment;
  const stored = (taken: TakenBatch): StoredConsignment => {
    const { added, revised, duplicate } = taken.books[0]!;
    const { id: consignmentId, reference } = taken.consignments[0]!;
    return { batchId: taken.batchId, consignmentId, reference, rows: { added, revised, duplicate } };
  };
  const small = { batch, records, noteOf: noteOf && ((taken: TakenBatch) => noteOf(stored(taken))) };
  const request = { batches: [small], keyId: means.key.id, nowMs: ports.clock.nowMs() };
  const { batches, scores } = await store.takes.take(request, (fresh) => means.scorer.makeFresh(fresh));
  const [taken] = batches;
  if (taken === undefined) return takeAsFile(ports, store, means, { consignment, batch, options });
  const common = stored(taken);
  const [made] = scores;
  if (made !== undefined) return { ...common, score: scoreOf(means, made) };
  return { ...common, score: await scoreWhenCounted(ports, store, means, { ...common, options }) };
}

function batchOf({ records, name, noteOf: _, ...rest }: ConsignmentToTake): NewBatch {
  return { ...rest, fileName: name, rowsTotal: records.length };
}

/** What is known already goes through the door that tells versions apart. */
async function takeAsFile(
  ports: Pick<Ports, 'files' | 'clock' | 'process'>,
  store: Pick<Store, 'takes' | 'facts' | 'history' | 'scores' | 'audit'>,
  means: ScoringMeans,
  {
    consignment: { records, noteOf },
    batch: newBatch,
    options,
  }: {
    readonly consignment: ConsignmentToTake;
    readonly batch: NewBatch;
    readonly options: TakeConsignmentOptions;
  },
): Promise<TakenConsignment> {
  const { id: reference, stage } = records[0]!.consignment;
  const { batch } = await store.facts.openBatch(newBatch);
  const isAgain = batch.state === 'loaded';
  if (!isAgain) await store.facts.loadChunk(batch, { records, rejects: [], rowsDone: records.length });
  const { books } = isAgain ? batch : await store.facts.finishBatch(batch.id);
  const sum = (field: 'accepted' | 'added' | 'revised' | 'duplicate'): number =>
    books.reduce((total, book) => total + book[field], 0);
  const rows = isAgain
    ? { added: 0, revised: 0, duplicate: sum('accepted') }
    : { added: sum('added'), revised: sum('revised'), duplicate: sum('duplicate') };
  const consignmentId = await store.takes.consignmentIdOf(reference, stage);
  // Every item was turned away: they are erased.
  if (consignmentId === undefined) throw new AppError('refused', { reason: `${reference} was erased` });
  const common = { batchId: batch.id, consignmentId, reference, rows };
  if (noteOf !== undefined) await store.audit.append(noteOf(common));
  return { ...common, score: await scoreWhenCounted(ports, store, means, { ...common, options }) };
}

async function scoreWhenCounted(
  ports: Pick<Ports, 'files' | 'clock' | 'process'>,
  store: Pick<Store, 'history' | 'scores'>,
  means: ScoringMeans,
  {
    reference,
    consignmentId,
    options,
  }: { readonly reference: string; readonly consignmentId: number; readonly options: TakeConsignmentOptions },
): Promise<TakenScore | undefined> {
  if (options.waitsForHistory === false) return undefined;
  await scoreDueConsignments(ports, store, means);
  const scores = await store.scores.ofConsignments([reference], { isCurrentOnly: true });
  const own = scores.filter((one) => one.consignmentId === consignmentId).sort((a, b) => a.factId - b.factId);
  let highest: (typeof own)[number] | undefined;
  for (const score of own) if (highest === undefined || score.margin > highest.margin) highest = score;
  if (highest === undefined) return undefined;
  return shown(await means.scorer.loadedByName(highest.model), highest.model, highest);
}

function scoreOf({ scorer }: ScoringMeans, { modelId, highest }: MadeConsignmentScore): TakenScore | undefined {
  if (highest === undefined) return undefined;
  const model = scorer.loaded(modelId);
  return shown(model, `${model.manifest.name}@${model.manifest.version}`, highest);
}

function shown(
  { artefact }: ReturnType<ScoringMeans['scorer']['loaded']>,
  model: string,
  { margin, probability, tick, record, features }: MadeItemScore,
): TakenScore {
  const asOf = formatMoment(record.consignment.occurredAt);
  return {
    margin,
    probability,
    band: Math.min(bands - 1, Math.floor(probability * bands)) / bands,
    tick,
    itemNumber: record.item.itemNumber,
    model,
    explanation: describeReasons(artefact, features, asOf),
  };
}

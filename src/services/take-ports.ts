/** What taking consignments in at once needs of a store: their facts, books and scores in one transaction, while they wait. */
import type { Stage } from '../domain/consignment.ts';
import type { SourceRecord } from '../domain/record.ts';
import type { NewAuditEntry } from './audit-ports.ts';
import type { BatchBook, NewBatch } from './batch-ports.ts';
import type { HistoryPort } from './history-ports.ts';
import type { ConsignmentToScore, MadeConsignmentScore, ScoresToMake } from './score-ports.ts';

/** How far the cells of a history have changed, as of one statement. */
export interface HistoryVersion {
  /** Number of changes so far. */
  readonly version: number;
  /** First tick that each of the last changes changed, the youngest first. */
  readonly recentFirstTicks: readonly number[];
}

/** A batch whose records are all at hand. */
export interface SmallBatch {
  readonly batch: NewBatch;
  readonly records: readonly SourceRecord[];
  /** What the audit says of it, in the same transaction; undefined where nobody asked for it. */
  readonly noteOf?: ((taken: TakenBatch) => NewAuditEntry) | undefined;
}

/** Consignments that are scored while they are stored. */
export interface FreshScoresToMake extends ScoresToMake {
  /** As of which the history may be remembered: what was read since is held against it before the scores are kept. */
  readonly historyVersion: HistoryVersion;
}

/** Makes scores; it may be called again for the same consignments. */
export type MakeFreshScores = (fresh: FreshScoresToMake) => Promise<readonly MadeConsignmentScore[]>;

/** What is taken in. */
export interface TakeRequest {
  readonly batches: readonly SmallBatch[];
  /** Key under which the history must be counted for anything to be scored. */
  readonly keyId: string;
  readonly nowMs: number;
}

/** A batch that was taken in. */
export interface TakenBatch {
  /** Place of the batch in the request. */
  readonly place: number;
  readonly batchId: number;
  readonly books: readonly BatchBook[];
  readonly consignments: readonly Pick<ConsignmentToScore, 'id' | 'reference' | 'items'>[];
}

/** What was taken in. */
export interface Taken {
  readonly batches: readonly TakenBatch[];
  /** Scores of all consignments of those batches; empty where the history, or a model, has first to catch up, and then they are due. */
  readonly scores: readonly MadeConsignmentScore[];
}

/** A small file that waits, with its bytes. */
export interface WaitingUpload {
  readonly workId: number;
  readonly uploadId: number;
  /** Name of the profile that it is to be read by. */
  readonly profile: string;
  readonly fileName: string;
  readonly receivedAtMs: number;
  readonly bytes: Uint8Array;
}

/** Reads what waits into batches; undefined for what cannot be taken this way. */
export type ReadUploads = (uploads: readonly WaitingUpload[]) => Promise<readonly (SmallBatch | undefined)[]>;

/** Which files are taken in together. */
export interface TakeUploadsRequest {
  /** The work whose file must be among them. */
  readonly workId: number;
  readonly maximumUploads: number;
  readonly maximumBytes: number;
  readonly keyId: string;
  readonly nowMs: number;
}

/** What came of taking files in: `other` where the file of the work itself has to go the long way. */
export type TakenUploads =
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'other' }
  | ({ readonly outcome: 'taken'; readonly workIds: readonly number[] } & Taken);

/** Takes in what is new and plain: declarations whose consignments nobody has heard of, that no result waits for, and that nobody has erased. */
export interface TakePort {
  /**
   * Stores batches of new consignments, each with its own books, and scores them where everything that was stored before their ticks is in the history. What is known of them
   * already, or is anything else than a declaration, is left to `FactPort`: a batch with such a record is not among those that are returned, and leaves no trace.
   * The commit waits for the disk. Requests that come while one is under way go into the next transaction together, with the scores that the first one's `make` makes.
   */
  take(request: TakeRequest, make: MakeFreshScores): Promise<Taken>;
  /**
   * The same for files that wait, in one transaction with the end of their work, whose commit does not wait for the disk: what it takes with it is due as before.
   */
  takeUploads(request: TakeUploadsRequest, read: ReadUploads, make: MakeFreshScores): Promise<TakenUploads>;
  /** Id of a consignment, by `AGENCY/REFERENCE`; undefined where it is not known. */
  consignmentIdOf(reference: string, stage: Stage): Promise<number | undefined>;
}

/** Reads the history for {@link MakeFreshScores}. */
export type HistoryReader = Pick<HistoryPort, 'read'>;

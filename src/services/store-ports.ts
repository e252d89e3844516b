/** What the use cases need of a store, in their own words. Every method that changes something is one transaction. */
import type { Handling } from '../domain/handling.ts';
import type { RecordKind, SourceRecord } from '../domain/record.ts';
import type { Reject } from '../formats/raw-row.ts';
import type { HistoryPort } from './history-ports.ts';
import type { ModelRolePort, ScorePort } from './score-ports.ts';

/** The books of a batch for one kind of record: rows = accepted + rejected, accepted = added + revised + duplicate. */
export interface BatchBook {
  readonly recordKind: RecordKind | 'unknown';
  accepted: number;
  /** Rows in quarantine; those whose kind cannot be told count under `unknown`. */
  rejected: number;
  added: number;
  revised: number;
  duplicate: number;
}

/** A file as it is handed in. */
export interface NewBatch {
  readonly fileName: string;
  readonly profile: string;
  readonly agency: string;
  /** SHA-256 of the file as it came, 32 bytes. */
  readonly sha256: Uint8Array;
  readonly byteCount: number;
  readonly receivedAtMs: number;
  readonly handling: Handling;
  readonly rowsTotal: number;
}

/** A batch as the store keeps it. */
export interface Batch extends NewBatch {
  readonly id: number;
  readonly state: 'loading' | 'loaded' | 'refused';
  /** Rows that are in the store for good; a load that was cut off goes on behind them. */
  readonly rowsDone: number;
  readonly books: readonly BatchBook[];
}

/** Rows of a file that are stored together. */
export interface BatchChunk {
  readonly records: readonly SourceRecord[];
  readonly rejects: readonly Reject[];
  /** Rows of the file that are done once these are. */
  readonly rowsDone: number;
}

/** Batches and the facts in them. */
export interface FactPort {
  /** Returns the batch of the same bytes and profile, or a new one. */
  openBatch(batch: NewBatch): Promise<{ readonly batch: Batch; readonly isNew: boolean }>;
  /** Keeps a file that was refused whole, with the reason. */
  refuseBatch(batch: NewBatch, reason: string): Promise<number>;
  /** Stores a chunk, with its versions, links and books, and notes what the history has to take in. Returns what it added to the books. */
  loadChunk(batch: Batch, chunk: BatchChunk): Promise<readonly BatchBook[]>;
  finishBatch(batchId: number): Promise<Batch>;
  listBatches(): Promise<readonly Batch[]>;
  /** Current records of some kinds, in the order in which they were stored; versions that others replaced are left out. */
  currentRecords(kinds: readonly RecordKind[]): AsyncIterable<readonly SourceRecord[]>;
}

/** A row that was not accepted, as it is kept. */
export interface QuarantinedRow {
  readonly id: number;
  readonly batchId: number;
  readonly file: string;
  readonly profile: string;
  readonly row: number;
  readonly column: string | undefined;
  readonly code: string;
  readonly expected: string;
  readonly raw: Uint8Array;
  readonly state: 'waiting' | 'accepted' | 'dropped';
  readonly retries: number;
}

/** Rows in quarantine. */
export interface QuarantinePort {
  /** Counts by batch and code of the rows that wait. */
  summary(): Promise<
    readonly {
      readonly batchId: number;
      readonly file: string;
      readonly code: string;
      readonly column: string | undefined;
      readonly rows: number;
    }[]
  >;
  /** Rows in order of id, after one id; all batches where none is named. */
  list(options: {
    readonly batchId?: number | undefined;
    readonly afterId?: number;
    readonly limit: number;
    readonly state?: QuarantinedRow['state'];
  }): Promise<readonly QuarantinedRow[]>;
  /** @throws `not-found`. */
  get(id: number): Promise<QuarantinedRow>;
  /** Drops rows that wait: their raw text is erased, their place in the books stays. Returns how many. */
  drop(ids: readonly number[]): Promise<number>;
}

/** An open store. */
export interface Store {
  readonly kind: 'postgresql' | 'pglite';
  readonly facts: FactPort;
  readonly quarantine: QuarantinePort;
  readonly history: HistoryPort;
  readonly scores: ScorePort;
  readonly models: ModelRolePort;
  close(): Promise<void>;
}

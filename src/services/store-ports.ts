/** What the use cases need of a store, in their own words. Every method that changes something is one transaction. */

import type { SourceRecord } from '../domain/record.ts';
import type { Reject } from '../formats/raw-row.ts';
import type { AgencyView, ViewScope } from './agency-view-ports.ts';
import type { RetentionPort, SharingPort } from './agreement-ports.ts';
import type { AuditPort } from './audit-ports.ts';
import type { Batch, BatchBook, NewBatch, QuarantinedRow } from './batch-ports.ts';
import type { CaseResultPort, RankingRunPort } from './case-ports.ts';
import type { DeconflictionPort } from './deconfliction-ports.ts';
import type { FrozenTargetPort } from './disclosure-ports.ts';
import type { ErasurePort } from './erasure-ports.ts';
import type { ExchangePort } from './exchange-ports.ts';
import type { FactReadPort } from './fact-read-ports.ts';
import type { HistoryPort } from './history-ports.ts';
import type { IdempotencyPort } from './idempotency-ports.ts';
import type { LookOutPort } from './look-out-ports.ts';
import type { OverlapPort } from './overlap-ports.ts';
import type { PackExportPort } from './pack-export-ports.ts';
import type { PeoplePort } from './people-ports.ts';
import type { ModelRolePort, ScorePort } from './score-ports.ts';
import type { SearchIndexPort } from './search-ports.ts';
import type { SelectionPort } from './selection-ports.ts';
import type { TakePort } from './take-ports.ts';
import type { TargetListPort } from './target-list-ports.ts';
import type { UploadPort, WorkPort } from './work-ports.ts';

/** Rows of a file that are stored together. */
export interface BatchChunk {
  readonly records: readonly SourceRecord[];
  readonly rejects: readonly Reject[];
  /** Rows of the file that are done once these are. */
  readonly rowsDone: number;
}

/** Batches and the facts in them. */
export interface FactPort extends FactReadPort {
  /** Returns the batch of the same bytes and profile, or a new one. */
  openBatch(batch: NewBatch): Promise<{ readonly batch: Batch; readonly isNew: boolean }>;
  /** Keeps a file that was refused whole, with the reason. */
  refuseBatch(batch: NewBatch, reason: string): Promise<number>;
  /** Stores a chunk, with its versions, links and books, and notes what the history has to take in. Returns what it added to the books. */
  loadChunk(batch: Batch, chunk: BatchChunk): Promise<readonly BatchBook[]>;
  finishBatch(batchId: number): Promise<Batch>;
  listBatches(): Promise<readonly Batch[]>;
  countBatches(): Promise<{ readonly loading: number; readonly loaded: number; readonly refused: number }>;
}

/** A row that was read again: a record, or why it is still none. */
export type RetriedRow =
  | { readonly id: number; readonly record: SourceRecord; readonly reject: undefined }
  | { readonly id: number; readonly record: undefined; readonly reject: Reject };

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
  /**
   * Takes in what rows of a batch became when they were read again: records are stored as the batch's own and move in its books, the others wait with their new reason. Rows that
   * no longer wait are passed over. Returns what was added to the books for records.
   */
  retry(batch: Batch, rows: readonly RetriedRow[]): Promise<readonly BatchBook[]>;
}

/** An open store. */
export interface Store {
  readonly kind: 'postgresql' | 'pglite';
  /** Gives what a thread of this process opens the same store with; undefined where its location does. */
  readonly share: (() => unknown) | undefined;
  readonly facts: FactPort;
  readonly takes: TakePort;
  readonly quarantine: QuarantinePort;
  readonly erasures: ErasurePort;
  readonly lookOuts: LookOutPort;
  readonly history: HistoryPort;
  readonly scores: ScorePort;
  readonly models: ModelRolePort;
  readonly work: WorkPort;
  readonly uploads: UploadPort;
  readonly targetLists: TargetListPort;
  readonly packExports: PackExportPort;
  /** The search of consignments, which an agency's view looks through. */
  readonly searchIndex: SearchIndexPort;
  /** What is left of sharing agreements that have ended. */
  readonly retention: RetentionPort;
  readonly sharing: SharingPort;
  /** Partners at other installations, and packages to and from them. */
  readonly exchange: ExchangePort;
  /** Sessions of deconfliction with partners. */
  readonly deconfliction: DeconflictionPort;
  /** Overlaps between agencies of this store. */
  readonly overlaps: OverlapPort;
  /** How the queues of agencies were ranked, for statistics alone. */
  readonly rankingRuns: RankingRunPort;
  /** What was selected in the past and what became of it, for statistics alone. */
  readonly selections: SelectionPort;
  readonly caseResults: CaseResultPort;
  /** Agencies, people, sessions and keys; none of it is case data. */
  readonly people: PeoplePort;
  /** The audit of the whole store; an agency's view has its own. */
  readonly audit: AuditPort;
  readonly frozenTargets: FrozenTargetPort;
  readonly idempotency: IdempotencyPort;
  /** Does something with the store as one agency may see it, in one transaction. */
  asAgency<T>(scope: ViewScope, use: (view: AgencyView) => Promise<T>): Promise<T>;
  /** @throws `store-unusable` where the database does not answer. */
  ping(): Promise<void>;
  /** What the database says of itself. */
  describe(): Promise<{ readonly version: string; readonly nowMs: number; readonly isDurable: boolean }>;
  close(): Promise<void>;
}

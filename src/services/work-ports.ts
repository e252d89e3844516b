/** What the use cases need of due work: rows written in the transaction of their cause, which outlive every queue. */
import type { QueueName } from './queue-ports.ts';

/** States of due work: `dead` is what no retry will heal. */
export const workStates = ['due', 'done', 'dead', 'cancelled'] as const;

/** A state of {@link workStates}. */
export type WorkState = (typeof workStates)[number];

/** Work that is not there yet. */
export interface NewWork {
  readonly queue: QueueName;
  /** Says what is to be done, by reference; the schema of its queue holds for it. */
  readonly payload: unknown;
  /** 1 is the most urgent, 2^21 - 1 the least. */
  readonly priority: number;
  readonly notBeforeMs?: number | undefined;
}

/** A row of due work. */
export interface Work extends NewWork {
  readonly id: number;
  readonly state: WorkState;
  /** Times that it was begun; what a worker's death or an outage cut off is among them. */
  readonly attempts: number;
  /** Attempts that failed by its own fault. */
  readonly failures: number;
  readonly createdAtMs: number;
  readonly startedAtMs: number | undefined;
  readonly finishedAtMs: number | undefined;
  readonly rowsDone: number | undefined;
  readonly rowsTotal: number | undefined;
  readonly outcome: unknown;
  readonly failure: string | undefined;
}

/** Counts of one queue in the database. */
export interface WorkCounts {
  readonly queue: QueueName;
  readonly due: number;
  readonly dead: number;
  /** When the oldest due work was made; undefined without any. */
  readonly oldestDueMs: number | undefined;
}

/** Due work. */
export interface WorkPort {
  /** Adds work and returns its ids, in order. */
  add(work: readonly NewWork[], nowMs: number): Promise<readonly number[]>;
  /**
   * Makes work of a queue due whose work is found elsewhere, where fewer than `most` rows of it are. The same work on the dead-letter list is made due again, a minute after it
   * got there, and none is added beside it. Returns the id of what became due.
   */
  ensure(work: NewWork, most: number, nowMs: number): Promise<number | undefined>;
  /** Work that is due now and was not handed to the queues since `enqueuedBeforeMs`, the oldest first. */
  unqueued(nowMs: number, enqueuedBeforeMs: number, limit: number): Promise<readonly Work[]>;
  markEnqueued(ids: readonly number[], nowMs: number): Promise<void>;
  /** Begins an attempt; undefined where the work is no longer due, or not yet. */
  start(id: number, nowMs: number): Promise<Work | undefined>;
  progress(id: number, rowsDone: number, rowsTotal: number | undefined): Promise<void>;
  /** Ends work that is still due, adding what follows in the same transaction; returns the ids of what follows. */
  finish(id: number, outcome: unknown, follow: readonly NewWork[], nowMs: number): Promise<readonly number[]>;
  /** Notes why an attempt failed; `isFinal` puts the work on the dead-letter list. */
  fail(id: number, failure: string, isFinal: boolean, nowMs: number): Promise<void>;
  /** Cancels work that is due; returns whether it was. */
  cancel(id: number, nowMs: number): Promise<boolean>;
  /** Makes dead or cancelled work due again; returns whether it was either. */
  retry(id: number, nowMs: number): Promise<boolean>;
  /** @throws `not-found`. */
  get(id: number): Promise<Work>;
  list(options: {
    readonly state?: WorkState;
    readonly queue?: QueueName;
    readonly limit: number;
  }): Promise<readonly Work[]>;
  counts(): Promise<readonly WorkCounts[]>;
  /** Whether at least so much work of a queue is due; costs no more the more there is. */
  isWaiting(queue: QueueName, atLeast: number): Promise<boolean>;
}

/** A file that was handed in. */
interface Upload {
  readonly id: number;
  readonly fileName: string;
  readonly receivedAtMs: number;
  readonly byteCount: number;
  readonly isComplete: boolean;
}

/** Files that wait for a worker, kept in the database, so that any host can take them. */
export interface UploadPort {
  begin(fileName: string, receivedAtMs: number): Promise<number>;
  append(id: number, part: number, bytes: Uint8Array): Promise<void>;
  /** Keeps a whole file of one part and adds the work that takes it in, in one statement; the work's payload gets the upload's id. */
  handIn(
    file: { readonly fileName: string; readonly receivedAtMs: number; readonly bytes: Uint8Array },
    work: NewWork,
    nowMs: number,
  ): Promise<{ readonly uploadId: number; readonly workId: number }>;
  /** Marks the file as whole and adds the work that takes it in, in one transaction. */
  complete(id: number, work: NewWork, nowMs: number): Promise<number>;
  /** @throws `not-found`. */
  get(id: number): Promise<Upload>;
  /** @throws `not-found` also in the middle, where another worker has taken the file in and removed it. */
  read(id: number): AsyncIterable<Uint8Array>;
  remove(id: number): Promise<void>;
  /** Removes what was begun before a moment and either never became whole or was taken in. Returns how many. */
  removeAbandoned(beforeMs: number): Promise<number>;
}

/** What the use cases need of queues: a transport of due work, which may be emptied at any time without loss. */

/** Queues, one a verb. */
export const queueNames = [
  'ingest-batch',
  'update-history',
  'score-consignments',
  'rank-targets',
  'record-examination',
  'record-measure',
  'train-model',
  'rescore',
  'export-targets',
  'index-consignments',
] as const;

/** A queue of {@link queueNames}. */
export type QueueName = (typeof queueNames)[number];

/** A piece of due work on its way: the row in the database says what it is. */
export interface QueuedWork {
  readonly queue: QueueName;
  /** Id of the row of due work. */
  readonly workId: number;
  /** 1 is the most urgent, 2^21 - 1 the least. */
  readonly priority: number;
}

/** A piece of work in the hands of a worker. */
export interface WorkAttempt extends QueuedWork {
  /** Says how far it has come, for whoever watches. */
  reportProgress(progress: { readonly done: number; readonly total: number | undefined }): Promise<void>;
  log(line: string): Promise<void>;
  /** Aborted when the work is cancelled or the worker shuts down before it is done. */
  readonly signal: AbortSignal;
}

/** How an attempt ended: `retry` lets the transport try again later, with back-off. */
export type AttemptOutcome = 'done' | 'retry';

/** A worker of one queue. */
export interface QueueConsumer {
  /** Takes no more work, lets what runs finish for at most so long, then gives it back. */
  close(graceMs: number): Promise<void>;
}

/** Counts of one queue. */
export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
}

/** Queues over one transport. */
export interface QueuePort {
  /** Hands work over. Work that is waiting or in hand already is not doubled. */
  enqueue(work: readonly QueuedWork[]): Promise<void>;
  /** Takes work back that no worker has in hand; returns whether it was there. */
  withdraw(queue: QueueName, workId: number): Promise<boolean>;
  /** Lets a handler work through a queue. */
  consume(
    queue: QueueName,
    handler: (attempt: WorkAttempt) => Promise<AttemptOutcome>,
    options: { readonly concurrency: number },
  ): Promise<QueueConsumer>;
  counts(): Promise<ReadonlyMap<QueueName, QueueCounts>>;
  /** What the transport is, and what of its settings a person should change. */
  describe(): Promise<{
    readonly transport: string;
    readonly warnings: readonly { readonly text: string; readonly help: string }[];
  }>;
  /** @throws `queue-unavailable` where the transport does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

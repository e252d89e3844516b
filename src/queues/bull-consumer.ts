import { type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import type { AttemptOutcome, QueueConsumer, QueueName, WorkAttempt } from '../services/queue-ports.ts';
import { jobPolicy, retryDelayMs } from './job-policy.ts';
import { type QueuePayload, queuePayload } from './queue-payload.ts';
import type { QueueTransport } from './queue-transport.ts';
import { within } from './within.ts';

/** Watching a job may not hold it up for longer. */
const watchMs = 1_000;
/** How long work may take to stop once it has been told to. */
const settleMs = 500;
/** How long a transport may take to let a worker go. */
const partMs = 3_000;

interface Running {
  readonly job: Job<QueuePayload>;
  readonly token: string;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
  isGivenBack: boolean;
}

/** One worker of one queue. */
export class BullConsumer implements QueueConsumer {
  private readonly queue: QueueName;
  private readonly handler: (attempt: WorkAttempt) => Promise<AttemptOutcome>;
  private readonly report: (error: unknown) => void;
  private readonly worker: Worker<QueuePayload>;
  private readonly running = new Set<Running>();
  private closing: Promise<void> | undefined;

  private constructor(
    queue: QueueName,
    handler: BullConsumer['handler'],
    concurrency: number,
    transport: QueueTransport,
    report: (error: unknown) => void,
  ) {
    this.queue = queue;
    this.handler = handler;
    this.report = report;
    this.worker = new Worker<QueuePayload>(
      queue,
      (job, token) => this.process(job, token ?? ''),
      {
        ...transport.consumer,
        concurrency,
        autorun: false,
        lockDuration: jobPolicy.lockMs,
        stalledInterval: jobPolicy.stalledCheckMs,
        maxStalledCount: jobPolicy.maxStalledCount,
        drainDelay: jobPolicy.idleCheckSeconds,
        runRetryDelay: jobPolicy.reconnectMs,
        settings: { backoffStrategy: retryDelayMs },
      },
      transport.backend as never,
    );
    this.worker.on('error', report);
  }

  /** Starts a worker; rejects where the transport is away. */
  static async start(
    queue: QueueName,
    handler: BullConsumer['handler'],
    options: { readonly concurrency: number },
    transport: QueueTransport,
    report: (error: unknown) => void,
  ): Promise<BullConsumer> {
    const consumer = new BullConsumer(queue, handler, options.concurrency, transport, report);
    try {
      await within(partMs, 'the transport did not answer', consumer.worker.waitUntilReady());
    } catch (error) {
      consumer.worker.close(true).catch(report);
      throw error;
    }
    consumer.worker.run().catch(report);
    return consumer;
  }

  close(graceMs: number): Promise<void> {
    this.closing ??= this.stop(graceMs);
    return this.closing;
  }

  private async stop(graceMs: number): Promise<void> {
    // Without waiting for what runs: that is waited for below, and only so long.
    await this.worker.pause(true);
    await this.settled(graceMs);
    for (const { abort } of this.running) abort.abort(new Error('the worker shuts down'));
    await this.settled(settleMs);
    const deaf = [...this.running];
    await Promise.all(deaf.map((running) => this.giveBack(running)));
    await within(
      partMs,
      `the worker of ${this.queue} could not part from its transport`,
      this.part(deaf.length > 0),
    ).catch(this.report);
  }

  private async part(isForced: boolean): Promise<void> {
    await this.worker.close(isForced);
  }

  /** Waits for all that runs, for at most so long. */
  private async settled(ms: number): Promise<void> {
    if (this.running.size === 0) return;
    const ended = Promise.all([...this.running].map((running) => running.ended));
    await within(ms, 'still running', ended).catch(() => {});
  }

  private async process(job: Job<QueuePayload>, token: string): Promise<void> {
    const payload = queuePayload.safeParse(job.data);
    if (!payload.success) {
      const message = `a job of ${this.queue} has a payload that this program does not know`;
      this.report(new Error(message));
      throw new UnrecoverableError(message);
    }
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const running: Running = { job, token, abort: new AbortController(), ended, isGivenBack: false };
    // A worker that was waiting for a job when it was told to close may still be given one.
    if (this.closing !== undefined) {
      await this.giveBack(running);
      throw new WaitingError();
    }
    this.running.add(running);
    try {
      await this.attempt(running, payload.data.workId);
    } finally {
      this.running.delete(running);
      end();
    }
  }

  private async attempt(running: Running, workId: number): Promise<void> {
    let outcome: AttemptOutcome;
    try {
      outcome = await this.handler(this.attemptOf(running, workId));
    } catch (error) {
      if (!running.abort.signal.aborted) this.report(error);
      outcome = 'retry';
    }
    if (outcome === 'done') return;
    if (running.abort.signal.aborted) {
      await this.giveBack(running);
      throw new WaitingError();
    }
    // What went wrong stands in the database; the transport keeps no texts of errors.
    throw new Error('again later');
  }

  private attemptOf({ job, abort }: Running, workId: number): WorkAttempt {
    const watched = async (telling: Promise<unknown>): Promise<void> => {
      await within(watchMs, 'the transport was slow to note progress', telling).catch(this.report);
    };
    return {
      queue: this.queue,
      workId,
      priority: job.priority ?? 1,
      reportProgress: ({ done, total }) =>
        watched(job.updateProgress(total === undefined ? { done } : { done, total })),
      log: (line) => watched(job.log(line)),
      signal: abort.signal,
    };
  }

  /** Puts a job back to where the next worker takes it at once. */
  private async giveBack(running: Running): Promise<void> {
    if (running.isGivenBack) return;
    running.isGivenBack = true;
    const { job, token } = running;
    const give = async (): Promise<void> => {
      await job.moveToWait(token);
      // On Redis the move alone wakes nobody; setting its priority does.
      await job.changePriority({ priority: job.priority ?? 1 });
    };
    await within(watchMs, `work of ${this.queue} could not be given back`, give()).catch(this.report);
  }
}

/** The process's side of a work thread. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { WorkThread } from '../services/ports.ts';
import type { AttemptOutcome, QueuePort, WorkAttempt } from '../services/queue-ports.ts';
import { threadFile } from './thread-file.ts';
import type { FromWorkThread, ToWorkThread, WorkThreadStart } from './work-messages.ts';

interface Running {
  readonly attempt: WorkAttempt;
  readonly resolve: (outcome: AttemptOutcome) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that does work at a store of its own connection. */
export class WorkThreadClient implements WorkThread {
  private readonly worker: Worker;
  private readonly queues: Pick<QueuePort, 'enqueue'>;
  private readonly running = new Map<number, Running>();
  readonly ended: Promise<Error>;
  private tellEnd: (error: Error) => void = () => {};
  private lastRun = 0;
  private failure: Error | undefined;

  private constructor(start: WorkThreadStart, queues: Pick<QueuePort, 'enqueue'>) {
    this.queues = queues;
    this.ended = new Promise((resolve) => {
      this.tellEnd = resolve;
    });
    this.worker = new Worker(threadFile('../../workers/work-thread', import.meta.url), {
      workerData: start,
      transferList: start.shared === undefined ? [] : [start.shared],
    });
    this.worker.on('message', (message: FromWorkThread) => this.take(message));
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', () => this.fail(new Error('the work thread has ended')));
  }

  /**
   * Starts a thread and waits until its store is open.
   * @throws what opening the store throws, as an error with its message.
   */
  static async start(start: WorkThreadStart, queues: Pick<QueuePort, 'enqueue'>): Promise<WorkThreadClient> {
    const client = new WorkThreadClient(
      // Only plain values cross to a thread.
      { ...start, environment: { ...start.environment } },
      queues,
    );
    const [first] = (await once(client.worker, 'message')) as [FromWorkThread];
    if (first.kind === 'unusable') throw new Error(first.message);
    return client;
  }

  run(attempt: WorkAttempt): Promise<AttemptOutcome> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const run = ++this.lastRun;
    const { queue, workId, priority } = attempt;
    attempt.signal.addEventListener('abort', () => this.send({ kind: 'abort', run }), { once: true });
    return new Promise((resolve, reject) => {
      this.running.set(run, { attempt, resolve, reject });
      this.send({ kind: 'run', run, work: { queue, workId, priority } });
    });
  }

  async close(): Promise<void> {
    if (this.failure !== undefined) return;
    const ended = once(this.worker, 'exit');
    this.send({ kind: 'close' });
    await ended;
  }

  private send(message: ToWorkThread): void {
    this.worker.postMessage(message);
  }

  private take(message: FromWorkThread): void {
    if (message.kind === 'enqueue') {
      const answer = (failure: string | undefined): void =>
        this.send({ kind: 'enqueued', call: message.call, failure });
      this.queues.enqueue(message.work).then(
        () => answer(undefined),
        (error: unknown) => answer(error instanceof Error ? error.message : String(error)),
      );
      return;
    }
    if (!('run' in message)) return;
    const running = this.running.get(message.run);
    if (running === undefined) return;
    if (message.kind === 'progress') {
      running.attempt.reportProgress({ done: message.done, total: message.total }).catch(() => {});
    } else if (message.kind === 'log') running.attempt.log(message.line).catch(() => {});
    else {
      this.running.delete(message.run);
      if (message.kind === 'ended') running.resolve(message.outcome);
      else running.reject(new Error(message.message));
    }
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.tellEnd(this.failure);
    for (const { reject } of this.running.values()) reject(this.failure);
    this.running.clear();
  }
}

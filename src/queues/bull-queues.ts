import { Queue } from 'bullmq';
import { AppError } from '../errors.ts';
import {
  type AttemptOutcome,
  type QueueConsumer,
  type QueueCounts,
  type QueuedWork,
  type QueueName,
  type QueuePort,
  queueNames,
  type WorkAttempt,
} from '../services/queue-ports.ts';
import { BullConsumer } from './bull-consumer.ts';
import { jobPolicy } from './job-policy.ts';
import { type QueuePayload, queuePayload } from './queue-payload.ts';
import type { QueueTransport, TransportDescription } from './queue-transport.ts';

/** Jobs that are handed over in one go. */
const batchSize = 1_000;

/** BullMQ's queues over a transport. */
export class BullQueues implements QueuePort {
  /** The queues themselves, for a board that shows them. */
  readonly queues: ReadonlyMap<QueueName, Queue<QueuePayload>>;
  private readonly transport: QueueTransport;
  private readonly report: (error: unknown) => void;
  private readonly consumers = new Set<BullConsumer>();
  private closing: Promise<void> | undefined;

  constructor(transport: QueueTransport, report: (error: unknown) => void) {
    this.transport = transport;
    this.report = report;
    this.queues = new Map(
      queueNames.map((name) => {
        const options = { ...transport.producer, streams: { events: { maxLen: jobPolicy.keepEvents } } };
        const queue = new Queue<QueuePayload>(name, options, transport.backend as never);
        queue.on('error', report);
        return [name, queue];
      }),
    );
  }

  /**
   * Waits until every queue can be used.
   * @throws `queue-unavailable` where the transport does not answer.
   */
  async ready(): Promise<void> {
    await this.asked(() => Promise.all([...this.queues.values()].map((queue) => queue.waitUntilReady())));
  }

  async enqueue(work: readonly QueuedWork[]): Promise<void> {
    for (const name of new Set(work.map(({ queue }) => queue))) {
      const pieces = work.filter(({ queue }) => queue === name);
      for (let start = 0; start < pieces.length; start += batchSize) {
        const jobs = pieces.slice(start, start + batchSize).map((piece) => jobOf(piece));
        await this.asked(() => this.hand(name, jobs));
      }
    }
  }

  async withdraw(name: QueueName, workId: number): Promise<boolean> {
    const queue = this.queue(name);
    const id = jobId(workId);
    return this.asked(async () => {
      // BullMQ on Redis says of a job it never had that it was removed.
      if ((await queue.getJob(id)) === undefined) return false;
      return (await queue.remove(id)) === 1;
    });
  }

  async consume(
    queue: QueueName,
    handler: (attempt: WorkAttempt) => Promise<AttemptOutcome>,
    options: { readonly concurrency: number },
  ): Promise<QueueConsumer> {
    await this.ping();
    const consumer = await this.asked(() => BullConsumer.start(queue, handler, options, this.transport, this.report));
    this.consumers.add(consumer);
    return {
      close: async (graceMs) => {
        await consumer.close(graceMs);
        this.consumers.delete(consumer);
      },
    };
  }

  async counts(): Promise<ReadonlyMap<QueueName, QueueCounts>> {
    const entries = [...this.queues].map(async ([name, queue]): Promise<[QueueName, QueueCounts]> => {
      const counts = await queue.getJobCounts('wait', 'prioritized', 'active', 'delayed');
      const { wait = 0, prioritized = 0, active = 0, delayed = 0 } = counts;
      return [name, { waiting: wait + prioritized, active, delayed }];
    });
    return this.asked(async () => new Map(await Promise.all(entries)));
  }

  async ping(): Promise<void> {
    await this.asked(() => this.transport.ping());
  }

  describe(): Promise<TransportDescription> {
    return this.asked(() => this.transport.describe());
  }

  /** Gives back at once what is still in hand, and lets the transport go. */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    await Promise.all([...this.consumers].map((consumer) => consumer.close(0)));
    await Promise.all([...this.queues.values()].map((queue) => queue.close().catch(this.report)));
    await this.transport.close();
  }

  private async hand(name: QueueName, jobs: readonly ReturnType<typeof jobOf>[]): Promise<void> {
    const [first, ...others] = jobs;
    // On PostgreSQL a bulk makes temporary tables, which one job alone need not wait for.
    if (others.length > 0) await this.queue(name).addBulk([...jobs]);
    else if (first !== undefined) await this.queue(name).add(first.name, first.data, first.opts);
  }

  private queue(name: QueueName): Queue<QueuePayload> {
    const queue = this.queues.get(name);
    if (queue === undefined) throw new AppError('internal', { reason: `there is no queue ${name}` });
    return queue;
  }

  private async asked<T>(ask: () => Promise<T>): Promise<T> {
    if (this.closing !== undefined) throw new AppError('queue-unavailable', { reason: 'the queues are closed' });
    try {
      return await ask();
    } catch (error) {
      const reason = `the queues do not answer: ${(error as Error).message}`;
      throw new AppError('queue-unavailable', { reason }, error);
    }
  }
}

function jobOf({ queue, workId, priority }: QueuedWork) {
  return {
    name: queue,
    data: payloadOf(workId),
    opts: {
      jobId: jobId(workId),
      priority,
      attempts: jobPolicy.maxAttempts,
      backoff: { type: 'custom' },
      removeOnComplete: true,
      removeOnFail: true,
      stackTraceLimit: 0,
      keepLogs: jobPolicy.keepLogs,
    },
  };
}

function payloadOf(workId: number): QueuePayload {
  const payload = queuePayload.safeParse({ version: 1, workId });
  if (!payload.success) throw new AppError('internal', { reason: `${workId} is no id of work` });
  return payload.data;
}

function jobId(workId: number): string {
  return `work-${workId}`;
}

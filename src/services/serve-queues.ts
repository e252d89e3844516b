/** Works through queues until it is told to stop. */
import { applyRetention } from './apply-retention.ts';
import type { Ports, WorkThread } from './ports.ts';
import type { QueueConsumer, QueueName, QueuePort } from './queue-ports.ts';
import type { Store } from './store-ports.ts';
import { sweepWork } from './sweep-work.ts';

/** What serving needs. */
export interface ServeQueuesSetting {
  readonly ports: Pick<Ports, 'clock'>;
  readonly store: Store;
  readonly queues: QueuePort;
  /** Does the work. */
  readonly thread: Pick<WorkThread, 'run'>;
}

/** How queues are served. */
export interface ServeQueuesOptions {
  readonly queues: readonly QueueName[];
  /** Pieces of work of one queue at once. */
  readonly concurrency: number;
  /** How often due work is looked for that the queues do not have; undefined leaves that to other processes. */
  readonly sweepEveryMs: number | undefined;
  readonly onError: (error: unknown) => void;
}

/** Queues being served. */
export interface ServedQueues {
  /** Takes no more work and lets what runs finish for at most so long. */
  close(graceMs: number): Promise<void>;
}

/** How often is cleared away what a legal hold no longer keeps, and files that nobody will take in; and when a file is one: whoever hands it in, or has just taken it in, is long done by then. */
const cleanEveryMs = 10 * 60_000;
const abandonedAfterMs = 24 * 60 * 60_000;

/** Begins to serve queues. */
export async function serveQueues(setting: ServeQueuesSetting, options: ServeQueuesOptions): Promise<ServedQueues> {
  const consumers: QueueConsumer[] = [];
  for (const queue of options.queues) {
    const { concurrency } = options;
    consumers.push(await setting.queues.consume(queue, (attempt) => setting.thread.run(attempt), { concurrency }));
  }
  const stopping = new AbortController();
  const sweeping = options.sweepEveryMs === undefined ? Promise.resolve() : sweep(setting, options, stopping.signal);
  return {
    close: async (graceMs) => {
      stopping.abort();
      await Promise.all([sweeping, ...consumers.map((consumer) => consumer.close(graceMs))]);
    },
  };
}

async function sweep(
  setting: ServeQueuesSetting,
  { sweepEveryMs = 0, onError }: ServeQueuesOptions,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = setting.ports;
  let cleanedAtMs = 0;
  while (!signal.aborted) {
    try {
      await sweepWork(setting.ports, setting.store, setting.queues);
      if (clock.nowMs() - cleanedAtMs >= cleanEveryMs) {
        await setting.store.uploads.removeAbandoned(clock.nowMs() - abandonedAfterMs);
        await setting.store.frozenTargets.eraseDue(clock.nowMs());
        await applyRetention(setting.store, clock.nowMs());
        await setting.store.packExports.expire(clock.nowMs());
        cleanedAtMs = clock.nowMs();
      }
    } catch (error) {
      // Database or transport is away; the next sweep finds what is due.
      onError(error);
    }
    await clock.sleep(sweepEveryMs, signal);
  }
}

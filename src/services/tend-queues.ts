/** Keeps agencies' queues right while the service runs: rankings, results of officers, and announcements of holds. */
import { announceHolds } from './announce-holds.ts';
import { keepQueuesFresh } from './keep-queues-fresh.ts';
import { loadCaseResults } from './load-case-results.ts';
import type { Ports } from './ports.ts';
import type { QueuePort } from './queue-ports.ts';
import type { Store } from './store-ports.ts';

/** What tending needs. */
export interface TendQueuesSetting {
  readonly ports: Pick<Ports, 'clock' | 'keys' | 'webhooks' | 'log'>;
  readonly store: Store;
  readonly queues: Pick<QueuePort, 'enqueue'>;
}

/** Queues that are tended. */
export interface TendedQueues {
  close(): Promise<void>;
}

const everyMs = 2000;

/** Begins to tend the queues, in rounds of two seconds. What fails is said and tried again in the next round. */
export function tendQueues({ ports, store, queues }: TendQueuesSetting): TendedQueues {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rounds = async (name: string, round: () => Promise<unknown>): Promise<void> => {
    while (!signal.aborted) {
      try {
        await round();
      } catch (error) {
        ports.log.warn(`${name}-failed`, { message: error instanceof Error ? error.message : String(error) });
      }
      await ports.clock.sleep(everyMs, signal);
    }
  };
  const rankings = rounds('queue-tending', async () => {
    await loadCaseResults(ports, store);
    await keepQueuesFresh(ports, store, queues);
  });
  // An operator that answers slowly keeps no ranking waiting.
  const announcements = rounds('hold-announcing', async () => {
    for (const { code } of await store.people.agencies.list()) await announceHolds(ports, store, code);
  });
  return {
    close: async () => {
      stopping.abort();
      await Promise.all([rankings, announcements]);
    },
  };
}

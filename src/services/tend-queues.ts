/** Keeps agencies' queues right while the service runs: rankings, results of officers, announcements of holds, and rules that are over or find too little. */
import { announceHolds } from './announce-holds.ts';
import { keepQueuesFresh } from './keep-queues-fresh.ts';
import { loadCaseResults } from './load-case-results.ts';
import type { Ports } from './ports.ts';
import type { QueuePort } from './queue-ports.ts';
import { tendRules } from './selectivity/tend-rules.ts';
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
/** Rules end by the day, and their precision moves slowly. */
const rulesEveryMs = 15 * 60_000;

/** Begins to tend the queues, in rounds of two seconds, and rules in rounds of a quarter of an hour. What fails is said and tried again in the next round. */
export function tendQueues({ ports, store, queues }: TendQueuesSetting): TendedQueues {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rounds = async (name: string, round: () => Promise<unknown>, pauseMs = everyMs): Promise<void> => {
    while (!signal.aborted) {
      try {
        await round();
      } catch (error) {
        ports.log.warn(`${name}-failed`, { message: error instanceof Error ? error.message : String(error) });
      }
      await ports.clock.sleep(pauseMs, signal);
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
  const rules = rounds(
    'rule-tending',
    async () => {
      for (const { code } of await store.people.agencies.list()) await tendRules(ports, store, code);
    },
    rulesEveryMs,
  );
  return {
    close: async () => {
      stopping.abort();
      await Promise.all([rankings, announcements, rules]);
    },
  };
}

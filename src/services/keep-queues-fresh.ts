/** Has the queues of agencies ranked again when they are no longer right. */
import type { AgencyView } from './agency-view-ports.ts';
import { dayOf } from './case-content.ts';
import type { Ports } from './ports.ts';
import type { QueuePort } from './queue-ports.ts';
import { usualCapacity } from './ranking-situation.ts';
import { hashOfCapacity } from './refresh-queue.ts';
import type { Store } from './store-ports.ts';
import type { NewWork } from './work-ports.ts';

/** While scores come in all the time, a queue is ranked no more often. */
const soonestAgainMs = 10_000;
/** Cut-offs and suppressions that are over, and new consignments without scores, are less urgent. */
const laterAgainMs = 60_000;
/** Before what other work finds by itself, and behind files. */
const priority = 700;

/** Returns the work that ranks an agency's queue. */
function rankingOf(agency: string): NewWork {
  return { queue: 'rank-targets', payload: { queueOf: agency }, priority };
}

/**
 * Looks at every agency by cheap questions alone, and makes the ranking due of the one that has waited longest; the others have their turn in the next rounds. Returns the agency.
 */
export async function keepQueuesFresh(
  ports: Pick<Ports, 'clock'>,
  store: Pick<Store, 'asAgency' | 'people' | 'work'>,
  queues: Pick<QueuePort, 'enqueue'>,
): Promise<string | undefined> {
  const nowMs = ports.clock.nowMs();
  const stale: { readonly code: string; readonly rankedAtMs: number }[] = [];
  for (const { code, capacity, disabledAtMs } of await store.people.agencies.list()) {
    if (disabledAtMs !== undefined) continue;
    const capacityHash = hashOfCapacity(capacity ?? usualCapacity);
    const rankedAtMs = await store.asAgency({ agency: code, nowMs }, (view) => staleSince(view, capacityHash));
    if (rankedAtMs !== undefined) stale.push({ code, rankedAtMs });
  }
  const [first] = stale.sort((a, b) => a.rankedAtMs - b.rankedAtMs);
  if (first === undefined) return undefined;
  const work = rankingOf(first.code);
  const workId = await store.work.ensure(work, 1, nowMs);
  if (workId === undefined) return undefined;
  await queues.enqueue([{ queue: work.queue, priority, workId }]);
  await store.work.markEnqueued([workId], nowMs);
  return first.code;
}

/** When a queue that is to be ranked again was ranked last, 0 for never; undefined for one that is right. */
async function staleSince(
  { cases, queueRanking, scope: { nowMs } }: Pick<AgencyView, 'cases' | 'queueRanking' | 'scope'>,
  capacityHash: Uint8Array,
): Promise<number | undefined> {
  const state = await cases.state();
  const rankedAtMs = state.rankedAtMs ?? 0;
  if (state.requestedAtMs !== undefined) return rankedAtMs;
  const ageMs = nowMs - rankedAtMs;
  if (ageMs < soonestAgainMs) return undefined;
  if (state.capacityHash !== undefined && Buffer.compare(state.capacityHash, capacityHash) !== 0) return rankedAtMs;
  // Another day has a capacity of its own, and other rules may be within their dates.
  if (rankedAtMs > 0 && dayOf(rankedAtMs) !== dayOf(nowMs)) return rankedAtMs;
  const why = await queueRanking.isStale(state, nowMs);
  const isDue = why === 'scores' || (why !== undefined && ageMs >= laterAgainMs);
  return isDue ? rankedAtMs : undefined;
}

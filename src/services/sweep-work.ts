/** Hands due work to the queues that they do not have: after a crash, a lost message, or an emptied transport. */

import { dueElsewhere } from './due-elsewhere.ts';
import type { Ports } from './ports.ts';
import type { QueuePort } from './queue-ports.ts';
import type { Store } from './store-ports.ts';

/** How long a queue may keep work before it is handed over again; work that it still has is not doubled. */
const againAfterMs = 10_000;
const rowsAtOnce = 500;

/**
 * Finds due work that was not handed over lately, and hands it over. Returns how much.
 * @throws `queue-unavailable`; the next sweep tries again.
 */
export async function sweepWork(
  ports: Pick<Ports, 'clock'>,
  store: Store,
  queues: Pick<QueuePort, 'enqueue'>,
): Promise<number> {
  const nowMs = ports.clock.nowMs();
  for (const work of await dueElsewhere(store)) await store.work.ensure(work, 1, nowMs);
  const due = await store.work.unqueued(nowMs, nowMs - againAfterMs, rowsAtOnce);
  if (due.length === 0) return 0;
  await queues.enqueue(due.map(({ id, queue, priority }) => ({ workId: id, queue, priority })));
  await store.work.markEnqueued(
    due.map(({ id }) => id),
    ports.clock.nowMs(),
  );
  return due.length;
}

/** Waits until a store has nothing left to do. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../../src/services/store-ports.ts';

const pollMs = 500;

/**
 * Waits until no work is due, nothing of the history and no score.
 * @throws `Error` where that takes longer than `patienceMs`.
 */
export async function waitIdle(store: Store, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const what = await leftToDo(store);
    if (what === undefined) return;
    if (performance.now() > deadline) throw new Error(`after ${patienceMs / 1000} s there is still to do: ${what}`);
    await sleep(pollMs);
  }
}

async function leftToDo(store: Store): Promise<string | undefined> {
  const due = (await store.work.counts()).filter((one) => one.due > 0);
  if (due.length > 0) return due.map(({ queue, due: count }) => `${count} of ${queue}`).join(', ');
  const { dueCount } = await store.history.state();
  if (dueCount > 0) return `${dueCount} changes of the history`;
  return (await store.scores.hasDue()) ? 'scores' : undefined;
}

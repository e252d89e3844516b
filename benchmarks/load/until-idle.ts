/** Waits for workers. */
import { setTimeout } from 'node:timers/promises';
import type { Store } from '../../src/services/store-ports.ts';

const pollMs = 100;
const patienceMs = 8 * 60_000;

/**
 * Waits until nothing is due any more in a store.
 * @throws `Error` where work failed for good, or after eight minutes.
 */
export async function untilIdle(store: Pick<Store, 'work' | 'history' | 'scores'>): Promise<void> {
  const started = performance.now();
  for (;;) {
    const counts = await store.work.counts();
    const dead = counts.filter((one) => one.dead > 0);
    if (dead.length > 0) {
      const [work] = await store.work.list({ state: 'dead', limit: 1 });
      throw new Error(`work of ${dead[0]!.queue} failed: ${work?.failure}`);
    }
    const isBusy = counts.some(({ due }) => due > 0) || (await store.history.hasDue()) || (await store.scores.hasDue());
    if (!isBusy) return;
    if (performance.now() - started > patienceMs) throw new Error('the workers did not finish in eight minutes');
    await setTimeout(pollMs);
  }
}

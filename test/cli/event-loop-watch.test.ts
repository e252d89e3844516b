import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { watchEventLoop } from '../../src/cli/event-loop-watch.ts';

it('tells of the longest time for which the thread was kept, and of no more waiting than that', async () => {
  const watch = watchEventLoop();
  const until = performance.now() + 120;
  while (performance.now() < until);
  await setTimeout(30);
  watch.stop();
  const { ms, waitedMs } = watch.longestDelay();
  expect(ms).toBeGreaterThan(80);
  expect(waitedMs).toBeLessThanOrEqual(ms);
});

import { expect, it } from 'vitest';
import { recoverySeconds, slowestQueue } from '../../../benchmarks/faults/recovery-seconds.ts';
import type { WorkEvent } from '../../../benchmarks/faults/watch-work.ts';

const event = (workId: number, queue: string, what: WorkEvent['what'], atMs: number): WorkEvent => ({
  workId,
  queue,
  worker: 'other',
  what,
  atMs,
});
const death = {
  worker: 'dead',
  atMs: 1000,
  work: [
    { workId: 1, queue: 'ingest-batch' },
    { workId: 2, queue: 'update-history' },
  ],
};

it('names the queue whose piece went on last', () => {
  const begun = event(1, 'ingest-batch', 'start', 3000);
  // Another piece counts what the dead one would have counted, once rows of it are committed.
  const events = [event(9, 'update-history', 'start', 2000), begun, event(9, 'update-history', 'progress', 6000)];
  expect([slowestQueue(death, events), recoverySeconds(death, events)]).toEqual(['update-history', 5]);
  expect([slowestQueue(death, [begun]), recoverySeconds(death, [begun])]).toEqual([undefined, undefined]);
});

import { expect, it } from 'vitest';
import { workSeconds } from '../../../benchmarks/load/flow-work.ts';
import { memoryGrowth } from '../../../benchmarks/load/memory-growth.ts';
import type { QueueName } from '../../../src/services/queue-ports.ts';
import type { Work } from '../../../src/services/work-ports.ts';

function work(queue: QueueName, seconds: Record<string, number> | undefined): Work {
  return {
    id: 1,
    queue,
    payload: {},
    priority: 1,
    notBeforeMs: 0,
    state: 'done',
    attempts: 1,
    createdAtMs: 1000,
    startedAtMs: 1500,
    finishedAtMs: 4500,
    rowsDone: undefined,
    rowsTotal: undefined,
    outcome: { seconds },
    failures: 0,
    failure: undefined,
  };
}

it('adds up what each kind of work spent its time on', () => {
  const spent = workSeconds([
    work('ingest-batch', { check: 1, load: 2 }),
    work('update-history', { total: 4 }),
    work('score-consignments', { total: 20, historyUpdate: 1, history: 2, encode: 3, features: 4, predict: 5 }),
    work('rank-targets', undefined),
  ]);
  expect(spent).toEqual({
    reading: 1,
    storing: 2,
    counting: 5,
    history: 2,
    scores: 5,
    features: 7,
    model: 5,
    ranking: 3,
    waiting: 2,
  });
});

it('leaves the first quarter of memory out, and does not mind a stride of the collector', () => {
  expect(memoryGrowth([10, 20, 30, 100, 100, 900, 100, 100, 100, 110, 110, 110])).toBe(1.1);
});

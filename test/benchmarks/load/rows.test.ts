import { expect, it } from 'vitest';
import { flowRows, overheadRows, singleRows } from '../../../benchmarks/load/load-rows.ts';
import { isGoalMet } from '../../../benchmarks/shared/is-goal-met.ts';

const spent = {
  reading: 1,
  storing: 2,
  counting: 3,
  history: 4,
  scores: 5,
  features: 6,
  model: 7,
  ranking: 8,
  waiting: 9,
};
const flow = {
  consignments: 3000,
  scoredSeconds: 1.5,
  rankedSeconds: 2,
  spent,
  memoryGrowth: [1.1, 1.3],
  peakMemoryMb: 400,
  longestBlock: { longest: 20, waited: 4 },
};

it('judges what flows through by the time until it is ranked, and memory by the worse worker', () => {
  const judged = flowRows(flow).filter(({ goal }) => goal !== undefined);
  expect(judged.map((row) => [row.value, isGoalMet(row)])).toEqual([
    [1500, true],
    [1.3, false],
    [20, true],
  ]);
});

it('shows the seconds of every part', () => {
  const parts = flowRows(flow).filter(({ name }) => name.startsWith("both workers' seconds"));
  expect(parts.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

it('sets the fastest run through the queue against the fastest without', () => {
  const [own, queued, overhead] = overheadRows({ consignments: 10, direct: [12, 10, 11], queued: [10.4, 12, 13] });
  expect([own!.value, queued!.value]).toEqual([10, 10.4]);
  expect(overhead!.value).toBeCloseTo(0.04, 10);
  expect(isGoalMet(overhead!)).toBe(true);
});

it('gives percentiles of single consignments, and misses its goal where one has no score', () => {
  const rows = singleRows({ milliseconds: Array.from({ length: 100 }, (_, index) => index + 1), missing: 1 });
  expect(rows.map((row) => [row.value, isGoalMet(row)])).toEqual([
    [50, false],
    [99, true],
    [1, false],
  ]);
});

import { expect, it } from 'vitest';
import { evilRows } from '../../../benchmarks/ingest/evil-rows.ts';
import { ingestRows } from '../../../benchmarks/ingest/ingest-rows.ts';
import type { KillTally } from '../../../benchmarks/ingest/kill-ingests.ts';
import { killRows } from '../../../benchmarks/ingest/kill-rows.ts';
import type { SizeRun } from '../../../benchmarks/ingest/measure-sizes.ts';
import { sizeRows } from '../../../benchmarks/ingest/size-rows.ts';

const run = (factSeconds: number, historySeconds: number) => ({
  items: 40_000,
  factSeconds,
  historySeconds,
  peakMemoryMb: 300,
});

it('judges facts, history, and both one after the other, each of its fastest run', () => {
  const rows = ingestRows({ kind: 'PGlite', runs: [run(4, 20), run(5, 10)], copySeconds: 0.5 });
  expect(rows.map(({ value, goal }) => [Math.round(value * 1000) / 1000, goal])).toEqual([
    [10_000, '>= 5000'],
    [0.125, undefined],
    [2666.667, '>= 1500'],
    [4000, '>= 1500'],
  ]);
  expect(rows[0]).toMatchObject({ rival: 'COPY', rivalValue: 80_000 });
});

function sized(items: number, factSeconds: number, peakMemoryMb: number): SizeRun {
  const bytes = { facts: items * 2 ** 20, history: 0 };
  return { kind: 'PostgreSQL', items, factSeconds, historySeconds: undefined, peakMemoryMb, bytes };
}

it('compares the largest size with the smallest in memory, and in time with the one of a hundred thousand', () => {
  const runs = [sized(50_000, 10, 200), sized(100_000, 10, 210), sized(2_000_000, 300, 230)];
  const judged = sizeRows(runs).filter(({ goal }) => goal !== undefined);
  expect(judged.map(({ ratio, goal, rival }) => [ratio, goal, rival])).toEqual([
    [1.15, '<= 1.2', '50000 items'],
    [1.5, '<= 1.5', '100000 items'],
  ]);
  expect(sizeRows(runs).at(-1)).toMatchObject({ value: 1_000_000, unit: 'MiB' });
});

it('has nothing to compare a single size with', () => {
  expect(sizeRows([sized(50_000, 10, 200)]).filter(({ goal }) => goal !== undefined)).toEqual([]);
});

it('asks for fifty kills after which nothing is lost, doubled, out of balance or counted otherwise', () => {
  const moments = { kills: 25, beforeLoading: 5, whileLoading: 10, whileCounting: 10, stores: 5 };
  const tally: KillTally = {
    kind: 'PGlite',
    ...moments,
    lost: 1,
    doubled: 0,
    unbalanced: 2,
    differences: 0,
    defects: [],
  };
  const judged = killRows([tally, { ...tally, lost: 0 }]).filter(({ goal }) => goal !== undefined);
  expect(judged.map(({ value, goal }) => [value, goal])).toEqual([
    [50, '>= 50'],
    [1, '== 0'],
    [0, '== 0'],
    [4, '== 0'],
    [0, '== 0'],
  ]);
});

it('asks of damaged files for no crash, no hang, balanced books and reasons', () => {
  const files = { files: 10, read: 4, refused: 4, crashes: 1, hangs: 1, unbalanced: 1, defects: [] };
  const books = { batches: [], due: 0, rejects: 9, unexplained: 3, faults: [] };
  const rows = evilRows({ kind: 'PGlite', source: 'damaged', amount: 10, files, books, unbalanced: 1 });
  expect(rows.filter(({ goal }) => goal !== undefined).map(({ value }) => value)).toEqual([1, 1, 2, 3]);
});

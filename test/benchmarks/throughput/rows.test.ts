import { expect, it } from 'vitest';
import { readingRows } from '../../../benchmarks/throughput/reading-rows.ts';
import { robustnessRows } from '../../../benchmarks/throughput/robustness-rows.ts';
import { scoringRows } from '../../../benchmarks/throughput/scoring-rows.ts';

const megabyte = 2 ** 20;

function run(rowsScored: number, peakMemoryMb: number, historyMb: number) {
  const history = { cells: historyMb * 32_768, bytes: historyMb * megabyte };
  const seconds = { total: 9, features: 4, predict: 2 };
  return { report: { rowsScored, isStreamed: true, history, seconds, peakMemoryMb }, seconds: 10, peakMemoryMb };
}

it('takes history out of memory before it compares a large file with a small one', () => {
  const rows = scoringRows({
    large: [run(2_000_000, 600, 300), run(2_000_000, 620, 300)],
    small: [run(50_000, 260, 10), run(50_000, 210, 10), run(50_000, 180, 10)],
  });
  const find = (name: string) => rows.find((row) => row.name === `score 2000000 rows: ${name}`)!;
  expect(find('peak memory')).toMatchObject({ value: 620, goal: '<= 3072' });
  expect(find('memory without history cells')).toMatchObject({ value: 310, rivalValue: 200, ratio: 1.55 });
  expect(find('a history cell')).toMatchObject({ value: 32, goal: '<= 64' });
  expect(find('whole process').value).toBe(200_000);
});

it('counts the rows of both files against the seconds of both stages', () => {
  const rows = readingRows([
    { rows: { train: 3000, test: 1000 }, seconds: { read: 1, features: 3, train: 50, predict: 1 } },
  ]);
  expect(rows.map(({ value }) => Math.round(value))).toEqual([1000, 4000, 1333]);
});

it('asks for no crash, no hang and balanced books', () => {
  const tally = { files: 10, read: 4, refused: 3, crashes: 1, hangs: 1, unbalanced: 1, defects: [] };
  const judged = robustnessRows(tally).filter(({ goal }) => goal !== undefined);
  expect(judged.map(({ value, goal }) => [value, goal])).toEqual(Array.from({ length: 3 }, () => [1, '== 0']));
});

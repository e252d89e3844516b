import { expect, it } from 'vitest';
import { accuracyRows } from '../../../benchmarks/accuracy/accuracy-rows.ts';
import type { BacktestReport } from '../../../src/services/backtest.ts';

function report(precision: number, recall: number): BacktestReport {
  const at = [0.01, 0.05, 0.1].map((share) => ({ share, selected: 1, precision, recall, lift: 1 }));
  const segment = { rows: 10, positives: 5, recallAt5: recall };
  const figures = {
    auc: precision,
    at: at.map((one) => ({ ...one, interval: [0, 1] })),
    floors: [{ name: 'lookup', auc: 0.5, at: at.map((one) => ({ ...one, precision: 0.6, recall: 0.7 })) }],
    segments: [
      { ...segment, name: 'twin', auc: 0.9 },
      { ...segment, name: 'no twin', auc: 0.55 },
    ],
  };
  return figures as unknown as BacktestReport;
}

it('gives the mean of the seeds beside the floor, judged on the value', () => {
  const rows = accuracyRows({ label: 'fraud', reports: [report(0.98, 0.3), report(1, 0.5)] });
  expect(rows[0]).toEqual({
    name: 'fraud: precision in top 5%',
    value: 0.99,
    unit: 'share',
    rival: 'lookup',
    rivalValue: 0.6,
    goal: '>= 0.99',
  });
  expect(rows.filter(({ goal }) => goal !== undefined)).toHaveLength(3);
  expect(rows.find(({ name }) => name === 'fraud: AUC, rows with no twin')!.value).toBe(0.55);
});

it('judges critical finds by recall', () => {
  const rows = accuracyRows({ label: 'critical', reports: [report(0.1, 0.8)] });
  expect(rows.filter(({ goal }) => goal !== undefined).map(({ name, value, goal }) => [name, value, goal])).toEqual([
    ['critical: recall in top 1%', 0.8, '>= 0.75'],
    ['critical: recall in top 5%', 0.8, '>= 0.87'],
  ]);
});

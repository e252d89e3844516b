/** Figures of reading and features from backtests. */
import type { BacktestReport } from '../../src/services/backtest.ts';
import type { BenchRow } from '../shared/bench-row.ts';

/** Returns rows a second of reading, of features, and of both one after the other, each of its fastest run: what is left to other processes is not ours. */
export function readingRows(reports: readonly Pick<BacktestReport, 'rows' | 'seconds'>[]): BenchRow[] {
  const perSecond = (secondsOf: (seconds: BacktestReport['seconds']) => number): number =>
    Math.max(...reports.map(({ rows, seconds }) => (rows.train + rows.test) / secondsOf(seconds)));
  return [
    {
      name: 'KCS files: read and features',
      value: perSecond(({ read, features }) => read + features),
      unit: 'rows/s',
      goal: '>= 40000',
    },
    { name: 'KCS files: read', value: perSecond(({ read }) => read), unit: 'rows/s' },
    { name: 'KCS files: features', value: perSecond(({ features }) => features), unit: 'rows/s' },
  ];
}

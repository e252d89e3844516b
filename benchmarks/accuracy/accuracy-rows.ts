/** Figures of accuracy from backtests. */
import type { BacktestReport } from '../../src/services/backtest.ts';
import type { BenchRow } from '../shared/bench-row.ts';
import { mean } from '../shared/mean.ts';

/** Backtests of one label, one a seed. */
export interface LabelBacktests {
  readonly label: string;
  readonly reports: readonly BacktestReport[];
}

/** A figure that a model and a floor both have. */
interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly of: (figures: Pick<BacktestReport, 'auc' | 'at'>) => number;
  readonly goal?: string;
}

const precisionAt = (share: number): Figure['of'] => at(share, 'precision');
const recallAt = (share: number): Figure['of'] => at(share, 'recall');

/** Goals stand on the value: the lookup floor beside it is there to be seen, and a ratio to it would say little. */
const figuresOfLabel: { readonly [label: string]: readonly Figure[] } = {
  fraud: [
    { name: 'precision in top 5%', unit: 'share', of: precisionAt(0.05), goal: '>= 0.99' },
    { name: 'precision in top 10%', unit: 'share', of: precisionAt(0.1), goal: '>= 0.985' },
    { name: 'AUC', unit: 'AUC', of: ({ auc }) => auc, goal: '>= 0.970' },
  ],
  critical: [
    { name: 'recall in top 1%', unit: 'share', of: recallAt(0.01), goal: '>= 0.75' },
    { name: 'recall in top 5%', unit: 'share', of: recallAt(0.05), goal: '>= 0.87' },
    { name: 'AUC', unit: 'AUC', of: ({ auc }) => auc },
  ],
};

const segmentsShown = ['twin', 'no twin'];
const floorShown = 'lookup';

/** Returns the rows of a label, each the mean of its backtests, beside the lookup floor. */
export function accuracyRows({ label, reports }: LabelBacktests): BenchRow[] {
  const figures = (figuresOfLabel[label] ?? []).map(
    ({ name, unit, of, goal }): BenchRow => ({
      name: `${label}: ${name}`,
      value: mean(reports.map(of)),
      unit,
      rival: floorShown,
      rivalValue: mean(reports.map((report) => of(floorOf(report)))),
      ...(goal === undefined ? {} : { goal }),
    }),
  );
  const segments = segmentsShown.flatMap((name): BenchRow[] => {
    const found = reports.map((report) => report.segments.find((segment) => segment.name === name)!);
    return [
      { name: `${label}: AUC, rows with ${name}`, value: mean(found.map(({ auc }) => auc)), unit: 'AUC' },
      {
        name: `${label}: recall in top 5%, rows with ${name}`,
        value: mean(found.map(({ recallAt5 }) => recallAt5)),
        unit: 'share',
      },
    ];
  });
  return [...figures, ...segments];
}

function at(share: number, figure: 'precision' | 'recall'): Figure['of'] {
  return (figures) => figures.at.find((one) => one.share === share)![figure];
}

function floorOf(report: BacktestReport): Pick<BacktestReport, 'auc' | 'at'> {
  const floor = report.floors.find(({ name }) => name === floorShown)!;
  return { auc: floor.auc, at: floor.at.map((one) => ({ ...one, interval: [Number.NaN, Number.NaN] })) };
}

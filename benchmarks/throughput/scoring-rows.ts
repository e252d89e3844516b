/** Figures of scoring a large file, beside a small one. */
import type { ScoreConsignmentsReport } from '../../src/services/score-consignments.ts';
import type { BenchRow } from '../shared/bench-row.ts';
import { mean } from '../shared/mean.ts';
import { median } from '../shared/median.ts';
import type { TouchstoneRun } from '../shared/run-touchstone.ts';

/** What `score --json` prints, as far as it is used here. */
export type ScoreReport = Pick<
  ScoreConsignmentsReport,
  'rowsScored' | 'isStreamed' | 'history' | 'seconds' | 'peakMemoryMb'
>;

/** Runs over a large and over a small file. */
export interface ScoringRuns {
  readonly large: readonly TouchstoneRun<ScoreReport>[];
  readonly small: readonly TouchstoneRun<ScoreReport>[];
}

/** Returns the rows. Memory without cells is a process's peak less the bytes of its history at the end. */
export function scoringRows({ large, small }: ScoringRuns): BenchRow[] {
  const { rowsScored, history } = large[0]!.report;
  const title = `score ${rowsScored} rows`;
  const own = mean(large.map(withoutCellsMb));
  const rival = median(small.map(withoutCellsMb));
  const perSecond = (secondsOf: (run: TouchstoneRun<ScoreReport>) => number): number =>
    rowsScored / mean(large.map(secondsOf));
  return [
    {
      name: `${title}: peak memory`,
      value: Math.max(...large.map(({ peakMemoryMb }) => peakMemoryMb)),
      unit: 'MB',
      goal: '<= 3072',
    },
    {
      name: `${title}: memory without history cells`,
      value: own,
      unit: 'MB',
      rival: `${small[0]!.report.rowsScored} rows`,
      rivalValue: rival,
      ratio: own / rival,
      goal: '<= 1.2',
    },
    { name: `${title}: history`, value: history.bytes / 2 ** 20, unit: 'MB' },
    { name: `${title}: history cells`, value: history.cells, unit: 'cells' },
    { name: `${title}: a history cell`, value: history.bytes / history.cells, unit: 'B', goal: '<= 64' },
    { name: `${title}: whole process`, value: perSecond(({ seconds }) => seconds), unit: 'rows/s' },
    { name: `${title}: features`, value: perSecond(({ report }) => report.seconds.features), unit: 'rows/s' },
    { name: `${title}: prediction`, value: perSecond(({ report }) => report.seconds.predict), unit: 'rows/s' },
    { name: `${title}: whole process, seconds`, value: mean(large.map(({ seconds }) => seconds)), unit: 's' },
  ];
}

function withoutCellsMb({ peakMemoryMb, report }: TouchstoneRun<ScoreReport>): number {
  return peakMemoryMb - report.history.bytes / 2 ** 20;
}

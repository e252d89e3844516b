/** Speed, memory and sturdiness: `npm run bench:throughput`. */
import { join } from 'node:path';
import type { BacktestReport } from '../../src/services/backtest.ts';
import type { BenchOutcome } from '../shared/bench.ts';
import { inTemporaryFolder } from '../shared/in-temporary-folder.ts';
import { kcsFiles } from '../shared/kcs-files.ts';
import { median } from '../shared/median.ts';
import { projectRoot } from '../shared/project-root.ts';
import { runBench } from '../shared/run-bench.ts';
import { runTouchstone } from '../shared/run-touchstone.ts';
import { measureScoring } from './measure-scoring.ts';
import { readingRows } from './reading-rows.ts';
import { robustnessRows } from './robustness-rows.ts';
import { scoringRows } from './scoring-rows.ts';
import { tallyDamagedFiles } from './tally-damaged-files.ts';

const backtests = 20;
const damagedFiles = 1000;
const damageSeed = 2;
const defectsShown = 20;
const files = kcsFiles();

await runBench({
  name: 'throughput',
  title: 'Speed, memory and sturdiness',
  measure: (tell) => inTemporaryFolder((folder) => measure(tell, folder)),
});

async function measure(tell: (text: string) => void, folder: string): Promise<BenchOutcome> {
  const reports = await backtestOften();
  tell(`KCS files read ${reports.length} times`);
  const tally = await tallyDamagedFiles({ seed: damageSeed, count: damagedFiles, folder });
  tell(`${tally.files} damaged files: ${tally.read} read, ${tally.refused} refused, ${tally.defects.length} defects`);
  const scoring = await measureScoring(tell, folder);
  return {
    rows: [...readingRows(reports), ...scoringRows(scoring), ...robustnessRows(tally)],
    versions: {},
    notes: [
      `KCS: both files, as \`backtest\` reads them and computes their features in one process from its start; the fastest of ${backtests} runs, whose median is ${median(reports.map(readAndFeatures)).toFixed(0)} rows/s for both stages together.`,
      `Scoring: \`score\` with the model \`sample\` over a simulated year of one agency (benchmarks/throughput/agency-year.yaml) and over its first ${scoring.small[0]!.report.rowsScored} rows; the mean of ${scoring.large.length} runs, peak memory the larger, the short file the median of ${scoring.small.length}. Memory without cells is the peak less the history at the end.`,
      'Damaged files: each is read with its books, and scored; refused means with an error code and without any output.',
      ...tally.defects.slice(0, defectsShown).map((defect) => `Defect: ${defect.split('\n').slice(0, 3).join(' ')}`),
    ],
  };
}

/** Runs the backtest with a recipe that trains next to nothing. */
async function backtestOften(): Promise<BacktestReport[]> {
  const recipe = join(projectRoot, 'benchmarks/throughput/one-tree.yaml');
  const words = ['--profile', 'kcs', '--train', files.train, '--test', files.validation, '--recipe', recipe];
  const reports: BacktestReport[] = [];
  for (let run = 0; run < backtests; run++) {
    reports.push((await runTouchstone<BacktestReport>('backtest', ...words)).report);
  }
  return reports;
}

function readAndFeatures({ rows, seconds }: BacktestReport): number {
  return (rows.train + rows.test) / (seconds.read + seconds.features);
}

/** Accuracy on public declarations, and what training and the demo take: `npm run bench:accuracy`. */
import { join } from 'node:path';
import type { BacktestReport } from '../../src/services/backtest.ts';
import type { BenchOutcome } from '../shared/bench.ts';
import type { BenchRow } from '../shared/bench-row.ts';
import { inTemporaryFolder } from '../shared/in-temporary-folder.ts';
import { kcsFiles } from '../shared/kcs-files.ts';
import { mean } from '../shared/mean.ts';
import { runBench } from '../shared/run-bench.ts';
import { runCommand } from '../shared/run-command.ts';
import { runTouchstone, type TouchstoneRun } from '../shared/run-touchstone.ts';
import { accuracyRows } from './accuracy-rows.ts';
import { raceTraining } from './race-training.ts';
import { writeTrainingTask } from './write-training-task.ts';

const labels = ['fraud', 'critical'];
const seeds = [1, 2, 3];
const files = kcsFiles();

await runBench({
  name: 'accuracy',
  title: 'Accuracy on the KCS declarations, and what it takes',
  measure: (tell) => inTemporaryFolder((folder) => measure(tell, folder)),
});

async function measure(tell: (text: string) => void, folder: string): Promise<BenchOutcome> {
  const runs: { label: string; run: TouchstoneRun<BacktestReport> }[] = [];
  for (const label of labels) {
    for (const seed of seeds) {
      const run = await backtestKcs(label, seed);
      tell(`backtest of ${label}, seed ${seed}: AUC ${run.report.auc.toFixed(4)}, ${run.seconds.toFixed(1)} s`);
      runs.push({ label, run });
    }
  }
  const demo = await runCommand('npm', ['run', '--silent', 'demo', '--', '--out', join(folder, 'demo')]);
  tell(`demo: ${demo.seconds.toFixed(1)} s`);
  const task = await writeTrainingTask(files.train, folder);
  tell(`matrix of ${task.rowCount} × ${task.columnCount} written; training with either trainer`);
  const race = await raceTraining(task, folder);
  const reportsOf = (label: string): BacktestReport[] =>
    runs.filter((one) => one.label === label).map(({ run }) => run.report);
  const costs: BenchRow[] = [
    {
      name: 'backtest, whole process',
      value: Math.max(...runs.map(({ run }) => run.seconds)),
      unit: 's',
      goal: '<= 60',
    },
    {
      name: 'backtest, peak memory',
      value: Math.max(...runs.map(({ run }) => run.peakMemoryMb)),
      unit: 'MB',
      goal: '<= 1536',
    },
    { name: 'backtest, training', value: mean(runs.map(({ run }) => run.report.seconds.train)), unit: 's' },
    { name: 'demo, whole process', value: demo.seconds, unit: 's', goal: '<= 60' },
  ];
  return {
    rows: [...labels.flatMap((label) => accuracyRows({ label, reports: reportsOf(label) })), ...costs, ...race.rows],
    versions: race.versions,
    notes: [
      runs[0]!.run.report.protocol,
      `Accuracy is the mean of seeds ${seeds.join(', ')}; time and memory of a backtest are the worst of ${runs.length} runs. One of the ${positivesOf(reportsOf('critical')[0]!)} critical rows of the validation file is ${(1 / positivesOf(reportsOf('critical')[0]!)).toFixed(4)} of recall.`,
      ...labels.map((label) => seedNote(label, reportsOf(label))),
      'The data cannot tell anything about traders, history or drift: five in six rows of the validation file have a twin in the training file.',
      ...race.notes,
    ],
  };
}

function backtestKcs(label: string, seed: number): Promise<TouchstoneRun<BacktestReport>> {
  const words = ['--profile', 'kcs', '--train', files.train, '--test', files.validation];
  return runTouchstone<BacktestReport>('backtest', ...words, '--label', label, '--seed', String(seed));
}

function positivesOf(report: BacktestReport): number {
  return Math.round(report.baseRate * report.rows.test);
}

/** How far seeds lie apart. */
function seedNote(label: string, reports: readonly BacktestReport[]): string {
  const list = (figure: (report: BacktestReport) => number): string =>
    reports.map((report) => figure(report).toFixed(4)).join(' ');
  const [first, second, third] = reports[0]!.at.map((_, index) => index) as [number, number, number];
  const figure = label === 'fraud' ? 'precision' : 'recall';
  return `${label}, by seed: AUC ${list(({ auc }) => auc)}; ${figure} in top 1% ${list(({ at }) => at[first]![figure])}, 5% ${list(({ at }) => at[second]![figure])}, 10% ${list(({ at }) => at[third]![figure])}.`;
}

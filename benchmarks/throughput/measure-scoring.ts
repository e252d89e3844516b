/** Scores a year of an agency as a user would. */
import { join } from 'node:path';
import type { SimulateReport } from '../../src/services/simulate.ts';
import { projectRoot } from '../shared/project-root.ts';
import { runTouchstone, type TouchstoneRun } from '../shared/run-touchstone.ts';
import { copyFirstLines } from './copy-first-lines.ts';
import type { ScoreReport, ScoringRuns } from './scoring-rows.ts';

const largeRuns = 2;
const smallRows = 50_000;
const smallRuns = 5;

/** Simulates the file in `folder`, cuts a short one from its beginning, and scores both several times. */
export async function measureScoring(tell: (text: string) => void, folder: string): Promise<ScoringRuns> {
  const world = join(folder, 'world');
  const scenario = join(projectRoot, 'benchmarks/throughput/agency-year.yaml');
  const words = ['--scenario', scenario, '--seed', '1', '--out', world];
  const { report, seconds } = await runTouchstone<SimulateReport & { peakMemoryMb?: number }>('simulate', ...words);
  tell(`${report.rows} rows simulated in ${seconds.toFixed(0)} s`);
  const large = join(world, 'year/aurelia-declarations.csv');
  const small = join(folder, 'small.csv');
  await copyFirstLines(large, small, smallRows + 1);
  const runs = { large: [] as TouchstoneRun<ScoreReport>[], small: [] as TouchstoneRun<ScoreReport>[] };
  for (let run = 0; run < smallRuns; run++) runs.small.push(await score(small, smallRows, folder));
  for (let run = 0; run < largeRuns; run++) {
    const scored = await score(large, report.rows, folder);
    tell(`${report.rows} rows scored in ${scored.seconds.toFixed(0)} s, peak ${scored.peakMemoryMb.toFixed(0)} MB`);
    runs.large.push(scored);
  }
  return runs;
}

async function score(path: string, rows: number, folder: string): Promise<TouchstoneRun<ScoreReport>> {
  const words = ['--profile', 'aurelia', '--model', 'sample', '--out', join(folder, 'scored.csv')];
  const run = await runTouchstone<ScoreReport>('score', path, ...words);
  const { rowsScored, isStreamed } = run.report;
  if (rowsScored !== rows || !isStreamed) {
    throw new Error(
      `${rowsScored} of ${rows} rows scored, ${isStreamed ? '' : 'not '}streamed: not what is to be measured`,
    );
  }
  return run;
}

/** Simulated files of one agency. */
import { join } from 'node:path';
import type { SimulateReport } from '../../src/services/simulate.ts';
import { projectRoot } from '../shared/project-root.ts';
import { runTouchstone } from '../shared/run-touchstone.ts';
import { copyFirstLines } from '../throughput/copy-first-lines.ts';

const scenario = join(projectRoot, 'benchmarks/throughput/agency-year.yaml');
const smallRows = 50_000;
/** Rows of the files that are killed over, so that there are several chunks of declarations. */
const cuts = { declarations: 11_000, examinations: 3000, measures: 200 } as const;

/** Simulates a year of two million declarations into a folder and returns their file. */
export async function simulateYear(folder: string, tell: (text: string) => void): Promise<string> {
  const out = join(folder, 'world');
  const words = ['--scenario', scenario, '--seed', '1', '--out', out];
  const { report, seconds } = await runTouchstone<SimulateReport & { peakMemoryMb?: number }>('simulate', ...words);
  tell(`${report.rows} rows simulated in ${seconds.toFixed(0)} s`);
  return join(out, 'year/aurelia-declarations.csv');
}

/** Simulates a small year and returns words of `ingest` for its first declarations and some results on them. */
export async function smallFiles(folder: string): Promise<string[]> {
  const out = join(folder, 'small');
  await runTouchstone('simulate', '--scenario', scenario, '--rows', String(smallRows), '--seed', '2', '--out', out);
  const words: string[] = [];
  for (const [kind, rows] of Object.entries(cuts)) {
    const cut = join(folder, `${kind}.csv`);
    await copyFirstLines(join(out, `year/aurelia-${kind}.csv`), cut, rows + 1);
    words.push(`${kind === 'declarations' ? 'aurelia' : `aurelia-${kind}`}:${cut}`);
  }
  return words;
}

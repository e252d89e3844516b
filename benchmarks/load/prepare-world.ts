/** Files of the world that flows in. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../shared/project-root.ts';
import { runTouchstone } from '../shared/run-touchstone.ts';

const scenario = join(projectRoot, 'benchmarks/load/load-world.yaml');
const seed = 5;

/** What was written. */
export interface LoadWorld {
  /** What the model learns from, with results. */
  readonly train: string;
  /** Header and lines of the declarations that flow in, in order of time, without results. */
  readonly header: string;
  readonly lines: readonly string[];
  /** Lines after those, which are handed over one by one. */
  readonly single: readonly string[];
}

/**
 * Simulates the world; `rows` in both phases together, the scenario's where it is undefined.
 * @param singleRows how many of the last declarations are kept apart.
 */
export async function prepareWorld(folder: string, rows: number | undefined, singleRows: number): Promise<LoadWorld> {
  const out = join(folder, 'world');
  const count = rows === undefined ? [] : ['--rows', String(rows)];
  await runTouchstone('simulate', '--scenario', scenario, '--seed', String(seed), '--out', out, ...count);
  const [header = '', ...lines] = readFileSync(join(out, 'flow/kcs.csv'), 'utf8').trimEnd().split('\n');
  const unlabelled = lines.map(withoutResult);
  return {
    train: join(out, 'train/kcs.csv'),
    header,
    lines: unlabelled.slice(0, -singleRows),
    single: unlabelled.slice(-singleRows),
  };
}

/** A declaration of which nobody knows yet whether it was examined. */
function withoutResult(line: string): string {
  return line.replace(/,[01]?,\d?$/, ',,');
}

/** Writes lines into files of so many each and returns their paths. */
export function writeFiles(world: LoadWorld, folder: string, lines: readonly string[], each: number): string[] {
  const paths: string[] = [];
  for (let start = 0; start < lines.length; start += each) {
    const path = join(folder, `declarations-${String(start).padStart(7, '0')}.csv`);
    writeFileSync(path, `${[world.header, ...lines.slice(start, start + each)].join('\n')}\n`);
    paths.push(path);
  }
  return paths;
}

/** Makes one world and measures what the recipe, its rivals and the oracle find in it. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BacktestReport } from '../../src/services/backtest.ts';
import type { SimulateReport } from '../../src/services/simulate.ts';
import { projectRoot } from '../shared/project-root.ts';
import { runTouchstone } from '../shared/run-touchstone.ts';
import { measureRivals } from './measure-rivals.ts';
import type { WorldPlan } from './plan.ts';
import type { RivalResult } from './rival-task.ts';
import { worldFiles, worldProfile } from './world-files.ts';

/** What was found in one world. */
export interface WorldRun {
  readonly plan: WorldPlan;
  readonly world: Pick<SimulateReport, 'positives' | 'infringingShare'>;
  readonly report: BacktestReport;
  /** The backtest with the recipe of issue 1, where it was asked for. */
  readonly earlier?: BacktestReport;
  /** Where they were asked for and XGBoost is installed. */
  readonly rivals?: RivalResult;
}

/** The first default recipe, for comparison. */
const earlierRecipe = join(projectRoot, 'benchmarks/worlds/recipe-of-issue-1.yaml');

/** Runs a plan in a folder of its own under `parent`, which is removed at the end. */
export async function runWorld(plan: WorldPlan, parent: string, python: string | undefined): Promise<WorldRun> {
  const folder = join(parent, `${plan.scenario}-${plan.rows}-${plan.seed}`);
  mkdirSync(folder);
  try {
    const words = ['--scenario', plan.scenario, '--rows', String(plan.rows), '--seed', String(plan.seed)];
    const { report: world } = await simulate(...words, '--out', folder);
    const report = await backtest(folder, 'default');
    return {
      plan,
      world: { positives: world.positives, infringingShare: world.infringingShare },
      report,
      ...(plan.hasEarlierRecipe ? { earlier: await backtest(folder, earlierRecipe) } : {}),
      ...(plan.hasRivals && python !== undefined ? { rivals: await measureRivals(folder, python) } : {}),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs `touchstone simulate`. */
export function simulate(...words: readonly string[]): ReturnType<typeof runTouchstone<SimulateReport & Memory>> {
  return runTouchstone<SimulateReport & Memory>('simulate', ...words);
}

/** A simulation does not tell its own memory; it is seen from outside. */
interface Memory {
  readonly peakMemoryMb?: number;
}

async function backtest(folder: string, recipe: string): Promise<BacktestReport> {
  const { train, test, oracle } = worldFiles(folder);
  const files = ['--profile', worldProfile, '--train', ...train, '--test', test, '--oracle', oracle];
  return (await runTouchstone<BacktestReport>('backtest', ...files, '--recipe', recipe)).report;
}

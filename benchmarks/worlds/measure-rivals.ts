/** XGBoost on a world: trained on its labelled training rows, judged on the truth of all test items. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atShare } from '../../src/evaluation/at-share.ts';
import { rankOrder } from '../../src/evaluation/rank-order.ts';
import { projectRoot } from '../shared/project-root.ts';
import { runCommand } from '../shared/run-command.ts';
import type { RivalFigures, RivalResult, RivalTask } from './rival-task.ts';

const folderOfScripts = join(projectRoot, 'benchmarks/worlds');

/**
 * Trains the rivals on the world in `world`.
 *
 * @param python a Python that has XGBoost.
 */
export async function measureRivals(world: string, python: string): Promise<RivalResult> {
  const folder = join(world, 'rivals');
  mkdirSync(folder);
  const writer = join(folderOfScripts, 'write-rival-task.ts');
  const written = await runCommand(process.execPath, ['--import', 'tsx', writer, world, folder]);
  const taskPath = join(folder, 'task.json');
  writeFileSync(taskPath, written.stdout);
  const task = JSON.parse(written.stdout) as RivalTask;
  const trained = await runCommand(python, [join(folderOfScripts, 'train-xgboost.py'), taskPath]);
  const truth = Uint8Array.from(readFileSync(task.truthPath));
  return {
    rivals: task.trainings.map(({ name, scoresPath }): RivalFigures => {
      const bytes = readFileSync(scoresPath);
      const scores = Float64Array.from({ length: task.testRows }, (_, row) => bytes.readDoubleLE(row * 8));
      // Items stand in order of their ids, so equal scores go by id as in a backtest.
      const order = rankOrder(scores);
      return {
        name,
        recallAt5: atShare(order, truth, 0.05).recall,
        precisionAt1: atShare(order, truth, 0.01).precision,
      };
    }),
    labelled: task.trainRows,
    positives: task.positives,
    versions: JSON.parse(trained.stdout) as RivalResult['versions'],
  };
}

/** Our trainer against XGBoost, on the same matrix with the same parameters, one thread each. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchOutcome } from '../shared/bench.ts';
import type { BenchRow } from '../shared/bench-row.ts';
import { projectRoot } from '../shared/project-root.ts';
import { pythonWithXgboost } from '../shared/python-with-xgboost.ts';
import { runCommand } from '../shared/run-command.ts';
import { trainingRows } from './training-rows.ts';
import type { TrainingTask, TrainingTimes } from './training-task.ts';

const rounds = 3;
const folderOfScripts = join(projectRoot, 'benchmarks/accuracy');

/**
 * Trains each member of the task several times with either trainer, in turn and in processes of their own.
 *
 * @returns the rows; without XGBoost on this machine those of our trainer alone, without a ratio and a goal, and a note that says so.
 */
export async function raceTraining(task: TrainingTask, folder: string): Promise<BenchOutcome> {
  const taskPath = join(folder, 'task.json');
  writeFileSync(taskPath, JSON.stringify(task));
  const python = pythonWithXgboost();
  const own: TrainingTimes[] = [];
  const rival: TrainingTimes[] = [];
  for (let round = 0; round < rounds; round++) {
    own.push(
      await train(process.execPath, ['--import', 'tsx', join(folderOfScripts, 'train-touchstone.ts'), taskPath]),
    );
    if (python === undefined) continue;
    rival.push(await train(python, [join(folderOfScripts, 'train-xgboost.py'), taskPath]));
  }
  const rows: BenchRow[] = trainingRows(own, rival);
  const notes = [
    `Training race: ${task.rowCount} rows × ${task.columnCount} columns, one thread, every tree of the recipe's members, binning included; the least of ${rounds} runs, each in a fresh process.`,
  ];
  if (python === undefined)
    notes.push('XGBoost is not installed here (Debian: python3-xgboost), so its rows are missing.');
  return { rows, versions: rival[0]?.versions ?? { xgboost: 'not installed' }, notes };
}

async function train(program: string, words: readonly string[]): Promise<TrainingTimes> {
  return JSON.parse((await runCommand(program, words)).stdout) as TrainingTimes;
}

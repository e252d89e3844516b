/** Trains a task with our trainer as it ships, in a process of its own, and prints the times: `train-touchstone.ts TASK.json`. */
import { readFileSync } from 'node:fs';
import { importBuilt } from '../shared/import-built.ts';
import type { MemberTimes, TrainingMember, TrainingTask, TrainingTimes } from './training-task.ts';

const { binMatrix } = await importBuilt<typeof import('../../src/learners/bin-matrix.ts')>('learners/bin-matrix.js');
const { fitBoostedTrees } = await importBuilt<typeof import('../../src/learners/fit-boosted-trees.ts')>(
  'learners/fit-boosted-trees.js',
);
const { createRng } = await importBuilt<typeof import('../../src/util/rng.ts')>('util/rng.js');

const task = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as TrainingTask;
const matrix = readMatrix(task);
const labels = Uint8Array.from(readFileSync(task.labelsPath));
const rows = Uint32Array.from({ length: task.rowCount }, (_, row) => row);
const times: TrainingTimes = { members: task.members.map(train), extra: task.extra.map(train), versions: {} };
process.stdout.write(JSON.stringify(times));

function train(member: TrainingMember): MemberTimes {
  const started = performance.now();
  const binned = binMatrix(matrix, {
    featureIndexes: Int32Array.from(member.columns),
    rows,
    maximumBins: task.maximumBins,
  });
  const rng = createRng(1).fork(member.name);
  const { margins } = fitBoostedTrees({ binned, labels, trainRows: rows, options: member.boosting, rng });
  return { name: member.name, seconds: (performance.now() - started) / 1000, loss: meanLoss(margins) };
}

function readMatrix({ matrixPath, rowCount, columnCount }: TrainingTask) {
  const bytes = readFileSync(matrixPath);
  const columns = Array.from({ length: columnCount }, (_, place) =>
    Float32Array.from({ length: rowCount }, (__, row) => bytes.readFloatLE((row * columnCount + place) * 4)),
  );
  return { rowCount, columnNames: columns.map((_, place) => `column ${place}`), columns };
}

function meanLoss(margins: Float64Array): number {
  const losses = margins.map((margin, row) => Math.log1p(Math.exp(labels[row] === 1 ? -margin : margin)));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

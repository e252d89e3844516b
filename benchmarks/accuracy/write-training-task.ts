/** Writes what the default recipe trains on to files that any trainer can read. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { CategoryInterner } from '../../src/features/category-codes.ts';
import { computeFeatures } from '../../src/features/compute-features.ts';
import { createItemEncoder } from '../../src/features/encode-item.ts';
import { emptyHistory, HistoryReplay } from '../../src/features/history-replay.ts';
import { RightsRegister } from '../../src/features/rights-register.ts';
import { memberFeatures } from '../../src/learners/recipe.ts';
import { loadRecipe } from '../../src/services/load-recipe.ts';
import { readItems } from '../../src/services/read-items.ts';
import { loadRates, resolveInput } from '../../src/services/read-records.ts';
import { sourceNumbers } from '../../src/services/source-numbers.ts';
import type { TrainingMember, TrainingTask } from './training-task.ts';

const anyKey = Uint32Array.of(1, 2, 3, 4);

/**
 * Writes the feature matrix of a KCS file and its labels `fraud` into `folder`. Columns that hold one value are left out, for our trainer leaves them out
 * by itself: with them, the other one would draw useless columns.
 */
export async function writeTrainingTask(path: string, folder: string): Promise<TrainingTask> {
  const ports = compose(loadConfig({}));
  const { recipe } = await loadRecipe(ports, 'default');
  const interner = new CategoryInterner();
  const { items } = await readItems(ports, [await resolveInput(ports, path, 'kcs')], {
    encode: createItemEncoder(anyKey, interner, sourceNumbers()),
    rights: new RightsRegister(anyKey),
    recipe,
    rates: await loadRates(ports),
    label: 'fraud',
  });
  const matrix = computeFeatures(items.table, {
    replay: new HistoryReplay(emptyHistory()),
    interner,
    dictionaries: interner.dictionaries(),
    staleness: { maximumDays: recipe.stalenessDays, phase: 0.5 },
    resultOf: (row) => items.results[row],
  });
  const kept = matrix.columns.flatMap((column, index) => (hasTwoValues(column) ? [index] : []));
  const members = recipe.members.map((member) => ({
    name: member.name,
    columns: [...memberFeatures(recipe, member, matrix.columnNames)]
      .map((index) => kept.indexOf(index))
      .filter((place) => place >= 0),
    boosting: member.boosting,
  }));
  const task: TrainingTask = {
    matrixPath: join(folder, 'matrix.f32'),
    labelsPath: join(folder, 'labels.u8'),
    rowCount: matrix.rowCount,
    columnCount: kept.length,
    maximumBins: recipe.maximumBins,
    members,
    extra: withoutColumnSampling(members),
  };
  const columns = kept.map((index) => matrix.columns[index]!);
  writeFileSync(task.matrixPath, rowMajor(columns, matrix.rowCount));
  writeFileSync(
    task.labelsPath,
    Uint8Array.from(items.results, (result) => Number(result?.isPositive === true)),
  );
  return task;
}

/** The widest member on every column for every tree: XGBoost fills histograms of columns that it does not draw, so that sampling columns helps only us. */
function withoutColumnSampling(members: readonly TrainingMember[]): TrainingMember[] {
  const widest = members.reduce((a, b) => (b.columns.length > a.columns.length ? b : a));
  return [
    { ...widest, name: `${widest.name} without column sampling`, boosting: { ...widest.boosting, columnShare: 1 } },
  ];
}

function hasTwoValues(column: Float32Array): boolean {
  return column.some((value) => !Object.is(value, column[0]));
}

function rowMajor(columns: readonly Float32Array[], rowCount: number): Uint8Array {
  const bytes = Buffer.alloc(rowCount * columns.length * 4);
  columns.forEach((column, place) => {
    for (let row = 0; row < rowCount; row++) bytes.writeFloatLE(column[row]!, (row * columns.length + place) * 4);
  });
  return bytes;
}

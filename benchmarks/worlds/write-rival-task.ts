/** Writes what XGBoost trains on in a world, in a process of its own, and prints the task: `write-rival-task.ts WORLD FOLDER`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { CategoryInterner } from '../../src/features/category-codes.ts';
import { computeFeatures, rowsByTick } from '../../src/features/compute-features.ts';
import { createItemEncoder } from '../../src/features/encode-item.ts';
import { emptyHistory, HistoryReplay, unseen } from '../../src/features/history-replay.ts';
import type { ItemTable } from '../../src/features/item-table.ts';
import { RightsRegister } from '../../src/features/rights-register.ts';
import { loadRecipe } from '../../src/services/load-recipe.ts';
import { readItems } from '../../src/services/read-items.ts';
import { readOracle } from '../../src/services/read-oracle.ts';
import { loadRates, resolveInput } from '../../src/services/read-records.ts';
import { sourceNumbers } from '../../src/services/source-numbers.ts';
import { createRng } from '../../src/util/rng.ts';
import { RawCodes } from './raw-codes.ts';
import type { RivalName, RivalTask, RivalTraining } from './rival-task.ts';
import { worldFiles, worldProfile } from './world-files.ts';

const anyKey = Uint32Array.of(1, 2, 3, 4);
/** The seed of the backtest beside it. */
const seed = 1;
const [world, folder] = process.argv.slice(2) as [string, string];
process.stdout.write(JSON.stringify(await writeRivalTask(worldFiles(world))));

async function writeRivalTask(files: ReturnType<typeof worldFiles>): Promise<RivalTask> {
  const ports = compose(loadConfig({}));
  const { recipe } = await loadRecipe(ports, 'default');
  const interner = new CategoryInterner();
  const rights = new RightsRegister(anyKey);
  const encode = createItemEncoder(anyKey, interner, sourceNumbers(), rights);
  const options = { encode, rights, recipe, rates: await loadRates(ports), label: undefined };
  const inputs = (paths: readonly string[]) =>
    Promise.all(paths.map((path) => resolveInput(ports, path, worldProfile)));
  const { items: train } = await readItems(ports, await inputs(files.train), options);
  const dictionaries = interner.dictionaries();
  const { items: test } = await readItems(ports, await inputs([files.test]), options);
  const oracle = await readOracle(ports, files.oracle);

  // The same matrices as those of the backtest.
  const replay = new HistoryReplay(emptyHistory());
  train.unlinked.results.forEach(({ tick }, row) => {
    const cellDay = Math.floor(tick / 24);
    replay.schedule(tick, { table: train.unlinked.table, row, cellDay, ...unseen, examined: 1, positive: 1 });
  });
  const staleness = { maximumDays: daysCovered(test.table), phase: createRng(seed).fork('staleness').next() };
  const common = { replay, interner, dictionaries };
  const trainMatrix = computeFeatures(train.table, { ...common, staleness, resultOf: (row) => train.results[row] });
  const testMatrix = computeFeatures(test.table, common);

  const trainRows = rowsByTick(train.table).filter((row) => train.results[row] !== undefined);
  const testRows = Uint32Array.from(test.ids.keys())
    .filter((row) => oracle.has(test.ids[row]!))
    .sort((a, b) => (test.ids[a]! < test.ids[b]! ? -1 : 1));
  const labels = Uint8Array.from(trainRows, (row) => Number(train.results[row]!.isPositive));
  const truth = Uint8Array.from(testRows, (row) => Number(oracle.get(test.ids[row]!)!.isInfringing));
  const labelsPath = join(folder, 'labels.u8');
  const truthPath = join(folder, 'truth.u8');
  writeFileSync(labelsPath, labels);
  writeFileSync(truthPath, truth);

  const writeTraining = (
    name: RivalName,
    columns: { readonly train: readonly Float32Array[]; readonly test: readonly Float32Array[] },
    settings: Pick<RivalTraining, 'treeCount' | 'parameters'>,
  ): RivalTraining => {
    const kept = columns.train.flatMap((column, index) => (hasTwoValues(column, trainRows) ? [index] : []));
    const pathOf = (what: string): string => join(folder, `${name.replace(' ', '-')}-${what}`);
    const training = {
      name,
      columnCount: kept.length,
      trainPath: pathOf('train.f32'),
      testPath: pathOf('test.f32'),
      scoresPath: pathOf('scores.f64'),
      ...settings,
    };
    writeFileSync(
      training.trainPath,
      rowMajor(
        kept.map((index) => columns.train[index]!),
        trainRows,
      ),
    );
    writeFileSync(
      training.testPath,
      rowMajor(
        kept.map((index) => columns.test[index]!),
        testRows,
      ),
    );
    return training;
  };
  const raw = new RawCodes(train.table, interner, dictionaries);
  const { boosting } = recipe.members[0]!;
  return {
    labelsPath,
    truthPath,
    trainRows: trainRows.length,
    testRows: testRows.length,
    positives: labels.reduce((sum, label) => sum + label, 0),
    trainings: [
      writeTraining(
        'raw codes',
        { train: raw.columns(train.table), test: raw.columns(test.table) },
        { treeCount: 300, parameters: { max_depth: 6, eta: 0.1 } },
      ),
      writeTraining(
        'same features',
        { train: trainMatrix.columns, test: testMatrix.columns },
        {
          treeCount: boosting.treeCount,
          parameters: {
            max_depth: boosting.depth,
            eta: boosting.learningRate,
            subsample: boosting.rowShare,
            colsample_bytree: boosting.columnShare,
            lambda: boosting.penalty,
            min_child_weight: boosting.minimumCurvature,
            gamma: boosting.minimumGain,
            max_bin: recipe.maximumBins,
          },
        },
      ),
    ],
  };
}

function hasTwoValues(column: Float32Array, rows: Uint32Array): boolean {
  return rows.some((row) => !Object.is(column[row], column[rows[0]!]));
}

function rowMajor(columns: readonly Float32Array[], rows: Uint32Array): Float32Array {
  const values = new Float32Array(rows.length * columns.length);
  columns.forEach((column, place) => {
    rows.forEach((row, index) => {
      values[index * columns.length + place] = column[row]!;
    });
  });
  return values;
}

/** Days from the first to the last tick of a table, both counted. */
function daysCovered(table: ItemTable): number {
  const ticks = table.scoreTick.subarray(0, table.rowCount);
  const first = ticks.reduce((a, b) => Math.min(a, b));
  const last = ticks.reduce((a, b) => Math.max(a, b));
  return Math.floor((last - first) / 24) + 1;
}

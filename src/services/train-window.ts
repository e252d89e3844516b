/** Trains a recipe on collected items: the part that `train` and `backtest` share. */
import type { CategoryDictionaries, CategoryInterner } from '../features/category-codes.ts';
import { computeFeatures, rowsByTick } from '../features/compute-features.ts';
import { emptyHistory, HistoryReplay, unseen } from '../features/history-replay.ts';
import type { Recipe } from '../learners/recipe.ts';
import { selectionWeights } from '../learners/selection-weights.ts';
import { type TrainedRecipe, trainRecipe } from '../learners/train-recipe.ts';
import type { FeatureMatrix } from '../models/feature-matrix.ts';
import { createRng } from '../util/rng.ts';
import type { CollectedItems } from './collect-items.ts';

/** What a window is trained with. */
export interface TrainWindowInput {
  readonly items: CollectedItems;
  readonly interner: CategoryInterner;
  /** Codes that the model will know: those of the training files, and no later ones. */
  readonly dictionaries: CategoryDictionaries;
  readonly recipe: Recipe;
  /** Longest age in days of the results that training rows see. */
  readonly stalenessDays: number;
  readonly seed: number;
  readonly seconds: () => number;
}

/** A trained window and the history it ended with. */
export interface TrainedWindow {
  readonly trained: TrainedRecipe;
  /** History with everything known before the window's last tick applied, and the rest waiting for its tick. */
  readonly replay: HistoryReplay;
  readonly peerValues: Float32Array;
  /** Labels of all rows; read them only for labelled rows. */
  readonly labels: Uint8Array;
  /** Labelled rows in order of time. */
  readonly labelledRows: Uint32Array;
  readonly seconds: { readonly features: number; readonly train: number };
}

/**
 * Trains on the items' own results, each row seeing the history as of its tick with results as old as a draw up to `stalenessDays`.
 * @throws `not-enough-data`.
 */
export function trainWindow(input: TrainWindowInput): TrainedWindow {
  const { items, interner, dictionaries, recipe } = input;
  const started = input.seconds();
  const rng = createRng(input.seed);
  const replay = new HistoryReplay(emptyHistory());
  items.unlinked.results.forEach(({ tick }, row) => {
    replay.schedule(tick, {
      table: items.unlinked.table,
      row,
      cellDay: Math.floor(tick / 24),
      ...unseen,
      examined: 1,
      positive: 1,
    });
  });
  const matrix = computeFeatures(items.table, {
    replay,
    interner,
    dictionaries,
    staleness: { maximumDays: input.stalenessDays, phase: rng.fork('staleness').next() },
    resultOf: (row) => items.results[row],
  });
  const featuresDone = input.seconds();
  const labels = Uint8Array.from(items.results, (result) => (result?.isPositive === true ? 1 : 0));
  const labelledRows = rowsByTick(items.table).filter((row) => items.results[row] !== undefined);
  const days = Int32Array.from({ length: matrix.rowCount }, (_, row) => Math.floor(items.table.scoreTick[row]! / 24));
  const trained = trainRecipe({
    recipe,
    matrix,
    labels,
    rows: labelledRows,
    days,
    selectionWeights:
      recipe.selectionWeights === 'propensity'
        ? selectionWeights(matrix, labelledRows, { maximumBins: recipe.maximumBins, rng: rng.fork('selection') })
        : undefined,
    rng: rng.fork('train'),
  });
  return {
    trained,
    replay,
    peerValues: medians(matrix),
    labels,
    labelledRows,
    seconds: { features: featuresDone - started, train: input.seconds() - featuresDone },
  };
}

/** Median of each column's values that are there, from an even sample of the rows. */
function medians(matrix: FeatureMatrix): Float32Array {
  const stride = Math.max(1, Math.floor(matrix.rowCount / 5000));
  return Float32Array.from(matrix.columns, (column) => {
    const values: number[] = [];
    for (let row = 0; row < column.length; row += stride) if (!Number.isNaN(column[row]!)) values.push(column[row]!);
    values.sort((a, b) => a - b);
    return values.length === 0 ? Number.NaN : values[values.length >> 1]!;
  });
}

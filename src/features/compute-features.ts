/** Computes the feature matrix of many rows in order of tick: the batch driver. */
import type { CategoryDictionaries, CategoryInterner } from './category-codes.ts';
import { featureNames } from './feature-definitions.ts';
import { FeatureReader } from './feature-reader.ts';
import type { HistoryReplay } from './history-replay.ts';
import type { ItemTable } from './item-table.ts';

/** Column-major features, one 32-bit column a feature; NaN is missing. Same shape as the models' feature matrix. */
export interface FeatureColumns {
  readonly rowCount: number;
  readonly columnNames: readonly string[];
  readonly columns: readonly Float32Array[];
}

/** How old the results are that rows may see. */
interface ResultStaleness {
  /** Longest delay in days; each tick's delay is drawn evenly from 0 to this. */
  readonly maximumDays: number;
  /** Start of the even sequence of draws, in [0, 1). */
  readonly phase: number;
}

/** What the batch driver needs beside the rows. */
export interface ComputeFeaturesOptions {
  readonly replay: HistoryReplay;
  readonly interner: CategoryInterner;
  readonly dictionaries: CategoryDictionaries;
  /** Draws label delays per tick; undefined lets rows see every result that the replay has applied. */
  readonly staleness?: ResultStaleness | undefined;
  /** The result of a row of the table that becomes known, where there is one. */
  readonly resultOf?: (row: number) => { readonly tick: number; readonly isPositive: boolean } | undefined;
}

/** Fraction of the golden ratio: its multiples modulo 1 fill [0, 1) evenly however many are taken (Weyl sequence). */
const evenStep = 0.618_033_988_749_894_9;

/**
 * Returns the features of the table's rows, row `i` of the matrix being row `i` of the table.
 *
 * Rows are read in order of their score tick; a row sees facts known before its tick. With `staleness`, the rows of a tick
 * see results as old as a draw between 0 and the maximum: a model then trains on history as stale as it will meet when results stay out for that long.
 */
export function computeFeatures(table: ItemTable, options: ComputeFeaturesOptions): FeatureColumns {
  const { replay, staleness } = options;
  const reader = new FeatureReader(replay.history, options.interner.featureValues(options.dictionaries));
  const columns = featureNames.map(() => new Float32Array(table.rowCount));
  const order = rowsByTick(table);
  for (const row of order) replay.scheduleRow(table, row, options.resultOf?.(row));
  let tick = Number.NEGATIVE_INFINITY;
  let tickCount = 0;
  for (const row of order) {
    const rowTick = table.scoreTick[row]!;
    if (rowTick !== tick) {
      tick = rowTick;
      replay.advanceTo(tick);
      const day = Math.floor(tick / 24);
      reader.begin({
        day,
        resultsBeforeDay: staleness === undefined ? Number.POSITIVE_INFINITY : day - delayOf(staleness, tickCount),
      });
      tickCount++;
    }
    reader.read(table, row, columns, row);
  }
  return { rowCount: table.rowCount, columnNames: featureNames, columns };
}

/** Row indexes in order of score tick, rows of one tick in the table's order. */
export function rowsByTick(table: ItemTable): Uint32Array {
  const order = Uint32Array.from({ length: table.rowCount }, (_, row) => row);
  const { scoreTick } = table;
  for (let row = 1; row < table.rowCount; row++) {
    if (scoreTick[row]! < scoreTick[row - 1]!) return order.sort((a, b) => scoreTick[a]! - scoreTick[b]! || a - b);
  }
  return order;
}

function delayOf(staleness: ResultStaleness, tickCount: number): number {
  const draw = (staleness.phase + tickCount * evenStep) % 1;
  return Math.floor(draw * (staleness.maximumDays + 1));
}

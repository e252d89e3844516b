/** What each training row counts for. */

/** How rows are weighed. */
export interface Weighting {
  /** Days after which a row counts half; 0 means never. */
  readonly halfLifeDays: number;
  /** Whether rows count by the inverse of their probability of having been examined. */
  readonly selection: 'none' | 'propensity';
}

/** Rows to weigh. */
export interface WeighedWindow {
  readonly rows: Uint32Array;
  /** Day of each row of the matrix. */
  readonly days: Int32Array;
  /** Inverse chances of selection by row of the matrix, mean 1; undefined where none were estimated. */
  readonly selectionWeights: Float64Array | undefined;
}

/**
 * Returns weights by row of the matrix, mean 1 over `rows`, so that penalties and least leaf sizes keep their meaning; undefined where all count 1.
 */
export function rowWeights(
  weighting: Weighting,
  { rows, days, selectionWeights }: WeighedWindow,
): Float64Array | undefined {
  const { halfLifeDays } = weighting;
  const selection = weighting.selection === 'propensity' ? selectionWeights : undefined;
  if (halfLifeDays === 0 && selection === undefined) return undefined;
  let newest = Number.NEGATIVE_INFINITY;
  for (const row of rows) newest = Math.max(newest, days[row]!);
  const weights = new Float64Array(days.length);
  let sum = 0;
  for (const row of rows) {
    const decay = halfLifeDays === 0 ? 1 : 2 ** ((days[row]! - newest) / halfLifeDays);
    weights[row] = decay * (selection === undefined ? 1 : selection[row]!);
    sum += weights[row]!;
  }
  const scale = rows.length / sum;
  for (const row of rows) weights[row] = weights[row]! * scale;
  return weights;
}

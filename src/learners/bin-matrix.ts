/** Bins feature columns into at most 255 values each, so that split search works on small integer histograms. */
import type { FeatureMatrix } from '../models/feature-matrix.ts';

/** Binned columns. Bin 0 is missing; bins 1…n hold ascending values. */
export interface BinnedMatrix {
  readonly rowCount: number;
  /** Column of the feature matrix that each binned column comes from. */
  readonly featureIndexes: Int32Array;
  readonly bins: readonly Uint8Array[];
  /** Per column, `cuts[b - 1]` is the largest value of bin `b` for every bin but the last. */
  readonly cuts: readonly Float32Array[];
}

/** Options of {@link binMatrix}. */
export interface BinMatrixOptions {
  readonly featureIndexes: Int32Array;
  /** Rows that the cut points are made from. */
  readonly rows: Uint32Array;
  /** Most bins of values a column may have, 2…255. */
  readonly maximumBins: number;
}

/** Rows beyond which cut points come from an even sample of the rows. */
const cutSampleRows = 100_000;

/** Returns the binned columns; columns without at least two distinct values among `rows` are left out, for no split can use them. */
export function binMatrix(matrix: FeatureMatrix, options: BinMatrixOptions): BinnedMatrix {
  const kept: number[] = [];
  const bins: Uint8Array[] = [];
  const cuts: Float32Array[] = [];
  const stride = Math.max(1, Math.ceil(options.rows.length / cutSampleRows));
  const sample = new Float32Array(Math.ceil(options.rows.length / stride));
  for (const featureIndex of options.featureIndexes) {
    const column = matrix.columns[featureIndex]!;
    let count = 0;
    let isMissingSeen = false;
    for (let index = 0; index < options.rows.length; index += stride) {
      const value = column[options.rows[index]!]!;
      if (Number.isNaN(value)) isMissingSeen = true;
      else sample[count++] = value;
    }
    const columnCuts = cutPoints(sample.subarray(0, count).sort(), options.maximumBins);
    if (columnCuts.length === 0 && !(isMissingSeen && count > 0)) continue;
    kept.push(featureIndex);
    cuts.push(columnCuts);
    bins.push(binColumn(column, columnCuts));
  }
  return { rowCount: matrix.rowCount, featureIndexes: Int32Array.from(kept), bins, cuts };
}

/** Cut points of ascending values: midpoints between neighbouring distinct values, or between quantiles where there are too many. */
function cutPoints(sorted: Float32Array, maximumBins: number): Float32Array {
  const distinct: number[] = [];
  const upTo: number[] = [];
  for (let index = 0; index < sorted.length; index++) {
    if (index + 1 < sorted.length && sorted[index + 1] === sorted[index]) continue;
    distinct.push(sorted[index]!);
    upTo.push(index + 1);
  }
  const cuts: number[] = [];
  if (distinct.length <= maximumBins) {
    for (let index = 0; index + 1 < distinct.length; index++)
      cuts.push(midpoint(distinct[index]!, distinct[index + 1]!));
    return Float32Array.from(cuts);
  }
  let place = 0;
  for (let bin = 1; bin < maximumBins && place + 1 < distinct.length; bin++) {
    // What is left is shared evenly among the bins left, so that a value that fills several bins starves none.
    const done = place === 0 ? 0 : upTo[place - 1]!;
    const target = done + (sorted.length - done) / (maximumBins - bin + 1);
    while (place + 1 < distinct.length && upTo[place]! < target) place++;
    if (place + 1 >= distinct.length) break;
    cuts.push(midpoint(distinct[place]!, distinct[place + 1]!));
    place++;
  }
  return Float32Array.from(cuts);
}

/** A 32-bit number at or above `low` and below `high`, halfway where that can be represented. */
function midpoint(low: number, high: number): number {
  const middle = Math.fround(low + (high - low) / 2);
  return middle >= low && middle < high ? middle : low;
}

function binColumn(column: Float32Array, cuts: Float32Array): Uint8Array {
  const bins = new Uint8Array(column.length);
  const cutCount = cuts.length;
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    if (Number.isNaN(value)) continue;
    let low = 0;
    let high = cutCount;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (value <= cuts[middle]!) high = middle;
      else low = middle + 1;
    }
    bins[row] = low + 1;
  }
  return bins;
}

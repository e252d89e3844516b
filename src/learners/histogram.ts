/** Histograms of gradients over bins: the inner loop of tree growing. */

/** The columns that one tree may split on, and where each has its bins in a histogram. */
export interface HistogramLayout {
  readonly bins: readonly Uint8Array[];
  /** Per column, number of bins with the missing one. */
  readonly binCounts: Int32Array;
  /** Per column, offset of its first bin; each bin takes two numbers, gradient and curvature. */
  readonly offsets: Int32Array;
  /** Numbers in a histogram. */
  readonly length: number;
}

/** Returns the layout of histograms over the chosen columns. */
export function layOutHistogram(columns: readonly { bins: Uint8Array; binCount: number }[]): HistogramLayout {
  const offsets = new Int32Array(columns.length);
  const binCounts = Int32Array.from(columns, (column) => column.binCount);
  let length = 0;
  for (let column = 0; column < columns.length; column++) {
    offsets[column] = length;
    length += 2 * binCounts[column]!;
  }
  return { bins: columns.map((column) => column.bins), binCounts, offsets, length };
}

/** Gradients and curvatures in fixed point: whole numbers held as doubles, so that sums are exact in any order. */
export interface Gradients {
  readonly gradient: Float64Array;
  readonly curvature: Float64Array;
}

/**
 * Fills `histogram` with the sums over `rows[start…end)`. Four columns are summed in one pass over the rows, so that each
 * row's gradient is read once for them all.
 */
export function fillHistogram(
  layout: HistogramLayout,
  gradients: Gradients,
  part: { readonly rows: Uint32Array; readonly start: number; readonly end: number },
  histogram: Float64Array,
): void {
  histogram.fill(0);
  const { bins, offsets } = layout;
  const ordered = orderGradients(gradients, part.rows, part.start, part.end);
  const whole = bins.length & ~3;
  for (let column = 0; column < whole; column += 4) {
    fillFour(bins, offsets, column, part, ordered, histogram);
  }
  for (let column = whole; column < bins.length; column++) {
    fillOne(bins[column]!, offsets[column]!, part, ordered, histogram);
  }
}

/** Turns `parent` into the histogram of the sibling of `child`. */
export function subtractHistogram(parent: Float64Array, child: Float64Array): void {
  for (let index = 0; index < parent.length; index++) parent[index] = parent[index]! - child[index]!;
}

let orderedGradients = new Float64Array(0);

/** Gradient and curvature of the part's rows, side by side in the order of the rows. */
function orderGradients(gradients: Gradients, rows: Uint32Array, start: number, end: number): Float64Array {
  const needed = 2 * (end - start);
  if (orderedGradients.length < needed) orderedGradients = new Float64Array(needed);
  const { gradient, curvature } = gradients;
  for (let index = start, at = 0; index < end; index++, at += 2) {
    const row = rows[index]!;
    orderedGradients[at] = gradient[row]!;
    orderedGradients[at + 1] = curvature[row]!;
  }
  return orderedGradients;
}

function fillFour(
  bins: readonly Uint8Array[],
  offsets: Int32Array,
  column: number,
  part: { readonly rows: Uint32Array; readonly start: number; readonly end: number },
  ordered: Float64Array,
  histogram: Float64Array,
): void {
  const { rows, start, end } = part;
  const bins0 = bins[column]!;
  const bins1 = bins[column + 1]!;
  const bins2 = bins[column + 2]!;
  const bins3 = bins[column + 3]!;
  const offset0 = offsets[column]!;
  const offset1 = offsets[column + 1]!;
  const offset2 = offsets[column + 2]!;
  const offset3 = offsets[column + 3]!;
  for (let index = start, at = 0; index < end; index++, at += 2) {
    const row = rows[index]!;
    const gradient = ordered[at]!;
    const curvature = ordered[at + 1]!;
    const at0 = offset0 + 2 * bins0[row]!;
    const at1 = offset1 + 2 * bins1[row]!;
    const at2 = offset2 + 2 * bins2[row]!;
    const at3 = offset3 + 2 * bins3[row]!;
    histogram[at0] = histogram[at0]! + gradient;
    histogram[at0 + 1] = histogram[at0 + 1]! + curvature;
    histogram[at1] = histogram[at1]! + gradient;
    histogram[at1 + 1] = histogram[at1 + 1]! + curvature;
    histogram[at2] = histogram[at2]! + gradient;
    histogram[at2 + 1] = histogram[at2 + 1]! + curvature;
    histogram[at3] = histogram[at3]! + gradient;
    histogram[at3 + 1] = histogram[at3 + 1]! + curvature;
  }
}

function fillOne(
  bins: Uint8Array,
  offset: number,
  part: { readonly rows: Uint32Array; readonly start: number; readonly end: number },
  ordered: Float64Array,
  histogram: Float64Array,
): void {
  const { rows, start, end } = part;
  for (let index = start, at = 0; index < end; index++, at += 2) {
    const place = offset + 2 * bins[rows[index]!]!;
    histogram[place] = histogram[place]! + ordered[at]!;
    histogram[place + 1] = histogram[place + 1]! + ordered[at + 1]!;
  }
}

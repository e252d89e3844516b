/** Gradient-boosted trees with logistic loss on binned columns. */

import type { TreeEnsemble } from '../models/tree-ensemble.ts';
import type { Rng } from '../util/rng.ts';
import type { BinnedMatrix } from './bin-matrix.ts';
import { EnsembleBuilder } from './ensemble-builder.ts';
import { type GrownTree, growTree } from './grow-tree.ts';
import { type Gradients, type HistogramLayout, layOutHistogram } from './histogram.ts';

/** Hyperparameters of boosting; names say what they do, defaults live in recipes. */
export interface BoostingOptions {
  /** Most trees. */
  readonly treeCount: number;
  /** Levels of splits, 1…16. */
  readonly depth: number;
  readonly learningRate: number;
  /** Share of rows drawn for each tree, without replacement. */
  readonly rowShare: number;
  /** Share of columns drawn for each tree. */
  readonly columnShare: number;
  /** L2 penalty on leaf values. */
  readonly penalty: number;
  /** Least sum of p(1−p) in a leaf. */
  readonly minimumCurvature: number;
  readonly minimumGain: number;
}

/** What a fit works on. Labels are 0 or 1 for every row of `trainRows` and `validationRows`. */
export interface FitBoostedTreesInput {
  readonly binned: BinnedMatrix;
  readonly labels: Uint8Array;
  readonly trainRows: Uint32Array;
  /** What each training row counts for, by row of the binned matrix; none means 1 for all. */
  readonly weights?: Float64Array | undefined;
  /** The same for the rows whose loss decides. */
  readonly validationWeights?: Float64Array | undefined;
  /** Rows whose loss decides the number of trees; none keeps them all. */
  readonly validationRows?: Uint32Array;
  /** Trees without improvement after which fitting stops; default 30. */
  readonly patience?: number;
  readonly options: BoostingOptions;
  readonly rng: Rng;
}

/** A fitted ensemble, cut at the best number of trees where there were validation rows. */
export interface FittedTrees {
  readonly ensemble: TreeEnsemble;
  readonly treeCount: number;
  /** Trees that were grown, those thrown away among them. */
  readonly grownCount: number;
  /** Margins of all rows of the binned matrix under the trees that were kept. */
  readonly margins: Float64Array;
  /** Mean logistic loss on the validation rows; NaN without any. */
  readonly validationLoss: number;
}

/** Fixed point of gradients: with 2^24 steps a sum of 2^29 rows is still exact in a double. */
const fixedPoint = 2 ** 24;

/**
 * Returns boosted trees fitted by Newton steps on the logistic loss (Friedman 2001; Chen and Guestrin 2016).
 *
 * The same input and seed give the same trees on any machine: gradients are rounded to fixed point, so sums do not depend on order.
 */
export function fitBoostedTrees(input: FitBoostedTreesInput): FittedTrees {
  const { binned, labels, trainRows, options, weights } = input;
  const validationRows = input.validationRows ?? new Uint32Array(0);
  const validation = { labels, rows: validationRows, weights: input.validationWeights };
  const baseMargin = logOdds(labels, trainRows, weights);
  const margins = new Float64Array(binned.rowCount).fill(baseMargin);
  const gradients: Gradients = {
    gradient: new Float64Array(binned.rowCount),
    curvature: new Float64Array(binned.rowCount),
  };
  const builder = new EnsembleBuilder(baseMargin);
  const rowRng = input.rng.fork('rows');
  const columnRng = input.rng.fork('columns');
  const isSampled = new Uint8Array(binned.rowCount);
  let bestLoss = validationRows.length > 0 ? meanLoss(margins, validation) : Number.NaN;
  let bestCount = 0;
  let bestMargins = validationRows.length > 0 ? margins.slice() : margins;
  for (let treeIndex = 0; treeIndex < options.treeCount; treeIndex++) {
    updateGradients(gradients, margins, { labels, rows: trainRows, weights });
    const { layout, columns } = drawColumns(binned, options.columnShare, columnRng);
    const rows = drawRows(trainRows, options.rowShare, rowRng, isSampled);
    const tree = growTree({
      layout,
      gradients,
      rows,
      maximumDepth: options.depth,
      limits: {
        penalty: options.penalty * fixedPoint,
        minimumCurvature: options.minimumCurvature * fixedPoint,
        minimumGain: options.minimumGain * fixedPoint,
      },
    });
    const values = leafValues(tree, options);
    builder.addTree(tree, values, binned, columns);
    addToMargins({ tree, values, layout, rows, isSampled, margins });
    if (validationRows.length === 0) continue;
    const loss = meanLoss(margins, validation);
    if (loss < bestLoss) {
      bestLoss = loss;
      bestCount = treeIndex + 1;
      bestMargins.set(margins);
    } else if (treeIndex + 1 - bestCount >= (input.patience ?? 30)) break;
  }
  if (validationRows.length === 0) {
    bestCount = builder.treeCount;
    bestMargins = margins;
  }
  return {
    ensemble: builder.build(bestCount),
    treeCount: bestCount,
    grownCount: builder.treeCount,
    margins: bestMargins,
    validationLoss: bestLoss,
  };
}

interface WeighedRows {
  readonly labels: Uint8Array;
  readonly rows: Uint32Array;
  readonly weights: Float64Array | undefined;
}

function logOdds(labels: Uint8Array, rows: Uint32Array, weights: Float64Array | undefined): number {
  let positives = 0;
  let total = 0;
  for (const row of rows) {
    const weight = weights === undefined ? 1 : weights[row]!;
    positives += labels[row]! * weight;
    total += weight;
  }
  // Half a row on either side keeps the odds finite where all labels agree.
  return Math.log((positives + 0.5) / (total - positives + 0.5));
}

function updateGradients(gradients: Gradients, margins: Float64Array, of: WeighedRows): void {
  const { gradient, curvature } = gradients;
  const { labels, rows, weights } = of;
  for (const row of rows) {
    const probability = 1 / (1 + Math.exp(-margins[row]!));
    const scale = weights === undefined ? fixedPoint : fixedPoint * weights[row]!;
    gradient[row] = Math.round((probability - labels[row]!) * scale);
    curvature[row] = Math.max(1, Math.round(probability * (1 - probability) * scale));
  }
}

function drawColumns(binned: BinnedMatrix, share: number, rng: Rng): { layout: HistogramLayout; columns: number[] } {
  const count = Math.max(1, Math.round(share * binned.bins.length));
  const columns = Array.from(binned.bins, (_, column) => column);
  if (count < columns.length) {
    for (let index = 0; index < count; index++) {
      const other = index + rng.nextInt(columns.length - index);
      [columns[index], columns[other]] = [columns[other]!, columns[index]!];
    }
    columns.length = count;
    columns.sort((a, b) => a - b);
  }
  const layout = layOutHistogram(
    columns.map((column) => ({ bins: binned.bins[column]!, binCount: binned.cuts[column]!.length + 2 })),
  );
  return { layout, columns };
}

/** Draws rows and marks them in `isSampled`; the result keeps the order of `trainRows`. */
function drawRows(trainRows: Uint32Array, share: number, rng: Rng, isSampled: Uint8Array): Uint32Array {
  isSampled.fill(0);
  const drawn = new Uint32Array(trainRows.length);
  let count = 0;
  for (const row of trainRows) {
    if (share < 1 && rng.next() >= share) continue;
    drawn[count++] = row;
    isSampled[row] = 1;
  }
  return drawn.slice(0, count);
}

function leafValues(tree: GrownTree, options: BoostingOptions): Float32Array {
  const penalty = options.penalty * fixedPoint;
  return Float32Array.from(tree.column, (column, node) =>
    column >= 0 ? 0 : (-options.learningRate * tree.gradient[node]!) / (tree.curvature[node]! + penalty),
  );
}

/** Adds a tree's leaf values to the margins of all rows: sampled ones by their leaf, the others by walking the tree. */
function addToMargins(step: {
  readonly tree: GrownTree;
  readonly values: Float32Array;
  readonly layout: HistogramLayout;
  readonly rows: Uint32Array;
  readonly isSampled: Uint8Array;
  readonly margins: Float64Array;
}): void {
  const { tree, values, layout, rows, isSampled, margins } = step;
  for (let node = 0; node < tree.column.length; node++) {
    if (tree.column[node]! >= 0) continue;
    const value = values[node]!;
    for (let index = tree.start[node]!; index < tree.end[node]!; index++) {
      const row = rows[index]!;
      margins[row] = margins[row]! + value;
    }
  }
  const column = Int32Array.from(tree.column);
  const bin = Uint8Array.from(tree.bin);
  const isMissingLeft = Uint8Array.from(tree.isMissingLeft, Number);
  const left = Int32Array.from(tree.left);
  const right = Int32Array.from(tree.right);
  for (let row = 0; row < margins.length; row++) {
    if (isSampled[row] === 1) continue;
    let node = 0;
    while (column[node]! >= 0) {
      const rowBin = layout.bins[column[node]!]![row]!;
      const isLeft = rowBin === 0 ? isMissingLeft[node] === 1 : rowBin <= bin[node]!;
      node = isLeft ? left[node]! : right[node]!;
    }
    margins[row] = margins[row]! + values[node]!;
  }
}

function meanLoss(margins: Float64Array, { labels, rows, weights }: WeighedRows): number {
  let sum = 0;
  let total = 0;
  for (const row of rows) {
    const signed = labels[row] === 1 ? margins[row]! : -margins[row]!;
    const weight = weights === undefined ? 1 : weights[row]!;
    sum += weight * (signed > 0 ? Math.log1p(Math.exp(-signed)) : -signed + Math.log1p(Math.exp(signed)));
    total += weight;
  }
  return sum / total;
}

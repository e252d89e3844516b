/** Grows one tree level by level on binned columns. */

import { findSplit, type Split, type SplitLimits } from './find-split.ts';
import { fillHistogram, type Gradients, type HistogramLayout, subtractHistogram } from './histogram.ts';

/** A grown tree in arrays; node 0 is the root and children come after their parents. */
export interface GrownTree {
  /** Column of the layout that a node splits on; -1 for a leaf. */
  readonly column: number[];
  readonly bin: number[];
  readonly isMissingLeft: boolean[];
  readonly left: number[];
  readonly right: number[];
  /** Sums of gradient and curvature of the rows that reached the node, in fixed point. */
  readonly gradient: number[];
  readonly curvature: number[];
  /** Sampled rows that reached the node. */
  readonly rowCount: number[];
  /** First and one past the last of the node's rows in the permuted `rows`. */
  readonly start: number[];
  readonly end: number[];
}

/** What a tree is grown from. */
export interface GrowTreeOptions {
  readonly layout: HistogramLayout;
  readonly gradients: Gradients;
  /** Rows of the tree; permuted so that every leaf's rows lie together. */
  readonly rows: Uint32Array;
  readonly maximumDepth: number;
  readonly limits: SplitLimits;
}

interface OpenNode {
  readonly node: number;
  readonly histogram: Float64Array;
}

/** Reuses histograms of finished nodes. */
class HistogramPool {
  private readonly free: Float64Array[] = [];
  private readonly length: number;

  constructor(length: number) {
    this.length = length;
  }

  take(): Float64Array {
    return this.free.pop() ?? new Float64Array(this.length);
  }

  giveBack(histogram: Float64Array): void {
    this.free.push(histogram);
  }
}

/** Returns a tree of at most `maximumDepth` levels of splits. */
export function growTree(options: GrowTreeOptions): GrownTree {
  const { layout, gradients, rows } = options;
  const pool = new HistogramPool(layout.length);
  const tree: GrownTree = {
    column: [],
    bin: [],
    isMissingLeft: [],
    left: [],
    right: [],
    gradient: [],
    curvature: [],
    rowCount: [],
    start: [],
    end: [],
  };
  let gradient = 0;
  let curvature = 0;
  for (const row of rows) {
    gradient += gradients.gradient[row]!;
    curvature += gradients.curvature[row]!;
  }
  addNode(tree, { start: 0, end: rows.length, gradient, curvature });
  const root = pool.take();
  fillHistogram(layout, gradients, { rows, start: 0, end: rows.length }, root);
  const spare = new Uint32Array(rows.length);
  let level: OpenNode[] = [{ node: 0, histogram: root }];
  for (let depth = 0; depth < options.maximumDepth && level.length > 0; depth++) {
    const next: OpenNode[] = [];
    for (const { node, histogram } of level) {
      const sums = { gradient: tree.gradient[node]!, curvature: tree.curvature[node]! };
      const split = findSplit(layout, histogram, sums, options.limits);
      if (split === undefined) {
        pool.giveBack(histogram);
        continue;
      }
      splitNode(tree, node, split, partition(layout, split, rows, spare, tree.start[node]!, tree.end[node]!));
      if (depth + 1 < options.maximumDepth) next.push(...openChildren(options, tree, node, histogram, pool));
      else pool.giveBack(histogram);
    }
    level = next;
  }
  return tree;
}

/** Fills the histogram of the smaller child and derives the larger one's from the parent's. */
function openChildren(
  options: GrowTreeOptions,
  tree: GrownTree,
  node: number,
  histogram: Float64Array,
  pool: HistogramPool,
): OpenNode[] {
  const left = tree.left[node]!;
  const right = tree.right[node]!;
  const smaller = tree.rowCount[left]! <= tree.rowCount[right]! ? left : right;
  const smallerHistogram = pool.take();
  fillHistogram(
    options.layout,
    options.gradients,
    { rows: options.rows, start: tree.start[smaller]!, end: tree.end[smaller]! },
    smallerHistogram,
  );
  subtractHistogram(histogram, smallerHistogram);
  return smaller === left
    ? [
        { node: left, histogram: smallerHistogram },
        { node: right, histogram },
      ]
    : [
        { node: left, histogram },
        { node: right, histogram: smallerHistogram },
      ];
}

function addNode(
  tree: GrownTree,
  sums: { readonly start: number; readonly end: number; readonly gradient: number; readonly curvature: number },
): number {
  tree.column.push(-1);
  tree.bin.push(0);
  tree.isMissingLeft.push(true);
  tree.left.push(-1);
  tree.right.push(-1);
  tree.gradient.push(sums.gradient);
  tree.curvature.push(sums.curvature);
  tree.rowCount.push(sums.end - sums.start);
  tree.start.push(sums.start);
  tree.end.push(sums.end);
  return tree.column.length - 1;
}

function splitNode(tree: GrownTree, node: number, split: Split, middle: number): void {
  tree.column[node] = split.column;
  tree.bin[node] = split.bin;
  tree.isMissingLeft[node] = split.isMissingLeft;
  tree.left[node] = addNode(tree, {
    start: tree.start[node]!,
    end: middle,
    gradient: split.leftGradient,
    curvature: split.leftCurvature,
  });
  tree.right[node] = addNode(tree, {
    start: middle,
    end: tree.end[node]!,
    gradient: tree.gradient[node]! - split.leftGradient,
    curvature: tree.curvature[node]! - split.leftCurvature,
  });
}

/** Moves the left child's rows before the right child's, both in their old order; returns where the right ones start. */
function partition(
  layout: HistogramLayout,
  split: Split,
  rows: Uint32Array,
  spare: Uint32Array,
  start: number,
  end: number,
): number {
  const bins = layout.bins[split.column]!;
  const { bin } = split;
  const missingBin = split.isMissingLeft ? 0 : 256;
  let left = start;
  let right = 0;
  for (let index = start; index < end; index++) {
    const row = rows[index]!;
    const rowBin = bins[row]!;
    const isLeft = rowBin === 0 ? missingBin === 0 : rowBin <= bin;
    if (isLeft) rows[left++] = row;
    else spare[right++] = row;
  }
  rows.set(spare.subarray(0, right), left);
  return left;
}

/** Collects grown trees into the flat arrays that the models room predicts with. */
import type { TreeEnsemble } from '../models/tree-ensemble.ts';
import type { BinnedMatrix } from './bin-matrix.ts';
import type { GrownTree } from './grow-tree.ts';

/** Threshold of a split that parts missing values from all others: the largest 32-bit number. */
const aboveAll = 3.4028234663852886e38;

/** Trees under construction; nodes are kept in one list, tree after tree. */
export class EnsembleBuilder {
  private readonly baseMargin: number;
  private readonly offsets: number[] = [0];
  private readonly feature: number[] = [];
  private readonly threshold: number[] = [];
  private readonly left: number[] = [];
  private readonly right: number[] = [];
  private readonly missingLeft: number[] = [];
  private readonly value: number[] = [];
  private readonly cover: number[] = [];

  constructor(baseMargin: number) {
    this.baseMargin = baseMargin;
  }

  /** Number of trees added. */
  get treeCount(): number {
    return this.offsets.length - 1;
  }

  /** Adds a tree; `columns` are the binned columns that its layout was drawn from. */
  addTree(tree: GrownTree, values: Float32Array, binned: BinnedMatrix, columns: readonly number[]): void {
    const offset = this.feature.length;
    for (let node = 0; node < tree.column.length; node++) {
      const isLeaf = tree.column[node]! < 0;
      const column = isLeaf ? -1 : columns[tree.column[node]!]!;
      this.feature.push(isLeaf ? -1 : binned.featureIndexes[column]!);
      this.threshold.push(isLeaf ? 0 : (binned.cuts[column]![tree.bin[node]! - 1] ?? aboveAll));
      this.left.push(isLeaf ? -1 : offset + tree.left[node]!);
      this.right.push(isLeaf ? -1 : offset + tree.right[node]!);
      this.missingLeft.push(tree.isMissingLeft[node] ? 1 : 0);
      this.value.push(values[node]!);
      this.cover.push(tree.rowCount[node]!);
    }
    this.offsets.push(this.feature.length);
  }

  /** Returns the first `treeCount` trees. */
  build(treeCount: number): TreeEnsemble {
    const nodes = this.offsets[treeCount]!;
    return {
      treeOffsets: Int32Array.from(this.offsets.slice(0, treeCount + 1)),
      feature: Int32Array.from(this.feature.slice(0, nodes)),
      threshold: Float32Array.from(this.threshold.slice(0, nodes)),
      leftChild: Int32Array.from(this.left.slice(0, nodes)),
      rightChild: Int32Array.from(this.right.slice(0, nodes)),
      missingGoesLeft: Uint8Array.from(this.missingLeft.slice(0, nodes)),
      value: Float32Array.from(this.value.slice(0, nodes)),
      cover: Float32Array.from(this.cover.slice(0, nodes)),
      baseMargin: this.baseMargin,
    };
  }
}

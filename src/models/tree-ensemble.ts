/** Decision trees in flat arrays, and the margins that they add up to. */
import type { FeatureMatrix } from './feature-matrix.ts';

/** Trees whose leaf values add up to a margin. Node arrays hold tree after tree; children come after their parents. */
export interface TreeEnsemble {
  /** First node of each tree, and the number of nodes at the end: tree count + 1 numbers. */
  readonly treeOffsets: Int32Array;
  /** Column of the matrix that a node splits on; -1 for a leaf. */
  readonly feature: Int32Array;
  /** Rows with a value at most this go left. */
  readonly threshold: Float32Array;
  /** Index of the child node; -1 for a leaf. */
  readonly leftChild: Int32Array;
  readonly rightChild: Int32Array;
  /** 1 where rows without a value go left. */
  readonly missingGoesLeft: Uint8Array;
  /** What a leaf adds to the margin; 0 for inner nodes. */
  readonly value: Float32Array;
  /** Training rows that reached the node. */
  readonly cover: Float32Array;
  readonly baseMargin: number;
}

/** Number of trees. */
export function treeCountOf(ensemble: TreeEnsemble): number {
  return ensemble.treeOffsets.length - 1;
}

const blockRows = 64;

/**
 * Writes the margins of all rows into `out`. Trees are added in their order in 64-bit arithmetic, so a row alone gets the same
 * bits as in a batch.
 */
export function predictEnsemble(ensemble: TreeEnsemble, matrix: FeatureMatrix, out: Float64Array): void {
  const { treeOffsets, feature, threshold, leftChild, rightChild, missingGoesLeft, value } = ensemble;
  const { columns, rowCount } = matrix;
  out.fill(ensemble.baseMargin, 0, rowCount);
  for (let start = 0; start < rowCount; start += blockRows) {
    const end = Math.min(rowCount, start + blockRows);
    for (let tree = 0; tree + 1 < treeOffsets.length; tree++) {
      const root = treeOffsets[tree]!;
      for (let row = start; row < end; row++) {
        let node = root;
        let column = feature[node]!;
        while (column >= 0) {
          const cell = columns[column]![row]!;
          const isLeft = cell <= threshold[node]! || (Number.isNaN(cell) && missingGoesLeft[node] === 1);
          node = isLeft ? leftChild[node]! : rightChild[node]!;
          column = feature[node]!;
        }
        out[row] = out[row]! + value[node]!;
      }
    }
  }
}

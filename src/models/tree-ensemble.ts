/** Decision trees in flat arrays. */

/** Trees whose leaf values add up to a margin. Node arrays hold tree after tree; children come after their parents. */
export interface TreeEnsemble {
  /** First node of each tree, and the number of nodes at the end: tree count + 1 numbers. */
  readonly treeOffsets: Int32Array;
  /** Column of the matrix that a node splits on; -1 for a leaf. */
  readonly feature: Int32Array;
  /** Rows with a value at most this go left; finite. */
  readonly threshold: Float32Array;
  /** Index of the child node; -1 for a leaf. */
  readonly leftChild: Int32Array;
  readonly rightChild: Int32Array;
  /** 1 where rows without a value go left. */
  readonly missingGoesLeft: Uint8Array;
  /** What a leaf adds to the margin; 0 for inner nodes. */
  readonly value: Float32Array;
  /** Training rows that reached the node; > 0. */
  readonly cover: Float32Array;
  readonly baseMargin: number;
}

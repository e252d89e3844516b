/** A tree ensemble laid out for speed: one 16-byte record a node, and the matrix cells that splits look at gathered by block. */
import type { TreeEnsemble } from './tree-ensemble.ts';

/** Rows that are predicted together; their cells stay in the processor's second cache. */
export const blockRows = 128;

/**
 * An ensemble ready to be walked.
 *
 * A *slot* is one feature with one direction for missing values. Gathering writes −∞ into slots whose missing values go left and +∞ into the
 * others, so that a step of a walk is one comparison with a finite threshold and needs no test for NaN.
 */
export interface EnsembleLayout {
  /**
   * Four numbers a node: place of the slot's first row in `cells`, threshold (bits of a 32-bit float), place of the right child,
   * place of the left child. A leaf's children are the leaf itself, so that walks of equal length end there.
   */
  readonly nodes: Int32Array;
  /** The same memory as `nodes`, read as floats. */
  readonly thresholds: Float32Array;
  /** Place of each tree's root in `nodes`. */
  readonly roots: Int32Array;
  /** Levels of splits of each tree. */
  readonly heights: Int32Array;
  /** Column of the matrix that a slot is gathered from. */
  readonly slotColumns: Int32Array;
  /** What a missing value becomes in a slot: −∞ or +∞. */
  readonly slotMissing: Float64Array;
  /** Gathered cells, {@link blockRows} a slot; written over by every block. */
  readonly cells: Float32Array;
}

const layouts = new WeakMap<TreeEnsemble, EnsembleLayout>();

/** Returns the layout of an ensemble, made on first use and kept as long as the ensemble, whose arrays must not change any more. */
export function layoutOf(ensemble: TreeEnsemble): EnsembleLayout {
  const known = layouts.get(ensemble);
  if (known !== undefined) return known;
  const layout = layOut(ensemble);
  layouts.set(ensemble, layout);
  return layout;
}

function layOut(ensemble: TreeEnsemble): EnsembleLayout {
  const { feature, threshold, leftChild, rightChild, missingGoesLeft, treeOffsets } = ensemble;
  const nodes = new Int32Array(feature.length * 4);
  const thresholds = new Float32Array(nodes.buffer);
  const nodeHeights = new Int32Array(feature.length);
  const slots = new Map<number, number>();
  // Backwards, since children come after their parents.
  for (let node = feature.length - 1; node >= 0; node--) {
    const place = node * 4;
    const column = feature[node]!;
    if (column < 0) {
      nodes[place + 2] = place;
      nodes[place + 3] = place;
      continue;
    }
    const key = column * 2 + missingGoesLeft[node]!;
    const slot = slots.get(key) ?? slots.size;
    slots.set(key, slot);
    nodes[place] = slot * blockRows;
    thresholds[place + 1] = threshold[node]!;
    nodes[place + 2] = rightChild[node]! * 4;
    nodes[place + 3] = leftChild[node]! * 4;
    nodeHeights[node] = 1 + Math.max(nodeHeights[leftChild[node]!]!, nodeHeights[rightChild[node]!]!);
  }
  const roots = treeOffsets.subarray(0, -1);
  return {
    nodes,
    thresholds,
    roots: roots.map((root) => root * 4),
    heights: roots.map((root) => nodeHeights[root]!),
    slotColumns: Int32Array.from(slots.keys(), (key) => key >> 1),
    slotMissing: Float64Array.from(slots.keys(), (key) => ((key & 1) === 1 ? -Infinity : Infinity)),
    // A slot more than there are: an ensemble of leaves alone still reads a cell.
    cells: new Float32Array((slots.size + 1) * blockRows),
  };
}

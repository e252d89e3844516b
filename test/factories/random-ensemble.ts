/** Random trees, sound but grown from nothing. */
import type { FeatureMatrix } from '../../src/models/feature-matrix.ts';
import type { TreeEnsemble } from '../../src/models/tree-ensemble.ts';
import { createRng, type Rng } from '../../src/util/rng.ts';

interface Node {
  feature: number;
  threshold: number;
  left: number;
  right: number;
  missingGoesLeft: number;
  value: number;
  cover: number;
}

function grow(nodes: Node[], rng: Rng, features: number, depth: number, cover: number): number {
  const index = nodes.length;
  const node: Node = { feature: -1, threshold: 0, left: -1, right: -1, missingGoesLeft: 0, value: 0, cover };
  nodes.push(node);
  if (depth === 0 || cover < 4 || rng.next() < 0.15) {
    node.value = Math.fround(rng.nextNormal());
    return index;
  }
  node.feature = rng.nextInt(features);
  node.threshold = Math.fround(rng.nextNormal());
  node.missingGoesLeft = rng.nextInt(2);
  const leftCover = 1 + rng.nextInt(cover - 1);
  node.left = grow(nodes, rng, features, depth - 1, leftCover);
  node.right = grow(nodes, rng, features, depth - 1, cover - leftCover);
  return index;
}

/** Returns an ensemble of random trees over `features` columns. */
export function randomEnsemble(
  seed: number,
  { trees = 5, features = 4, depth = 4 }: { trees?: number; features?: number; depth?: number } = {},
): TreeEnsemble {
  const rng = createRng(seed);
  const nodes: Node[] = [];
  const offsets = [0];
  for (let tree = 0; tree < trees; tree++) {
    grow(nodes, rng, features, depth, 1000);
    offsets.push(nodes.length);
  }
  return {
    treeOffsets: Int32Array.from(offsets),
    feature: Int32Array.from(nodes, (node) => node.feature),
    threshold: Float32Array.from(nodes, (node) => node.threshold),
    leftChild: Int32Array.from(nodes, (node) => node.left),
    rightChild: Int32Array.from(nodes, (node) => node.right),
    missingGoesLeft: Uint8Array.from(nodes, (node) => node.missingGoesLeft),
    value: Float32Array.from(nodes, (node) => node.value),
    cover: Float32Array.from(nodes, (node) => node.cover),
    baseMargin: -1.25,
  };
}

/** Returns a matrix of normal draws, a tenth of them missing. */
export function randomMatrix(seed: number, rowCount: number, features = 4): FeatureMatrix {
  const rng = createRng(seed);
  const columns = Array.from({ length: features }, () =>
    Float32Array.from({ length: rowCount }, () => (rng.next() < 0.1 ? Number.NaN : rng.nextNormal())),
  );
  return { rowCount, columnNames: columns.map((_, index) => `f${index}`), columns };
}

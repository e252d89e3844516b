/** Checks that a tree ensemble read from a file is what it must be, so that predicting with it can neither fail nor loop. */
import type { TreeEnsemble } from './tree-ensemble.ts';

/** Deepest tree that is read. */
const maximumDepth = 64;

/** Returns what is wrong with an ensemble whose features number `featureCount`, or undefined where it is sound. */
export function ensembleFault(ensemble: TreeEnsemble, featureCount: number): string | undefined {
  const { treeOffsets, feature } = ensemble;
  const nodeCount = feature.length;
  for (const column of ['threshold', 'leftChild', 'rightChild', 'missingGoesLeft', 'value', 'cover'] as const) {
    if (ensemble[column].length !== nodeCount)
      return `${column} has ${ensemble[column].length} nodes, expected ${nodeCount}`;
  }
  if (treeOffsets.length === 0 || treeOffsets[0] !== 0 || treeOffsets[treeOffsets.length - 1] !== nodeCount) {
    return 'tree offsets do not span the nodes';
  }
  for (let tree = 0; tree + 1 < treeOffsets.length; tree++) {
    const start = treeOffsets[tree]!;
    const end = treeOffsets[tree + 1]!;
    if (end <= start || end > nodeCount) return `tree ${tree} has no nodes`;
    const fault = treeFault(ensemble, { start, end, featureCount });
    if (fault !== undefined) return `tree ${tree}: ${fault}`;
  }
  return undefined;
}

function treeFault(
  ensemble: TreeEnsemble,
  tree: { readonly start: number; readonly end: number; readonly featureCount: number },
): string | undefined {
  const { start, end } = tree;
  const depth = new Uint8Array(end - start);
  const isReached = new Uint8Array(end - start);
  isReached[0] = 1;
  for (let node = start; node < end; node++) {
    if (isReached[node - start] === 0) return `node ${node} is not reached`;
    const fault = nodeFault(ensemble, node, tree.featureCount);
    if (fault !== undefined) return fault;
    if (ensemble.feature[node] === -1) continue;
    if (depth[node - start]! >= maximumDepth) return `deeper than ${maximumDepth}`;
    for (const child of [ensemble.leftChild[node]!, ensemble.rightChild[node]!]) {
      if (child <= node || child >= end) return `child ${child} of node ${node} lies outside`;
      if (isReached[child - start] === 1) return `node ${child} has two parents`;
      isReached[child - start] = 1;
      depth[child - start] = depth[node - start]! + 1;
      if (ensemble.cover[child]! > ensemble.cover[node]!) return `node ${child} has more cover than its parent`;
    }
  }
  return undefined;
}

function nodeFault(ensemble: TreeEnsemble, node: number, featureCount: number): string | undefined {
  const feature = ensemble.feature[node]!;
  if (feature < -1 || feature >= featureCount) return `node ${node} splits on feature ${feature} of ${featureCount}`;
  if (!Number.isFinite(ensemble.value[node]!)) return `node ${node} has no finite value`;
  if (!Number.isFinite(ensemble.threshold[node]!)) return `node ${node} has no finite threshold`;
  const cover = ensemble.cover[node]!;
  if (!(cover > 0 && Number.isFinite(cover))) return `node ${node} has cover ${cover}`;
  if (ensemble.missingGoesLeft[node]! > 1) return `node ${node} has no direction for missing values`;
  return undefined;
}

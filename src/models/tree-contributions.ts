/** What each feature adds to a row's margin: Shapley values of trees, in time linear in leaves × depth. */
import type { BlendedModel } from './blended-model.ts';
import { layoutOf } from './ensemble-layout.ts';
import { gaussLegendre, type Quadrature } from './gauss-legendre.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';

/** Contributions of one row; `baseMargin` and all of `byFeature` add up to the row's margin. */
export interface Contributions {
  /** Margin expected before anything is known of the row. */
  readonly baseMargin: number;
  /** One number a feature of the matrix, in units of margin. */
  readonly byFeature: Float64Array;
}

/** Returns the contributions to a row's blended margin; `values` are the row's features, NaN = missing. */
export function blendContributions(model: BlendedModel, values: Float32Array): Contributions {
  const byFeature = new Float64Array(values.length);
  let baseMargin = model.intercept;
  for (const { weight, ensemble } of model.members) {
    if (weight === 0) continue;
    const member = ensembleContributions(ensemble, values);
    baseMargin += weight * member.baseMargin;
    for (let feature = 0; feature < byFeature.length; feature++) {
      byFeature[feature] = byFeature[feature]! + weight * member.byFeature[feature]!;
    }
  }
  return { baseMargin, byFeature };
}

/** Returns the contributions to a row's margin under one ensemble. */
export function ensembleContributions(ensemble: TreeEnsemble, values: Float32Array): Contributions {
  const walk = new ContributionWalk(ensemble, values);
  let baseMargin = ensemble.baseMargin;
  for (let tree = 0; tree + 1 < ensemble.treeOffsets.length; tree++) baseMargin += walk.addTree(tree);
  return { baseMargin, byFeature: walk.byFeature };
}

/**
 * Shapley values of trees under the path-dependent game of TreeSHAP (Lundberg et al. 2020): features outside a coalition are
 * replaced by the shares of training rows at each split.
 *
 * A leaf's game is value · Π_{j in S} o_j · Π_{j not in S} z_j over the features j of its path, with o_j = 1 where the row follows
 * every split on j (else 0) and z_j the product of cover shares at those splits. The Shapley value of i is the integral over t in
 * [0, 1] of the derivative of the game's multilinear extension along the diagonal (Owen 1972): value · (o_i − z_i) · ∫ Π_{j≠i} f_j(t) dt
 * with f_j(t) = t·o_j + (1−t)·z_j. The integrand is a polynomial of a degree below the number of features on the path, so Gauss–Legendre points
 * integrate it exactly. One walk carries the product of all f_j at each point down to the leaves and brings back sums of value × product;
 * an edge that splits on i adds (o_i − z_i) / f_i of the sums below it, less the same of the earlier edge on i, which counted these leaves too.
 */
class ContributionWalk {
  readonly byFeature: Float64Array;
  private readonly ensemble: TreeEnsemble;
  private readonly values: Float32Array;
  private readonly heights: Int32Array;
  /** o and z of the deepest edge on the path that splits on a feature; 1 and 1 off the path, where f = 1 and o − z = 0. */
  private readonly follows: Uint8Array;
  private readonly coverShare: Float64Array;
  /** Per level a stretch of `stride` numbers, one a point: product of the path's f, what the last edge does to its feature, sums below. */
  private readonly products: Float64Array;
  private readonly gains: Float64Array;
  private readonly sums: Float64Array;
  private readonly stride: number;
  private rule: Quadrature = gaussLegendre(1);
  private expected = 0;

  constructor(ensemble: TreeEnsemble, values: Float32Array) {
    this.ensemble = ensemble;
    this.values = values;
    this.byFeature = new Float64Array(values.length);
    this.follows = new Uint8Array(values.length).fill(1);
    this.coverShare = new Float64Array(values.length).fill(1);
    this.heights = layoutOf(ensemble).heights;
    const height = this.heights.reduce((highest, one) => Math.max(highest, one), 0);
    this.stride = pointsFor(height);
    this.products = new Float64Array((height + 1) * this.stride);
    this.gains = new Float64Array((height + 1) * this.stride);
    this.sums = new Float64Array((height + 1) * this.stride);
  }

  /** Adds a tree's contributions and returns its expected value. */
  addTree(tree: number): number {
    this.rule = gaussLegendre(pointsFor(this.heights[tree]!));
    this.products.fill(1, 0, this.rule.points.length);
    this.expected = 0;
    this.visit(this.ensemble.treeOffsets[tree]!, 0, 1);
    return this.expected;
  }

  /** Fills the level's sums over the leaves below a node from the level's products; `share` is the node's part of the tree's cover. */
  private visit(node: number, level: number, share: number): void {
    const { feature, value, cover, leftChild, rightChild } = this.ensemble;
    const split = feature[node]!;
    const start = level * this.stride;
    const end = start + this.rule.points.length;
    if (split < 0) {
      const leaf = value[node]!;
      this.expected += share * leaf;
      for (let at = start; at < end; at++) this.sums[at] = leaf * this.products[at]!;
      return;
    }
    this.sums.fill(0, start, end);
    const isLeft = this.goesLeft(node, split);
    const left = leftChild[node]!;
    const right = rightChild[node]!;
    this.visitChild(left, split, level, isLeft, share, cover[left]! / cover[node]!);
    this.visitChild(right, split, level, !isLeft, share, cover[right]! / cover[node]!);
  }

  // Numbers one by one, for an object an edge would take a good part of the time.
  private visitChild(
    child: number,
    split: number,
    level: number,
    isFollowed: boolean,
    share: number,
    childShare: number,
  ): void {
    const { products, sums, gains, stride } = this;
    const { points, weights } = this.rule;
    const followsBefore = this.follows[split]!;
    const shareBefore = this.coverShare[split]!;
    const follows = isFollowed ? followsBefore : 0;
    const coverShare = shareBefore * childShare;
    const isFirst = followsBefore === 1 && shareBefore === 1;
    const here = level * stride;
    const below = here + stride;
    const isLeaf = this.ensemble.feature[child]! < 0;
    const leaf = isLeaf ? this.ensemble.value[child]! : 0;
    let term = 0;
    // What the edge does to its feature, here and at the edge before on the same feature; 0 where there is none.
    const change = follows - coverShare;
    const changeBefore = followsBefore - shareBefore;
    for (let point = 0; point < points.length; point++) {
      const t = points[point]!;
      const factor = t * follows + (1 - t) * coverShare;
      // Off the path f is 1, and a division by it would take as long as the rest.
      const overBefore = isFirst ? 1 : 1 / (t * followsBefore + (1 - t) * shareBefore);
      const without = products[here + point]! * overBefore;
      if (isLeaf) {
        // Half of all edges end in a leaf: nothing has to be brought back from below, and f cancels.
        term += weights[point]! * leaf * without * (change - changeBefore * overBefore * factor);
        sums[here + point] = sums[here + point]! + leaf * without * factor;
      } else {
        products[below + point] = without * factor;
        gains[below + point] = change / factor - changeBefore * overBefore;
      }
    }
    if (isLeaf) this.expected += share * childShare * leaf;
    else {
      this.follows[split] = follows;
      this.coverShare[split] = coverShare;
      this.visit(child, level + 1, share * childShare);
      this.follows[split] = followsBefore;
      this.coverShare[split] = shareBefore;
      for (let point = 0; point < points.length; point++) {
        const sum = sums[below + point]!;
        term += weights[point]! * sum * gains[below + point]!;
        sums[here + point] = sums[here + point]! + sum;
      }
    }
    this.byFeature[split] = this.byFeature[split]! + term;
  }

  private goesLeft(node: number, split: number): boolean {
    const cell = this.values[split]!;
    return Number.isNaN(cell) ? this.ensemble.missingGoesLeft[node] === 1 : cell <= this.ensemble.threshold[node]!;
  }
}

/** Points with which a polynomial of a degree below `height` is integrated exactly. */
function pointsFor(height: number): number {
  return Math.max(1, Math.ceil(height / 2));
}

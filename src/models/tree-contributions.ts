/** What each feature adds to a row's margin: Shapley values of trees, in time linear in leaves × depth. */
import type { BlendedModel } from './blended-model.ts';
import { gaussLegendre, type Quadrature } from './gauss-legendre.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';

/** Contributions of one row; `baseMargin` and all of `byFeature` add up to the row's margin. */
export interface Contributions {
  /** Margin expected before anything is known of the row. */
  readonly baseMargin: number;
  /** One number a feature of the matrix, in units of margin. */
  readonly byFeature: Float64Array;
}

/** Returns the contributions to a row's blended margin; `values` are the row's features. */
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
  const byFeature = new Float64Array(values.length);
  let baseMargin = ensemble.baseMargin;
  for (let tree = 0; tree + 1 < ensemble.treeOffsets.length; tree++) {
    baseMargin += new TreeWalk(ensemble, ensemble.treeOffsets[tree]!, values, byFeature).run();
  }
  return { baseMargin, byFeature };
}

/** An edge on the path with the last split on its feature: whether the row follows all such splits, and their share of cover. */
interface Edge {
  readonly follows: number;
  readonly coverShare: number;
}

/**
 * Shapley values of one tree under the path-dependent game of TreeSHAP (Lundberg et al. 2020): features outside a coalition are
 * replaced by the shares of training rows at each split.
 *
 * A leaf's game is value · Π_{j in S} o_j · Π_{j not in S} z_j over the features j of its path, with o_j = 1 where the row follows every split
 * on j and z_j the product of cover shares. The Shapley value of i is the integral over t in [0, 1] of the derivative of its multilinear extension
 * along the diagonal (Owen 1972): value · (o_i − z_i) · ∫ Π_{j≠i} (t·o_j + (1−t)·z_j) dt. The integrand is a polynomial of a degree below the number of features on
 * the path, so Gauss–Legendre points integrate it exactly, and one walk that carries the product at each point serves all features and leaves.
 */
class TreeWalk {
  private readonly ensemble: TreeEnsemble;
  private readonly root: number;
  private readonly values: Float32Array;
  private readonly byFeature: Float64Array;
  private readonly rule: Quadrature;
  private readonly edges = new Map<number, Edge>();
  private expected = 0;

  constructor(ensemble: TreeEnsemble, root: number, values: Float32Array, byFeature: Float64Array) {
    this.ensemble = ensemble;
    this.root = root;
    this.values = values;
    this.byFeature = byFeature;
    this.rule = gaussLegendre(Math.max(1, Math.ceil(depthOf(ensemble, root) / 2)));
  }

  /** Adds the tree's contributions and returns its expected value. */
  run(): number {
    this.visit(this.root, new Float64Array(this.rule.points.length).fill(1), 1);
    return this.expected;
  }

  /** Returns, per quadrature point, the sum over the leaves below of value × path product. */
  private visit(node: number, product: Float64Array, share: number): Float64Array {
    const { feature, value, cover, leftChild, rightChild } = this.ensemble;
    const split = feature[node]!;
    if (split < 0) {
      this.expected += share * value[node]!;
      return product.map((factor) => factor * value[node]!);
    }
    const isLeft = this.goesLeft(node, split);
    const sums = new Float64Array(product.length);
    const before = this.edges.get(split);
    for (const child of [leftChild[node]!, rightChild[node]!]) {
      const childShare = cover[child]! / cover[node]!;
      const isFollowed = (child === leftChild[node]!) === isLeft;
      const edge = {
        follows: isFollowed ? (before?.follows ?? 1) : 0,
        coverShare: (before?.coverShare ?? 1) * childShare,
      };
      this.edges.set(split, edge);
      const childSums = this.visit(child, this.extend(product, before, edge), share * childShare);
      this.byFeature[split]! += this.edgeTerm(childSums, before, edge);
      for (let point = 0; point < sums.length; point++) sums[point] = sums[point]! + childSums[point]!;
    }
    if (before === undefined) this.edges.delete(split);
    else this.edges.set(split, before);
    return sums;
  }

  private goesLeft(node: number, split: number): boolean {
    const value = this.values[split]!;
    return Number.isNaN(value) ? this.ensemble.missingGoesLeft[node] === 1 : value <= this.ensemble.threshold[node]!;
  }

  private extend(product: Float64Array, before: Edge | undefined, edge: Edge): Float64Array {
    return product.map((factor, point) => {
      const t = this.rule.points[point]!;
      return (factor / (before === undefined ? 1 : factorAt(before, t))) * factorAt(edge, t);
    });
  }

  /** What the edge adds to its feature: its own share, less that of the earlier edge on the feature, which counted these leaves too. */
  private edgeTerm(sums: Float64Array, before: Edge | undefined, edge: Edge): number {
    let term = 0;
    for (let point = 0; point < sums.length; point++) {
      const t = this.rule.points[point]!;
      const own = (edge.follows - edge.coverShare) / factorAt(edge, t);
      const earlier = before === undefined ? 0 : (before.follows - before.coverShare) / factorAt(before, t);
      term += this.rule.weights[point]! * sums[point]! * (own - earlier);
    }
    return term;
  }
}

function factorAt(edge: Edge, t: number): number {
  return t * edge.follows + (1 - t) * edge.coverShare;
}

function depthOf(ensemble: TreeEnsemble, node: number): number {
  if (ensemble.feature[node]! < 0) return 0;
  return 1 + Math.max(depthOf(ensemble, ensemble.leftChild[node]!), depthOf(ensemble, ensemble.rightChild[node]!));
}

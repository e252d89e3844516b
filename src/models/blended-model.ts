/** A blend of tree ensembles: members' margins added up with weights. */
import type { FeatureMatrix } from './feature-matrix.ts';
import { predictEnsemble } from './predict-ensemble.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';

/** One member of a blend. */
export interface BlendMember {
  readonly name: string;
  /** ≥ 0. */
  readonly weight: number;
  readonly ensemble: TreeEnsemble;
}

/** margin = intercept + Σ weight × member margin. */
export interface BlendedModel {
  readonly intercept: number;
  readonly members: readonly BlendMember[];
}

/** Returns the margin of every row. */
export function predictMargins(model: BlendedModel, matrix: FeatureMatrix): Float64Array {
  const margins = new Float64Array(matrix.rowCount).fill(model.intercept);
  const ofMember = new Float64Array(matrix.rowCount);
  for (const { weight, ensemble } of model.members) {
    if (weight === 0) continue;
    predictEnsemble(ensemble, matrix, ofMember);
    for (let row = 0; row < margins.length; row++) margins[row] = margins[row]! + weight * ofMember[row]!;
  }
  return margins;
}

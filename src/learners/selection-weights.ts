/** Undoes part of the bias of labels that exist only where officers chose to look. */

import type { FeatureMatrix } from '../models/feature-matrix.ts';
import { predictEnsemble } from '../models/predict-ensemble.ts';
import type { Rng } from '../util/rng.ts';
import { binMatrix } from './bin-matrix.ts';
import { fitBoostedTrees } from './fit-boosted-trees.ts';

/** Shallow and few: which rows were looked at is a crude matter, and sharp estimates make wild weights. */
const boosting = {
  treeCount: 60,
  depth: 3,
  learningRate: 0.15,
  rowShare: 0.5,
  columnShare: 0.3,
  penalty: 5,
  minimumCurvature: 5,
  minimumGain: 0,
} as const;
/** Weights are kept within a factor of this: a row that was examined against all odds must not decide alone. */
const largestFactor = 5;

/**
 * Returns, by row of the matrix, the inverse of the estimated chance that a row like it has a result, relative to the mean chance and within a factor of five
 * (inverse propensity weights: Horvitz and Thompson 1952, clipped). The chance is fitted on all rows of the window; 0 for rows without a result. Where every
 * row has one, all count 1.
 */
export function selectionWeights(
  matrix: FeatureMatrix,
  labelledRows: Uint32Array,
  options: { readonly maximumBins: number; readonly rng: Rng },
): Float64Array {
  if (labelledRows.length === matrix.rowCount) return new Float64Array(matrix.rowCount).fill(1);
  const labels = new Uint8Array(matrix.rowCount);
  for (const row of labelledRows) labels[row] = 1;
  const rows = Uint32Array.from(labels.keys());
  const featureIndexes = Int32Array.from(matrix.columns.keys());
  const binned = binMatrix(matrix, { featureIndexes, rows, maximumBins: options.maximumBins });
  const { ensemble } = fitBoostedTrees({ binned, labels, trainRows: rows, options: boosting, rng: options.rng });
  const margins = new Float64Array(matrix.rowCount);
  predictEnsemble(ensemble, matrix, margins);
  const mean = labelledRows.length / Math.max(1, matrix.rowCount);
  const weights = new Float64Array(matrix.rowCount);
  for (const row of labelledRows) {
    const chance = 1 / (1 + Math.exp(-margins[row]!));
    weights[row] = Math.min(largestFactor, Math.max(1 / largestFactor, mean / chance));
  }
  return weights;
}

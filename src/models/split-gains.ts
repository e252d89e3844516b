/** What the splits on each feature part: the share of a model that rests on it. */
import type { BlendedModel } from './blended-model.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';

/**
 * Returns for each feature the sum, over all splits on it, of the spread of the margin that the split takes away: rows left × rows right / rows × (mean left − mean right)²,
 * each member's with the square of its weight.
 */
export function splitGains(model: BlendedModel, featureCount: number): Float64Array {
  const gains = new Float64Array(featureCount);
  for (const { weight, ensemble } of model.members) addGains(ensemble, weight * weight, gains);
  return gains;
}

function addGains(ensemble: TreeEnsemble, factor: number, gains: Float64Array): void {
  const { feature, leftChild, rightChild, cover, value } = ensemble;
  // Children come after their parents, so means are known from the end.
  const means = Float64Array.from(value);
  for (let node = feature.length - 1; node >= 0; node--) {
    const split = feature[node]!;
    if (split < 0) continue;
    const left = leftChild[node]!;
    const right = rightChild[node]!;
    const rows = cover[left]! + cover[right]!;
    means[node] = (cover[left]! * means[left]! + cover[right]! * means[right]!) / rows;
    const difference = means[left]! - means[right]!;
    gains[split] = gains[split]! + (factor * cover[left]! * cover[right]! * difference * difference) / rows;
  }
}

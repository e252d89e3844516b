/** Brier score. */

/** Returns the mean squared difference of probability and label (Brier 1950), 0 best; NaN without rows. */
export function brierScore(probabilities: Float64Array, labels: Uint8Array): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) sum += (probabilities[row]! - labels[row]!) ** 2;
  return labels.length === 0 ? Number.NaN : sum / labels.length;
}

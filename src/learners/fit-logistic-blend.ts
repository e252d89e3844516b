/** Fits the weights with which members' margins add up. */

/** Weights of a blend: margin = intercept + Σ weight × member margin. */
export interface BlendWeights {
  readonly intercept: number;
  /** One a member, each ≥ 0. */
  readonly weights: Float64Array;
}

/** Strength of the pull towards equal weights that add up to one, in units of curvature. */
const pull = 5;
const maximumRounds = 200;

/**
 * Returns non-negative weights that minimise the logistic loss of the blend on `rows`, pulled towards an equal split.
 *
 * Cyclic Newton steps on one weight at a time, cut at zero; the loss is convex, so they meet its minimum.
 */
export function fitLogisticBlend(
  memberMargins: readonly Float64Array[],
  labels: Uint8Array,
  rows: Uint32Array,
): BlendWeights {
  const count = memberMargins.length;
  const weights = new Float64Array(count).fill(1 / count);
  let intercept = 0;
  const margins = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index++) {
    for (const member of memberMargins) margins[index] = margins[index]! + member[rows[index]!]! / count;
  }
  for (let round = 0; round < maximumRounds; round++) {
    let largestStep = 0;
    for (let member = -1; member < count; member++) {
      const column = member < 0 ? undefined : memberMargins[member]!;
      const { gradient, curvature } = derivatives(margins, labels, rows, column);
      const old = column === undefined ? intercept : weights[member]!;
      const pulled = column === undefined ? 0 : pull;
      const step = (gradient + pulled * (old - 1 / count)) / (curvature + pulled + 1e-9);
      const updated = column === undefined ? old - step : Math.max(0, old - step);
      const change = updated - old;
      if (column === undefined) intercept = updated;
      else weights[member] = updated;
      for (let index = 0; index < rows.length; index++) {
        margins[index] = margins[index]! + change * (column === undefined ? 1 : column[rows[index]!]!);
      }
      largestStep = Math.max(largestStep, Math.abs(change));
    }
    if (largestStep < 1e-7) break;
  }
  return { intercept, weights };
}

/** First and second derivative of the summed logistic loss along one member's margins (or the intercept). */
function derivatives(
  margins: Float64Array,
  labels: Uint8Array,
  rows: Uint32Array,
  column: Float64Array | undefined,
): { gradient: number; curvature: number } {
  let gradient = 0;
  let curvature = 0;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const value = column === undefined ? 1 : column[row]!;
    const probability = 1 / (1 + Math.exp(-margins[index]!));
    gradient += (probability - labels[row]!) * value;
    curvature += probability * (1 - probability) * value * value;
  }
  return { gradient, curvature };
}

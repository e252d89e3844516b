/** From margin to probability. */

/** Platt's line on the log-odds, or the knots of an isotonic step function joined by lines. */
export type Calibrator =
  | { readonly kind: 'platt'; readonly slope: number; readonly intercept: number }
  | {
      readonly kind: 'isotonic';
      /** Strictly ascending. */
      readonly margins: Float64Array;
      /** Non-decreasing, each in (0, 1). */
      readonly probabilities: Float64Array;
    };

/** Returns the calibrated probability of a margin, in (0, 1); never falling as the margin rises. */
export function calibrate(calibrator: Calibrator, margin: number): number {
  if (calibrator.kind === 'platt') return 1 / (1 + Math.exp(-(calibrator.slope * margin + calibrator.intercept)));
  const { margins, probabilities } = calibrator;
  const last = margins.length - 1;
  if (margin <= margins[0]!) return probabilities[0]!;
  if (margin >= margins[last]!) return probabilities[last]!;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (margins[middle]! <= margin) low = middle;
    else high = middle;
  }
  const share = (margin - margins[low]!) / (margins[high]! - margins[low]!);
  return probabilities[low]! + share * (probabilities[high]! - probabilities[low]!);
}

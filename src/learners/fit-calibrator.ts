/** Fits the map from margin to probability on rows that no tree has seen. */
import type { Calibrator } from '../models/calibrator.ts';

/** Positives from which isotonic regression takes the place of Platt's line. */
const isotonicFromPositives = 500;

/** Returns Platt's sigmoid under {@link isotonicFromPositives} positives, isotonic regression from there on. */
export function fitCalibrator(margins: Float64Array, labels: Uint8Array): Calibrator {
  let positives = 0;
  for (const label of labels) positives += label;
  return positives < isotonicFromPositives
    ? fitPlatt(margins, labels, positives)
    : fitIsotonic(margins, labels, positives);
}

/**
 * Platt's sigmoid (1999) with his smoothed targets, by damped Newton steps. The slope is kept positive, so that the order of
 * margins is the order of probabilities; with labels all alike the line stays near their smoothed share.
 */
function fitPlatt(margins: Float64Array, labels: Uint8Array, positives: number): Calibrator {
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (labels.length - positives + 2);
  let slope = 1;
  let intercept = 0;
  for (let round = 0; round < 100; round++) {
    let g0 = 0;
    let g1 = slope - 1;
    let h00 = 1e-9;
    let h01 = 0;
    let h11 = 1;
    for (let row = 0; row < margins.length; row++) {
      const margin = margins[row]!;
      const probability = 1 / (1 + Math.exp(-(slope * margin + intercept)));
      const error = probability - (labels[row] === 1 ? high : low);
      const weight = probability * (1 - probability);
      g0 += error;
      g1 += error * margin;
      h00 += weight;
      h01 += weight * margin;
      h11 += weight * margin * margin;
    }
    const determinant = h00 * h11 - h01 * h01;
    const stepIntercept = clampStep((h11 * g0 - h01 * g1) / determinant);
    const stepSlope = clampStep((h00 * g1 - h01 * g0) / determinant);
    intercept -= stepIntercept;
    slope = Math.max(1e-3, slope - stepSlope);
    if (Math.abs(stepIntercept) + Math.abs(stepSlope) < 1e-9) break;
  }
  return { kind: 'platt', slope, intercept };
}

function clampStep(step: number): number {
  return Math.max(-2, Math.min(2, step));
}

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955). Each pool becomes a knot at its mean margin, with one
 * row of the overall rate added so that no probability is 0 or 1.
 */
function fitIsotonic(margins: Float64Array, labels: Uint8Array, positiveCount: number): Calibrator {
  const order = Uint32Array.from(margins, (_, row) => row).sort((a, b) => margins[a]! - margins[b]! || a - b);
  const rowCounts: number[] = [];
  const positives: number[] = [];
  const marginSums: number[] = [];
  let previous = Number.NaN;
  for (const row of order) {
    const margin = margins[row]!;
    if (margin === previous) {
      rowCounts[rowCounts.length - 1]! += 1;
      positives[positives.length - 1]! += labels[row]!;
      marginSums[marginSums.length - 1]! += margin;
    } else {
      rowCounts.push(1);
      positives.push(labels[row]!);
      marginSums.push(margin);
    }
    previous = margin;
  }
  const pools: { rows: number; positives: number; margins: number }[] = [];
  for (let index = 0; index < rowCounts.length; index++) {
    let pool = { rows: rowCounts[index]!, positives: positives[index]!, margins: marginSums[index]! };
    while (
      pools.length > 0 &&
      pools[pools.length - 1]!.positives * pool.rows >= pool.positives * pools[pools.length - 1]!.rows
    ) {
      const last = pools.pop()!;
      pool = {
        rows: pool.rows + last.rows,
        positives: pool.positives + last.positives,
        margins: pool.margins + last.margins,
      };
    }
    pools.push(pool);
  }
  // Half a row on either side: labels that are all alike do not make the rate 0 or 1.
  const rate = (positiveCount + 0.5) / (labels.length + 1);
  return {
    kind: 'isotonic',
    margins: Float64Array.from(pools, (pool) => pool.margins / pool.rows),
    probabilities: monotone(pools.map((pool) => (pool.positives + rate) / (pool.rows + 1))),
  };
}

/** The added row can bend a small pool below its neighbour; a running maximum sets that right. */
function monotone(values: readonly number[]): Float64Array {
  let highest = 0;
  return Float64Array.from(values, (value) => {
    highest = Math.max(highest, value);
    return highest;
  });
}

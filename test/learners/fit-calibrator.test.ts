import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitCalibrator } from '../../src/learners/fit-calibrator.ts';
import { calibrate } from '../../src/models/calibrator.ts';
import { createRng } from '../../src/util/rng.ts';

function makeRows(count: number, slope: number, intercept: number) {
  const rng = createRng(2);
  const margins = Float64Array.from({ length: count }, () => rng.nextNormal() * 2);
  const labels = Uint8Array.from(margins, (margin) =>
    Number(rng.next() < 1 / (1 + Math.exp(-(slope * margin + intercept)))),
  );
  return { margins, labels };
}

describe('fitCalibrator', () => {
  it('finds the line behind few positives', () => {
    const { margins, labels } = makeRows(900, 0.7, -1);
    const calibrator = fitCalibrator(margins, labels);
    expect(calibrator.kind).toBe('platt');
    if (calibrator.kind !== 'platt') return;
    expect(calibrator.slope).toBeGreaterThan(0.5);
    expect(calibrator.slope).toBeLessThan(0.9);
    expect(calibrator.intercept).toBeCloseTo(-1, 0);
  });

  it('takes isotonic regression from 500 positives on, and is right on average', () => {
    const { margins, labels } = makeRows(6000, 1, 0);
    const calibrator = fitCalibrator(margins, labels);
    expect(calibrator.kind).toBe('isotonic');
    const mean = margins.reduce((sum, margin) => sum + calibrate(calibrator, margin), 0) / margins.length;
    const rate = labels.reduce((sum, label) => sum + label, 0) / labels.length;
    expect(mean).toBeCloseTo(rate, 2);
  });

  it('never turns the order round and stays inside (0, 1)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.boolean()), { minLength: 2, maxLength: 50 }),
        fc.boolean(),
        (rows, isLarge) => {
          const repeat = isLarge ? 520 : 1;
          const margins = Float64Array.from(rows.flatMap(([margin]) => new Array(repeat).fill(margin)));
          const labels = Uint8Array.from(rows.flatMap(([, label]) => new Array(repeat).fill(Number(label))));
          const calibrator = fitCalibrator(margins, labels);
          const probabilities = [...margins].sort((a, b) => a - b).map((margin) => calibrate(calibrator, margin));
          probabilities.forEach((probability, index) => {
            expect(probability).toBeGreaterThan(0);
            expect(probability).toBeLessThan(1);
            if (index > 0) expect(probability).toBeGreaterThanOrEqual(probabilities[index - 1]! - 1e-12);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('bears labels that are all alike', () => {
    const margins = Float64Array.from([0, 1, 2]);
    expect(calibrate(fitCalibrator(margins, Uint8Array.from([0, 0, 0])), 1)).toBeLessThan(0.5);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../src/models/calibrator.ts';

describe('calibrate', () => {
  const isotonic = {
    kind: 'isotonic',
    margins: Float64Array.from([-2, 0, 3]),
    probabilities: Float64Array.from([0.01, 0.2, 0.9]),
  } as const;
  const platt = { kind: 'platt', slope: 1.5, intercept: -1 } as const;

  it('meets its points and goes straight between them', () => {
    expect(calibrate(isotonic, -5)).toBe(0.01);
    expect(calibrate(isotonic, 0)).toBeCloseTo(0.2, 12);
    expect(calibrate(isotonic, 1.5)).toBeCloseTo(0.55, 12);
    expect(calibrate(isotonic, 9)).toBe(0.9);
    expect(calibrate(platt, 2)).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
  });

  it('never turns the order of margins around', () => {
    const margin = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(margin, margin, (a, b) => {
        for (const calibrator of [isotonic, platt]) {
          const [low, high] = [calibrate(calibrator, Math.min(a, b)), calibrate(calibrator, Math.max(a, b))];
          expect(low).toBeLessThanOrEqual(high);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

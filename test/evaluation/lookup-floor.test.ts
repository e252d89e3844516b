import { describe, expect, it } from 'vitest';
import { brierScore } from '../../src/evaluation/brier-score.ts';
import { lookupFloor, partyFloor } from '../../src/evaluation/lookup-floor.ts';

describe('lookupFloor', () => {
  it('is (positives + 0.1 × HS6 rate) / (n + 0.1), the HS6 rate smoothed by 20', () => {
    const rate = (3 + 20 * 0.2) / (10 + 20);
    expect(lookupFloor({ examined: 2, positive: 1 }, { examined: 10, positive: 3 }, 0.2)).toBeCloseTo(
      (1 + 0.1 * rate) / 2.1,
      12,
    );
  });

  it('falls back to the subheading and then to the base rate', () => {
    expect(lookupFloor(undefined, undefined, 0.2)).toBeCloseTo(0.2, 12);
    expect(lookupFloor(undefined, { examined: 10, positive: 10 }, 0.2)).toBeCloseTo(14 / 30, 12);
    expect(partyFloor(undefined, 0.2)).toBeCloseTo(0.2, 12);
  });
});

describe('brierScore', () => {
  it('is the mean squared gap', () => {
    expect(brierScore(Float64Array.from([1, 0.5]), Uint8Array.from([1, 0]))).toBe(0.125);
    expect(brierScore(new Float64Array(0), new Uint8Array(0))).toBeNaN();
  });
});

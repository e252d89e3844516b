import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedInterval, countDistribution, randomisedPit } from '../../src/evaluation/count-distribution.ts';

const target = fc.record({
  probability: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
  finds: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** Probabilities of all counts, by going through all outcomes. */
function byEnumeration(successes: readonly number[]): number[] {
  const sums = new Array<number>(successes.length + 1).fill(0);
  for (let outcome = 0; outcome < 2 ** successes.length; outcome++) {
    let chance = 1;
    let count = 0;
    successes.forEach((success, index) => {
      const isFound = (outcome >> index) & 1;
      chance *= isFound ? success : 1 - success;
      count += isFound;
    });
    sums[count]! += chance;
  }
  return sums;
}

describe('countDistribution', () => {
  it('is that of all outcomes', () => {
    fc.assert(
      fc.property(fc.array(target, { maxLength: 8 }), (targets) => {
        const { first, probabilities } = countDistribution(targets, 0);
        const expected = byEnumeration(targets.map(({ probability, finds }) => probability * finds));
        expected.forEach((probability, count) => {
          expect(probabilities[count - first] ?? 0).toBeCloseTo(probability, 12);
        });
      }),
    );
  });

  it('is wider and adds up where the calibration may be off', () => {
    const targets = Array.from({ length: 2000 }, () => ({ probability: 0.05, finds: 0.9 }));
    const sure = countDistribution(targets, 0);
    const unsure = countDistribution(targets, 0.3);
    for (const { probabilities } of [sure, unsure])
      expect(probabilities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 10);
    const width = ([low, high]: readonly [number, number]): number => high - low;
    expect(width(closedInterval(unsure))).toBeGreaterThan(1.5 * width(closedInterval(sure)));
  });
});

describe('closedInterval', () => {
  it('leaves at most a tenth on either side', () => {
    fc.assert(
      fc.property(fc.array(target, { maxLength: 40 }), (targets) => {
        const distribution = countDistribution(targets, 0);
        const [low, high] = closedInterval(distribution);
        let below = 0;
        let above = 0;
        distribution.probabilities.forEach((probability, index) => {
          if (distribution.first + index < low) below += probability;
          if (distribution.first + index > high) above += probability;
        });
        expect(below).toBeLessThanOrEqual(0.1 + 1e-12);
        expect(above).toBeLessThanOrEqual(0.1 + 1e-12);
      }),
    );
  });
});

describe('randomisedPit', () => {
  it('runs from what lies below a count to what lies up to it', () => {
    const coin = countDistribution([{ probability: 0.25, finds: 1 }], 0);
    expect(randomisedPit(coin, 0, 0)).toBe(0);
    expect(randomisedPit(coin, 0, 0.5)).toBeCloseTo(0.375, 12);
    expect(randomisedPit(coin, 1, 0)).toBeCloseTo(0.75, 12);
    expect(randomisedPit(coin, 1, 1)).toBeCloseTo(1, 12);
  });
});

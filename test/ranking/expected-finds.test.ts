import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedFinds } from '../../src/ranking/expected-finds.ts';

/** Probability that the number of finds lies within the ends, by counting every combination. */
function coverage(probabilities: readonly number[], low: number, high: number): number {
  let sum = 0;
  for (let found = 0; found < 2 ** probabilities.length; found++) {
    let chance = 1;
    let finds = 0;
    probabilities.forEach((probability, index) => {
      const isFound = (found >> index) % 2 === 1;
      chance *= isFound ? probability : 1 - probability;
      if (isFound) finds++;
    });
    if (finds >= low && finds <= high) sum += chance;
  }
  return sum;
}

describe('finds to expect', () => {
  const someProbabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 9 });

  it('lie in their interval with a probability of at least 80%', () => {
    fc.assert(
      fc.property(someProbabilities, (probabilities) => {
        const { expected, low, high } = expectedFinds(probabilities);
        expect(expected).toBeCloseTo(
          probabilities.reduce((sum, one) => sum + one, 0),
          9,
        );
        expect(low).toBeLessThanOrEqual(high);
        expect(coverage(probabilities, low, high)).toBeGreaterThanOrEqual(0.8 - 1e-9);
      }),
    );
  });

  it('are the same by the approximation as by counting, to one find', () => {
    const probabilities = Array.from({ length: 2000 }, (_, index) => ((index * 37) % 100) / 200);
    const exact = expectedFinds(probabilities);
    const approximate = expectedFinds([...probabilities, 0]);
    expect(Math.abs(approximate.low - exact.low)).toBeLessThanOrEqual(1);
    expect(Math.abs(approximate.high - exact.high)).toBeLessThanOrEqual(1);
  });

  it('are none of nothing', () => {
    expect(expectedFinds([])).toEqual({ expected: 0, low: 0, high: 0 });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jaroWinkler } from '../../../src/matching/distance/jaro-winkler.ts';

describe('jaroWinkler', () => {
  // Pairs of names from Winkler's papers, as they are commonly quoted; without his adjustment for long strings.
  it.each([
    ['MARTHA', 'MARHTA', 0.9611],
    ['DIXON', 'DICKSONX', 0.8133],
    ['DWAYNE', 'DUANE', 0.84],
    ['JONES', 'JOHNSON', 0.8324],
    ['SHACKLEFORD', 'SHACKELFORD', 0.9818],
    ['MASSEY', 'MASSIE', 0.9333],
    ['ABROMS', 'ABRAMS', 0.9222],
    ['ABC', 'XYZ', 0],
    ['', 'A', 0],
    ['', '', 1],
    ['A', 'A', 1],
  ])('%s and %s: %d', (a, b, expected) => expect(jaroWinkler(a, b)).toBeCloseTo(expected, 4));
  it('lies in [0, 1] and is symmetric', () => {
    const word = fc.oneof(fc.stringMatching(/^[ab]{0,12}$/), fc.string({ unit: 'binary', maxLength: 200 }));
    fc.assert(
      fc.property(word, word, (a, b) => {
        const similarity = jaroWinkler(a, b);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
        expect(jaroWinkler(b, a)).toBe(similarity);
        expect(jaroWinkler(a, a)).toBe(1);
      }),
      { numRuns: 2000 },
    );
  });
  it('reads a bounded start', () => expect(jaroWinkler('x'.repeat(1e6), `${'x'.repeat(1e6)}y`)).toBe(1));
});

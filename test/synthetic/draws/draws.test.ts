import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawAround, drawLogNormal } from '../../../src/synthetic/draws/distributions.ts';
import { firmName, personName, postalAddress } from '../../../src/synthetic/draws/invented-names.ts';
import { opaqueCode } from '../../../src/synthetic/draws/opaque-code.ts';
import { createWeightedChoice } from '../../../src/synthetic/draws/weighted-choice.ts';
import { createRng } from '../../../src/util/rng.ts';

describe('createWeightedChoice', () => {
  it('draws in proportion to the weights and never what has none', () => {
    const choice = createWeightedChoice([
      ['a', 1],
      ['never', 0],
      ['b', 3],
    ]);
    const rng = createRng(1);
    const counts = new Map<string, number>();
    for (let turn = 0; turn < 20_000; turn++) {
      const drawn = choice(rng);
      counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
    }
    expect(counts.has('never')).toBe(false);
    // Standard error of the share is 0.003.
    expect(counts.get('b')! / 20_000).toBeCloseTo(0.75, 1);
  });

  it('refuses choices without any weight', () => {
    expect(() => createWeightedChoice([['a', 0]])).toThrow(RangeError);
    expect(() => createWeightedChoice([])).toThrow(RangeError);
  });
});

describe('opaqueCode', () => {
  it('gives different codes to different numbers', () => {
    const codes = new Set(Array.from({ length: 50_000 }, (_, number) => opaqueCode(number, 2)));
    expect(codes.size).toBe(50_000);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36 ** 6 - 1 }), fc.integer({ min: 0, max: 36 ** 6 - 1 }), (a, b) => {
        expect(opaqueCode(a, 5) === opaqueCode(b, 5)).toBe(a === b);
        expect(opaqueCode(a, 5)).toMatch(/^[A-Z][0-9A-Z]{6}$/);
      }),
    );
  });
});

describe('distributions', () => {
  it('has the median of the log-normal where it is told', () => {
    const rng = createRng(2);
    const draws = Array.from({ length: 4001 }, () => drawLogNormal(rng, 7, 1)).sort((a, b) => a - b);
    expect(draws[2000]).toBeGreaterThan(6.3);
    expect(draws[2000]).toBeLessThan(7.8);
  });

  it('draws whole numbers around a mean', () => {
    const rng = createRng(3);
    const draws = Array.from({ length: 10_000 }, () => drawAround(rng, 2.3));
    expect(new Set(draws)).toEqual(new Set([2, 3]));
    expect(draws.reduce((sum, one) => sum + one, 0) / 10_000).toBeCloseTo(2.3, 1);
    expect(drawAround(rng, 0)).toBe(0);
  });
});

describe('invented names', () => {
  it('are the same for the same number', () => {
    expect(firmName(77)).toBe(firmName(77));
    expect(personName(77)).not.toBe(personName(78));
    expect(postalAddress(5)).toBe(postalAddress(5));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameSimilarity } from '../../../src/matching/names/name-similarity.ts';
import { normaliseName } from '../../../src/matching/names/normalise-name.ts';
import { anyText, edgeTexts } from '../arbitrary-texts.ts';

describe('nameSimilarity', () => {
  it.each([
    ['Müller Trading GmbH', 'MUELLER TRDG', 1],
    ['Shen Zhen Ke Ji', 'Shenzhen Keji', 1],
    ['Aurora', 'Borealis', 0],
    ['', '', 0],
    ['...', 'Acme', 0],
  ])('%s and %s: %d', (a, b, expected) => expect(nameSimilarity(a, b)).toBeCloseTo(expected, 10));
  it.each([
    ['Hansen Trading Ltd', 'Hanssen Trdg.', 0.95, 1],
    ['Sergei Ivanov', 'Сергей Иванов', 0.95, 1],
    ['J. Smith', 'John Smith', 0.9, 1],
    ['Zhang Wei', 'Zhang Wen', 0, 0.7],
    ['Aurora Trading', 'Borealis Trading', 0, 0.3],
    ['Acme 24', 'Acme 42', 0, 0.85],
  ])('%s and %s: %d to %d', (a, b, least, most) => {
    expect(nameSimilarity(a, b)).toBeGreaterThanOrEqual(least);
    expect(nameSimilarity(a, b)).toBeLessThanOrEqual(most);
  });
  it('lies in [0, 1], is symmetric, and 1 for equal names with words', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const similarity = nameSimilarity(a, b);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
        expect(nameSimilarity(b, a)).toBe(similarity);
        expect(nameSimilarity(a, a)).toBe(normaliseName(a) === '' ? 0 : 1);
      }),
      { numRuns: 1000 },
    );
  });
  it('takes anything', () => {
    for (const a of edgeTexts) for (const b of edgeTexts) expect(nameSimilarity(a, b)).toBeLessThanOrEqual(1);
  });
});

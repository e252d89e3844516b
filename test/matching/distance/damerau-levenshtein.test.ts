import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damerauLevenshtein } from '../../../src/matching/distance/damerau-levenshtein.ts';

/** The textbook's table (Lowrance and Wagner), without shortcuts. */
function slowDistance(a: string, b: string): number {
  const far = a.length + b.length;
  const table = new Map<string, number>([['-1,-1', far]]);
  const at = (i: number, j: number): number => table.get(`${i},${j}`)!;
  for (let i = 0; i <= a.length; i++) {
    table.set(`${i},-1`, far);
    table.set(`${i},0`, i);
  }
  for (let j = 0; j <= b.length; j++) {
    table.set(`-1,${j}`, far);
    table.set(`0,${j}`, j);
  }
  const rows = new Map<string, number>();
  for (let i = 1; i <= a.length; i++) {
    let column = 0;
    for (let j = 1; j <= b.length; j++) {
      const k = rows.get(b[j - 1]!) ?? 0;
      const l = column;
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      if (cost === 0) column = j;
      const swap = at(k - 1, l - 1) + (i - k - 1) + 1 + (j - l - 1);
      table.set(`${i},${j}`, Math.min(at(i - 1, j - 1) + cost, at(i, j - 1) + 1, at(i - 1, j) + 1, swap));
    }
    rows.set(a[i - 1]!, i);
  }
  return at(a.length, b.length);
}

describe('damerauLevenshtein', () => {
  it.each([
    ['ca', 'abc', 2],
    ['kitten', 'sitting', 3],
    ['saturday', 'sunday', 3],
    ['gucci', 'gucic', 1],
    ['abcdef', 'badcfe', 3],
    ['a cat', 'an abct', 3],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
  ])('%s → %s: %d', (a, b, expected) => expect(damerauLevenshtein(a, b, 10)).toBe(expected));
  it('stops one beyond the limit', () => {
    expect(damerauLevenshtein('kitten', 'sitting', 2)).toBe(3);
    expect(damerauLevenshtein('kitten', 'sitting', 0)).toBe(1);
    expect(damerauLevenshtein('', 'abcdefgh', 2)).toBe(3);
  });
  it('equals the textbook, is symmetric and keeps the triangle inequality', () => {
    const word = fc.stringMatching(/^[abc]{0,8}$/);
    fc.assert(
      fc.property(word, word, word, fc.nat(8), (a, b, c, limit) => {
        const distance = damerauLevenshtein(a, b, 20);
        expect(distance).toBe(slowDistance(a, b));
        expect(damerauLevenshtein(b, a, 20)).toBe(distance);
        expect(damerauLevenshtein(a, b, limit)).toBe(Math.min(distance, limit + 1));
        expect(distance).toBeLessThanOrEqual(damerauLevenshtein(a, c, 20) + damerauLevenshtein(c, b, 20));
      }),
      { numRuns: 3000 },
    );
  });
  it('reads a bounded start', () => expect(damerauLevenshtein('x'.repeat(1e6), `${'x'.repeat(1e6)}y`, 3)).toBe(0));
});

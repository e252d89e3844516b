import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineHashes, createKeyedHash } from '../../src/features/keyed-hash.ts';

const hex = (text: string, key = Uint32Array.from([0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c])): string => {
  const { high, low } = createKeyedHash(key)(text, { high: 0, low: 0 });
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
};

/** Text whose UTF-16 code units, little-endian, are the bytes 00 01 02 … */
const bytes = (count: number): string =>
  String.fromCharCode(...Array.from({ length: count / 2 }, (_, index) => 2 * index + (2 * index + 1) * 256));

describe('createKeyedHash', () => {
  // Vectors of the SipHash-2-4 reference (Aumasson and Bernstein), key 00…0f, inputs 00 01 … of the length.
  it.each([
    [0, '726fdb47dd0e0e31'],
    [2, '0d6c8009d9a94f5a'],
    [4, 'cf2794e0277187b7'],
    [6, 'cbc9466e58fee3ce'],
    [8, '93f5f5799a932462'],
  ])('agrees with the reference on %i bytes', (count, expected) => expect(hex(bytes(count))).toBe(expected));

  it('depends on the key', () => expect(hex('trader', Uint32Array.from([1, 2, 3, 4]))).not.toBe(hex('trader')));
});

describe('combineHashes', () => {
  it('tells order and salt apart', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), fc.nat(), (a, b, c, d) => {
        fc.pre(a !== c || b !== d);
        const left = { high: a, low: b };
        const right = { high: c, low: d };
        const out = () => ({ high: 0, low: 0 });
        expect(combineHashes(left, right, 1, out())).not.toEqual(combineHashes(right, left, 1, out()));
        expect(combineHashes(left, right, 1, out())).not.toEqual(combineHashes(left, right, 2, out()));
      }),
    );
  });
});

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blindElements, elementTexts, hashToElement } from '../../../src/matching/deconfliction/blind-elements.ts';

const join = (elements: readonly Uint8Array[]): Uint8Array => Buffer.concat(elements);

describe('blindElements', () => {
  it('gives the same whichever of two sides blinds first', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (keys) => {
        const [a, b] = [randomBytes(32), randomBytes(32)];
        const elements = join(keys.map((key) => hashToElement('s', key)));
        expect(elementTexts(blindElements(blindElements(elements, a), b))).toEqual(
          elementTexts(blindElements(blindElements(elements, b), a)),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('multiplies as RFC 7748 says', () => {
    const scalar = Buffer.from('a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4', 'hex');
    const u = Buffer.from('e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c', 'hex');
    expect(Buffer.from(blindElements(u, scalar)).toString('hex')).toBe(
      'c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552',
    );
  });

  it('refuses points of small order', () => {
    for (const hex of [
      '00'.repeat(32),
      `01${'00'.repeat(31)}`,
      'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
      '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
      `ec${'ff'.repeat(30)}7f`,
      `ed${'ff'.repeat(30)}7f`,
      `ee${'ff'.repeat(30)}7f`,
    ]) {
      expect(() => blindElements(Buffer.from(hex, 'hex'), randomBytes(32))).toThrow(/no point that may be used/);
    }
  });
});

describe('hashToElement', () => {
  it('is another for another key or session, and below the prime', () => {
    const texts = ['a', 'b'].flatMap((session) =>
      ['x', 'y'].map((key) => elementTexts(hashToElement(session, key))[0]),
    );
    expect(new Set(texts).size).toBe(4);
    for (let at = 0; at < 200; at++) expect(hashToElement('s', String(at))[31]! < 0x80).toBe(true);
  });
});

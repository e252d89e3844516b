import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressSimilarity } from '../../../src/matching/contacts/address-similarity.ts';
import { addressFolds, addressFoldsByCountry } from '../../../src/matching/contacts/address-words.ts';
import { normaliseAddress } from '../../../src/matching/contacts/normalise-address.ts';
import { anyText, edgeTexts, someWords } from '../arbitrary-texts.ts';

const countries = fc.constantFrom(undefined, 'DE', 'CN', 'ES', 'US', 'XX');

describe('normaliseAddress', () => {
  it.each([
    ['Hauptstraße 12b, 10115 Berlin, Deutschland', 'DE', '10115 12 b berlin haupt st'],
    ['P.O. Box 123, Dubai, UAE', 'AE', '123 box dubai'],
    ['5th Avenue, Suite 1st', 'US', '1 5 ave suite'],
    ['SW1A1AA', 'GB', '1 1 a aa sw'],
    ['01067 Dresden', undefined, '01067 dresden'],
    ['', undefined, ''],
    ['- , .', 'DE', ''],
  ])('%s', (address, country, expected) => expect(normaliseAddress(address, country)).toBe(expected));

  it.each([
    [
      'DE',
      ['Hauptstr. 12 B, D-10115 Berlin', '10115 BERLIN, Hauptstrasse 12b, Germany', 'Haupt Straße 12-B, Berlin 10115'],
    ],
    ['GB', ['12 High Street, London SW1A 1AA', 'High St. No. 12, London, sw1a1aa, UK']],
    ['RU', ['ул. Ленина 5, кв. 7, Москва', 'Moskva, ulitsa Lenina 5, kvartira 7, Россия']],
    [
      'CN',
      [
        '北京市朝阳区建国路88号',
        'No. 88 Jianguo Road, Chaoyang District, Beijing City, China',
        'Jianguo Lu 88 Hao, Chaoyang Qu, Beijing',
      ],
    ],
    ['HK', ['Unit 5, 3/F, Block B', 'Blk. B, 3 Floor, Unit 5']],
    ['ES', ['C/ Mayor 3, Madrid', 'Calle Mayor, 3. Madrid (España)']],
    ['US', ['100 Industrial Park Rd., Bldg. 4, Rm 12', 'Building 4, Room 12, 100 Ind Park Road, USA']],
  ])('brings together addresses of %s', (country, addresses) =>
    expect(new Set(addresses.map((address) => normaliseAddress(address, country))).size).toBe(1),
  );

  it('folds to words that fold no further', () => {
    for (const folded of addressFolds.values()) expect(addressFolds.get(folded) ?? folded).toBe(folded);
    for (const folds of addressFoldsByCountry.values()) {
      for (const folded of folds.values()) expect(addressFolds.get(folded) ?? folds.get(folded) ?? folded).toBe(folded);
    }
  });
  it('is a fixed point', () => {
    fc.assert(
      fc.property(anyText, countries, (address, country) => {
        const key = normaliseAddress(address, country);
        expect(normaliseAddress(key, country)).toBe(key);
      }),
      { numRuns: 3000 },
    );
    for (const address of edgeTexts)
      expect(normaliseAddress(normaliseAddress(address))).toBe(normaliseAddress(address));
  });
  it('does not see order, case and punctuation', () => {
    const shuffled = someWords.chain((words) =>
      fc.tuple(fc.constant(words), fc.shuffledSubarray(words, { minLength: words.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.constantFrom(', ', ' - ', '; '), ([words, others], glue) => {
        expect(normaliseAddress(others.join(glue).toUpperCase())).toBe(normaliseAddress(words.join(' ')));
      }),
    );
  });
});

describe('addressSimilarity', () => {
  it('tells house numbers apart more than misspellings', () => {
    const near = addressSimilarity('12 High Street, London', '12 Hihg St, London');
    const neighbour = addressSimilarity('12 High Street, London', '14 High St, London');
    expect(near).toBeGreaterThan(0.85);
    expect(neighbour).toBeCloseTo(2 / 3, 10);
  });
  it('is 0 without words', () => expect(addressSimilarity('', '')).toBe(0));
  it('lies in [0, 1], is symmetric, and 1 for equal addresses with words', () => {
    fc.assert(
      fc.property(anyText, anyText, countries, (a, b, country) => {
        const similarity = addressSimilarity(a, b, country);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
        expect(addressSimilarity(b, a, country)).toBe(similarity);
        expect(addressSimilarity(a, a, country)).toBe(normaliseAddress(a, country) === '' ? 0 : 1);
      }),
      { numRuns: 1000 },
    );
  });
});

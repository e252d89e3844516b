import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeText } from '../../../src/matching/goods/describe-text.ts';
import { descriptionKey } from '../../../src/matching/goods/description-key.ts';
import { anyText, edgeTexts, someWords } from '../arbitrary-texts.ts';

describe('describeText', () => {
  it.each([
    ['Parts and accessories for cars', 3, 2 / 3, false],
    ['Zubehör', 1, 1, false],
    ['Zubehoer und Teile', 2, 1, false],
    ['Geschenk für Freunde', 2, 0.5, false],
    ['запчасти', 1, 1, false],
    ['礼品', 1, 1, false],
    ['GIFT', 1, 1, false],
    ['Smartphone 128GB', 2, 0, true],
    ['', 0, 1, false],
    ['?!', 0, 1, false],
    ['of the', 0, 1, false],
  ])('%s', (text, tokenCount, genericShare, hasDigits) =>
    expect(describeText(text)).toEqual({ tokenCount, genericShare, hasDigits }),
  );
  it('lies within its ranges for anything', () => {
    const check = (text: string): void => {
      const { tokenCount, genericShare } = describeText(text);
      expect(Number.isInteger(tokenCount) && tokenCount >= 0 && tokenCount <= 500).toBe(true);
      expect(genericShare >= 0 && genericShare <= 1).toBe(true);
    };
    fc.assert(fc.property(anyText, check));
    edgeTexts.forEach(check);
  });
});

describe('descriptionKey', () => {
  it('brings equal goods together', () => {
    const texts = ['T-Shirts, of cotton', 'COTTON T SHIRTS', 'Shirts (T) - cotton'];
    expect(new Set(texts.map(descriptionKey))).toEqual(new Set(['cotton shirts t']));
    expect(descriptionKey('Handtaschen für Damen')).toBe(descriptionKey('DAMEN-HANDTASCHEN'));
    expect(descriptionKey('of the')).toBe('of the');
  });
  it('is a fixed point', () => {
    fc.assert(
      fc.property(anyText, (text) => descriptionKey(descriptionKey(text)) === descriptionKey(text)),
      {
        numRuns: 2000,
      },
    );
    for (const text of edgeTexts) expect(descriptionKey(descriptionKey(text))).toBe(descriptionKey(text));
  });
  it('does not see order, case and punctuation', () => {
    fc.assert(
      fc.property(someWords, (words) => {
        expect(descriptionKey([...words].reverse().join(', ').toUpperCase())).toBe(descriptionKey(words.join(' ')));
      }),
    );
  });
});

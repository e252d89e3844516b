import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { legalFormFolds } from '../../../src/matching/names/legal-forms.ts';
import { nameFolds } from '../../../src/matching/names/name-folds.ts';
import { nameTokens } from '../../../src/matching/names/name-tokens.ts';
import { normaliseName } from '../../../src/matching/names/normalise-name.ts';
import { anyText, edgeTexts, someWords } from '../arbitrary-texts.ts';

describe('nameTokens', () => {
  it.each([
    ['Müller Intl. Trdg. GmbH & Co. KG', ['muller', 'international', 'trading']],
    ['J. R. Smith', ['j', 'r', 'smith']],
    ['Mr. John Smith', ['john', 'smith']],
    ['M/s. Patel Exports Pvt. Ltd.', ['patel', 'export']],
    ['Co. Ltd.', ['co', 'ltd']],
    ['Company Limited', ['co', 'ltd']],
    ['The', ['the']],
    ['', []],
    ['& - .', []],
  ])('%s', (name, expected) => expect(nameTokens(name)).toEqual(expected));
});

describe('normaliseName', () => {
  it.each([
    ['ACME S.A.', 'Acme, S. A.', 'ACME SA', 'S A ACME', 'acme'],
    ['Acme S.p.A.', 'ACME SPA', 'Acme B.V.', 'Acme L.L.C.', 'Acme Inc'],
    ['Rossi A.S.', 'Rossi AS', 'Rossi A/S', 'Rossi A.Ş.'],
    ['ООО «Ромашка»', 'Romashka OOO', 'Общество с ограниченной ответственностью "Ромашка"'],
    ['ТОВ Калина', 'Товариство з обмеженою відповідальністю «Калина»'],
    ['Firma Kowalski Sp. z o.o.', 'KOWALSKI'],
    ['深圳市华强电子有限公司', 'Shenzhen Huaqiang Electronics Co., Ltd.'],
    ['ソニー株式会社', 'ソニー(株)', 'ソニー㈱'],
    ['Smith, John', 'JOHN SMITH', 'Mr John Smith'],
    ['Müller & Söhne', 'Mueller und Soehne GmbH'],
    ['Gesellschaft mit beschränkter Haftung Nordwind', 'Nordwind GmbH'],
    [
      'Grupo Sol S. de R.L. de C.V.',
      'Sol Grupo',
      'Grupo Sol S. de RL de CV',
      'Grupo Sol, S.A. de C.V.',
      'GRUPO SOL SA DE CV',
    ],
  ])('brings together %s …', (...names) => expect(new Set(names.map(normaliseName)).size).toBe(1));
  it.each([
    ['John Smith', 'J. Smith'],
    ['Hansen', 'Jansen'],
    ['A. B. Smith', 'Smith'],
  ])('keeps apart %s and %s', (a, b) => expect(normaliseName(a)).not.toBe(normaliseName(b)));

  it('folds to words that fold no further', () => {
    for (const folds of [nameFolds, legalFormFolds]) {
      for (const folded of folds.values()) expect(folds.get(folded) ?? folded).toBe(folded);
    }
    for (const folded of nameFolds.values()) expect(legalFormFolds.has(folded)).toBe(false);
  });
  it('is a fixed point', () => {
    fc.assert(
      fc.property(anyText, (name) => normaliseName(normaliseName(name)) === normaliseName(name)),
      {
        numRuns: 3000,
      },
    );
    for (const name of edgeTexts) expect(normaliseName(normaliseName(name))).toBe(normaliseName(name));
  });
  it('does not see order, case and punctuation', () => {
    const shuffled = someWords.chain((words) =>
      fc.tuple(fc.constant(words), fc.shuffledSubarray(words, { minLength: words.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.constantFrom(', ', ' - ', ' / ', '. '), ([words, others], glue) => {
        expect(normaliseName(others.join(glue).toUpperCase())).toBe(normaliseName(words.join(' ')));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brandLexicon } from '../../../src/matching/goods/brand-lexicon.ts';
import { brands } from '../../../src/synthetic/goods/brands.ts';
import { goodsCatalogue } from '../../../src/synthetic/goods/goods-catalogue.ts';
import { createRng } from '../../../src/util/rng.ts';
import { anyText, edgeTexts } from '../arbitrary-texts.ts';
import { tariffWords } from './tariff-words.ts';

/** Real names, because ordinary words come near them and transliterations of them are known. */
const wellKnown = [
  ...'Nike Adidas Gucci Chanel Rolex Puma Casio Boss Prada Omega Versace Lacoste Reebok Hermès Samsung Dior Converse Diesel'.split(
    ' ',
  ),
  ...'Philips Cartier Timberland Burberry Valentino Armani Lego Sony Canon Nikon Bosch Makita Pfizer Michelin Oakley Pandora'.split(
    ' ',
  ),
  ...'Swarovski Seiko Ferrari Gillette Panasonic Huawei Disney Barbie Marlboro Hennessy Lancôme Nivea Colgate Supreme Vans Fila'.split(
    ' ',
  ),
  'Louis Vuitton',
  'Ray-Ban',
  'New Balance',
  'Calvin Klein',
  'The North Face',
  'H&M',
];
const known = brandLexicon(wellKnown);
const synthetic = brandLexicon(brands.map(({ name }) => name));

describe('brandLexicon', () => {
  it.each([
    ['nike shoes', 'Nike', 'exact'],
    ['HERMES silk scarf', 'Hermès', 'exact'],
    ['Bag louis-vuitton style', 'Louis Vuitton', 'exact'],
    ['nikeshoes', 'Nike', 'exact'],
    ['fakeguccibag', 'Gucci', 'exact'],
    ['louisvuitton', 'Louis Vuitton', 'exact'],
    ['h&m dress', 'H&M', 'exact'],
    ['Адидас', 'Adidas', 'exact'],
    ['Αδιδας', 'Adidas', 'exact'],
    ['N1KE', 'Nike', 'misspelt'],
    ['NlKE', 'Nike', 'misspelt'],
    ['Nikke', 'Nike', 'misspelt'],
    ['n.i.k.e. shoes', 'Nike', 'misspelt'],
    ['b0ss', 'Boss', 'misspelt'],
    ['addidas', 'Adidas', 'misspelt'],
    ['adids', 'Adidas', 'misspelt'],
    ['adidsa', 'Adidas', 'misspelt'],
    ['guci belt', 'Gucci', 'misspelt'],
    ['GUCC1', 'Gucci', 'misspelt'],
    ['rolx', 'Rolex', 'misspelt'],
    ['ch4nel', 'Chanel', 'misspelt'],
    ['adi das', 'Adidas', 'misspelt'],
    ['luis vuitton', 'Louis Vuitton', 'misspelt'],
    ['Louis Vuiton bag', 'Louis Vuitton', 'misspelt'],
    ['the nort face', 'The North Face', 'misspelt'],
    ['addidasshoes', 'Adidas', 'misspelt'],
    ['Найк', 'Nike', 'misspelt'],
    ['кроссовки Рибок', 'Reebok', 'misspelt'],
    ['Гуччи', 'Gucci', 'misspelt'],
    ['Шанель', 'Chanel', 'misspelt'],
    ['Ролекс', 'Rolex', 'misspelt'],
    ['сумка Луи Виттон', 'Louis Vuitton', 'misspelt'],
    ['Γκούτσι', 'Gucci', 'misspelt'],
    ['Αντίντας', 'Adidas', 'misspelt'],
    ['ナイキ', 'Nike', 'misspelt'],
    ['Guссi', 'Gucci', 'misspelt'],
  ])('%s → %s, %s', (text, brand, kind) => expect(known.find(text)).toEqual({ brand, kind }));

  it.each([
    '',
    'bucci',
    'h',
    'channel',
    'casino',
    'occasion',
    'pineapple',
    'role',
    'relax',
    'обувь мужская',
    '5055',
    '1234 0000',
  ])('nothing in %s', (text) => expect(known.find(text)).toBeUndefined());
  it('prefers what is exact to what stands before it', () =>
    expect(known.find('addidas or gucci')).toEqual({ brand: 'Gucci', kind: 'exact' }));
  it('takes the first of brands with the same letters, and none at all', () => {
    expect(brandLexicon(['Acmex', 'ACMEX']).find('acmex')?.brand).toBe('Acmex');
    expect(brandLexicon([]).find('acmex')).toBeUndefined();
    expect(brandLexicon(['', '...']).find('acmex ...')).toBeUndefined();
  });

  it('names no brand in ordinary descriptions', () => {
    const texts = goodsCatalogue.flatMap(({ description, descriptionDe }) => [description, descriptionDe]);
    const words = [...new Set([...texts, ...tariffWords].flatMap((text) => text.split(/[^\p{L}]+/u)))];
    expect(words.length).toBeGreaterThan(600);
    const hits = [...texts, ...words, ...tariffWords].flatMap((text) =>
      [known, synthetic].flatMap((lexicon) => {
        const found = lexicon.find(text);
        // A brand whose name is itself a word of goods is named by that word.
        return found === undefined || found.kind === 'exact' ? [] : [`${text}: ${found.brand}`];
      }),
    );
    expect(hits).toEqual([]);
  });

  it('finds nearly every misspelling of a synthetic brand among goods', () => {
    const rng = createRng(11);
    let found = 0;
    const count = 4000;
    for (let index = 0; index < count; index++) {
      const { name } = brands[rng.nextInt(brands.length)]!;
      const place = 1 + rng.nextInt(name.length - 2);
      const letter = String.fromCharCode(97 + rng.nextInt(26));
      const spellings = [
        name.slice(0, place) + name.slice(place + 1),
        name.slice(0, place) + letter + name.slice(place + 1),
        name.slice(0, place) + letter + name.slice(place),
        name.slice(0, place) + name[place]! + name.slice(place),
        name.slice(0, place) + name[place + 1]! + name[place]! + name.slice(place + 2),
        name.replaceAll('o', '0').replaceAll('l', '1').replaceAll('e', '3'),
        [...name].join('.'),
        `${name.slice(0, place)} ${name.slice(place)}`,
        `${name}bags`,
        name.toUpperCase(),
      ];
      const goods = goodsCatalogue[rng.nextInt(goodsCatalogue.length)]!;
      const text = `${goods.description} ${spellings[index % spellings.length]!} ${goods.descriptionDe}`;
      if (synthetic.find(text)?.brand === name) found++;
    }
    expect(found / count).toBeGreaterThan(0.99);
  });

  it('takes anything, and says the same each time', () => {
    for (const text of edgeTexts) expect(known.find(text)).toBeUndefined();
    fc.assert(
      fc.property(anyText, (text) => {
        const first = known.find(text);
        expect(brandLexicon(wellKnown).find(text)).toEqual(first);
      }),
      { numRuns: 100 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { normaliseAddress } from '../../src/matching/contacts/normalise-address.ts';
import { normalisePhone } from '../../src/matching/contacts/normalise-phone.ts';
import { brandLexicon } from '../../src/matching/goods/brand-lexicon.ts';
import { describeText } from '../../src/matching/goods/describe-text.ts';
import { nameSimilarity } from '../../src/matching/names/name-similarity.ts';
import { normaliseName } from '../../src/matching/names/normalise-name.ts';
import { brands } from '../../src/synthetic/goods/brands.ts';
import { goodsCatalogue } from '../../src/synthetic/goods/goods-catalogue.ts';

const lexicon = brandLexicon(brands.map(({ name }) => name));
const descriptions = goodsCatalogue.map(({ description }) => description);

function perSecond(run: (text: string) => unknown, texts: readonly string[]): number {
  const count = 300_000;
  for (const text of texts) run(text);
  const started = performance.now();
  for (let index = 0; index < count; index++) run(texts[index % texts.length]!);
  return (count / (performance.now() - started)) * 1000;
}

describe('texts that return', () => {
  const numbered = (text: string): readonly string[] => Array.from({ length: 8000 }, (_, index) => `${text} ${index}`);
  it.each([
    ['names', normaliseName, numbered('Müller Intl. Trading GmbH')],
    ['addresses', (text: string) => normaliseAddress(text, 'DE'), numbered('Hauptstraße 12b, Berlin')],
    ['phones', (text: string) => normalisePhone(text, 'DE'), numbered('030 12345')],
    ['descriptions', describeText, descriptions],
    ['brands', (text: string) => lexicon.find(text), descriptions],
  ])('%s: 300,000 a second and more', (_, run, texts) => expect(perSecond(run, texts)).toBeGreaterThan(300_000));
});

describe('texts of 10 MB', () => {
  it('cost nothing', () => {
    const text = 'Müller '.repeat(1_500_000);
    const started = performance.now();
    normaliseName(text);
    normaliseAddress(text);
    normalisePhone(text);
    describeText(text);
    lexicon.find(text);
    nameSimilarity(text, `${text}x`);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

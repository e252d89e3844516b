/** The words of a name that tell it from others. */
import { latinise } from '../text/latinise.ts';
import { memoise } from '../text/memoise.ts';
import { emptyNameWords, legalFormFolds, legalForms, legalPhrases, spacedLegalForms } from './legal-forms.ts';
import { nameFolds, translateEastAsianWords } from './name-folds.ts';

/** UTF-16 units of a name that are read. */
const maxNameLength = 1000;
const maxTokens = 24;
/** 24 tokens of 40 characters and their spaces stay within what is latinised at once. */
const maxTokenLength = 40;

const beyondLatin = /[\u1100-\uffff]/;
const indianMessrs = /^\s*m\/s\b\.?/i;

/**
 * Returns the words of a name in their order: latinised, abbreviations written out, legal forms, titles and conjunctions dropped, initials kept.
 * A name of nothing else keeps all its words. At most 24 words of at most 40 characters; none for a name without letters and digits.
 *
 * @example nameTokens('Müller Intl. Trdg. GmbH & Co. KG') // ['muller', 'international', 'trading']
 */
export const nameTokens: (name: string) => readonly string[] = memoise(computeTokens);

function computeTokens(name: string): readonly string[] {
  const head = name.length > maxNameLength ? name.slice(0, maxNameLength) : name;
  const translated = beyondLatin.test(head) ? translateEastAsianWords(head) : head;
  const words = latinise(translated.replace(indianMessrs, '')).split(' ', maxTokens);
  if (words[0] === '') return [];
  const tokens = words.map(foldWord);
  const kept = withoutSpacedForms(withoutPhrases(tokens).filter((token) => !isEmptyWord(token)));
  return kept.length > 0 ? kept : tokens;
}

function foldWord(word: string): string {
  const cut = word.length > maxTokenLength ? word.slice(0, maxTokenLength) : word;
  return nameFolds.get(cut) ?? legalFormFolds.get(cut) ?? cut;
}

function isEmptyWord(token: string): boolean {
  return legalForms.has(token) || emptyNameWords.has(token);
}

function withoutPhrases(tokens: readonly string[]): readonly string[] {
  let kept = tokens;
  for (const token of tokens) {
    const phrase = legalPhrases.get(token);
    if (phrase !== undefined) kept = withoutAll(kept, phrase);
  }
  return kept;
}

/** Takes out one of each of the words, or nothing where one of them is missing. */
function withoutAll(tokens: readonly string[], words: readonly string[]): readonly string[] {
  const rest = [...tokens];
  for (const word of words) {
    const place = rest.indexOf(word);
    if (place < 0) return tokens;
    rest.splice(place, 1);
  }
  return rest;
}

function withoutSpacedForms(tokens: readonly string[]): readonly string[] {
  let letters = 0;
  for (const token of tokens) if (token.length === 1) letters++;
  if (letters < 2 || letters === tokens.length) return tokens;
  const sorted = tokens
    .filter((token) => token.length === 1)
    .sort()
    .join('');
  return spacedLegalForms.has(sorted) ? tokens.filter((token) => token.length > 1) : tokens;
}

/** Finds brands named in free text. */
import { latinise } from '../text/latinise.ts';
import { memoise } from '../text/memoise.ts';
import { unmaskMixedScript } from './brand-folds.ts';
import { BrandIndex, type IndexedBrand } from './brand-index.ts';
import { functionWords } from './generic-words.ts';
import { isOrdinaryWord } from './ordinary-words.ts';

/** A brand that a text names. */
interface BrandMention {
  /** As the caller of {@link brandLexicon} gave it. */
  readonly brand: string;
  /** `exact`: its own letters, in any script, also written together with other words; `misspelt`: anything else that is found. */
  readonly kind: 'exact' | 'misspelt';
}

/** The brands that can be found. */
export interface BrandLexicon {
  /** Returns the first brand that a text names exactly, else the first that it names misspelt. */
  find(text: string): BrandMention | undefined;
}

/** UTF-16 units and words of a text that are read. */
const maxLength = 400;
const maxWords = 60;
const maxWordLength = 40;
/** Letters of a brand, and of what is written together with it, from which on they are told apart within one word. */
const leastGluedBrand = 4;
const leastGluedWord = 3;
/** Letters from which on a brand may stand divided into words that are all ordinary (timber land). */
const leastOfOrdinaryWords = 8;
const rememberedWords = 32_768;

const otherScript = /[\u0370-\u1fff\u2c80-\ud7ff\uf900-\uffef]/;
const wordsOfAnyScript = /[\p{L}\p{M}\p{N}'’]+/gu;
const latinLetter = /\p{Script=Latin}/u;
const otherAlphabet = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;
const soundedScript = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}]/u;
const greek = /\p{Script=Greek}/u;

/**
 * Returns a lexicon of brands. A brand is found in its own letters, of whatever script, case and punctuation; and misspelt: with spaces or dots inside; from 4
 * letters on with doubled letters or look-alikes (0 o, 1 l i, 3 e, 4 a, 5 s, 7 t, 8 b); from 5 letters on with one edit (a letter left out, put
 * in, changed or two swapped; the first letter only from 7 on); as it sounds in Cyrillic, Greek, Katakana, Hangul or Arabic; in mixed scripts. It is
 * found written together with ordinary words of goods (nikeshoes), from 6 letters on at an end of any word, and from 7 on within one. Words of our table of ordinary words count as
 * a brand only when they are its very letters, so that `channel` is not Chanel; brands of fewer than 4 letters are found exactly or not at all.
 *
 * The first 400 UTF-16 units and 60 words of a text are read. Look-ups go by hash and by the neighbourhood of deletions, so that time does not grow with
 * the number of brands. Of brands with the same letters the first is returned.
 *
 * @example brandLexicon(['Velmonté']).find('ladies bag V3LMONTE style') // { brand: 'Velmonté', kind: 'misspelt' }
 */
export function brandLexicon(brands: readonly string[]): BrandLexicon {
  const index = new BrandIndex(brands);
  const findInWord = memoise((word) => findWord(index, word), rememberedWords);
  const findJoined = memoise((joined, count) => index.spelt(joined, Number(count)) ?? null, rememberedWords);
  const reader: WordReader = { index, findInWord, findJoined };
  const find = memoise((text) => findText(reader, text.length > maxLength ? text.slice(0, maxLength) : text));
  return { find: (text) => find(text) ?? undefined };
}

interface WordReader {
  readonly index: BrandIndex;
  findInWord(word: string): BrandMention | null;
  findJoined(joined: string, wordCount: string): IndexedBrand | null;
}

function findText(reader: WordReader, text: string): BrandMention | null {
  const words = latinise(text).split(' ', maxWords);
  let misspelt: BrandMention | null = null;
  for (let start = 0; start < words.length; start++) {
    const found = longer(findSplit(reader, words, start), reader.findInWord(words[start]!));
    if (found?.kind === 'exact') return found;
    misspelt ??= found ?? findNearSplit(reader, words, start);
  }
  return misspelt ?? (otherScript.test(text) ? findOtherScripts(reader, text) : null);
}

/** The exact of two mentions, else the first. */
function longer(a: BrandMention | null, b: BrandMention | null): BrandMention | null {
  return a === null || (a.kind !== 'exact' && b?.kind === 'exact') ? b : a;
}

/** A brand of several words, or one with spaces or dots inside, from a word on. */
function findSplit({ index }: WordReader, words: readonly string[], start: number): BrandMention | null {
  let joined = words[start]!;
  let isOrdinary = isOrdinaryWord(joined);
  for (let end = start + 1; end < words.length && index.begins(joined); end++) {
    const word = words[end]!;
    joined += word;
    isOrdinary &&= isOrdinaryWord(word);
    const entry = index.named(joined);
    if (entry === undefined) continue;
    if (entry.words === words.slice(start, end + 1).join(' ')) return { brand: entry.brand, kind: 'exact' };
    const isTold = joined.length >= (isOrdinary ? leastOfOrdinaryWords : leastGluedBrand);
    if (isTold) return { brand: entry.brand, kind: 'misspelt' };
  }
  return null;
}

/** A brand of several words with an edit in one of them. */
function findNearSplit(
  { index, findJoined }: WordReader,
  words: readonly string[],
  start: number,
): BrandMention | null {
  for (const count of index.wordCounts) {
    if (count < 2 || start + count > words.length) continue;
    const parts = words.slice(start, start + count);
    const joined = parts.join('');
    if (joined.length > index.longest + 2 || parts.every(isOrdinaryWord)) continue;
    const entry = findJoined(joined, String(count));
    if (entry !== null) return { brand: entry.brand, kind: 'misspelt' };
  }
  return null;
}

function findWord(index: BrandIndex, word: string): BrandMention | null {
  const exact = index.named(word);
  if (exact !== undefined) return { brand: exact.brand, kind: 'exact' };
  if (word.length < leastGluedBrand || word.length > maxWordLength || isOrdinaryWord(word)) return null;
  const spelt = index.spelt(word);
  if (spelt !== undefined) return { brand: spelt.brand, kind: 'misspelt' };
  return findGlued(index, word);
}

/** A brand written together with other words. */
function findGlued(index: BrandIndex, word: string): BrandMention | null {
  const exact = index.inside(word) ?? findBetween(index, word);
  if (exact !== undefined) return { brand: exact.brand, kind: 'exact' };
  for (let cut = leastGluedWord; cut <= word.length - leastGluedWord; cut++) {
    const left = word.slice(0, cut);
    const right = word.slice(cut);
    const spelt = findBeside(index, left, right) ?? findBeside(index, right, left);
    if (spelt !== undefined) return { brand: spelt.brand, kind: 'misspelt' };
  }
  return null;
}

/** A brand rightly spelt between ordinary words or an end (fakeguccibag). */
function findBetween(index: BrandIndex, word: string): IndexedBrand | undefined {
  for (let start = 0; start + leastGluedBrand <= word.length; start++) {
    if (start > 0 && !isGluedWord(word.slice(0, start))) continue;
    for (let end = start + 1; end <= word.length && index.begins(word.slice(start, end)); end++) {
      if (end - start < leastGluedBrand || (end < word.length && !isGluedWord(word.slice(end)))) continue;
      const entry = index.named(word.slice(start, end));
      if (entry !== undefined) return entry;
    }
  }
  return undefined;
}

function isGluedWord(word: string): boolean {
  return word.length >= leastGluedWord && !functionWords.has(word) && isOrdinaryWord(word);
}

/** A brand misspelt beside an ordinary word. */
function findBeside(index: BrandIndex, part: string, rest: string): IndexedBrand | undefined {
  return part.length >= leastGluedBrand && isGluedWord(rest) && !isOrdinaryWord(part) ? index.spelt(part) : undefined;
}

/** A brand as it sounds in another script, or in Latin letters mixed with those that look like them. */
function findOtherScripts(reader: WordReader, text: string): BrandMention | null {
  const { index } = reader;
  const words = text.normalize('NFKC').match(wordsOfAnyScript) ?? [];
  for (let start = 0; start < words.length; start++) {
    const word = words[start]!;
    if (latinLetter.test(word)) {
      const unmasked = otherAlphabet.test(word) ? reader.findInWord(latinise(unmaskMixedScript(word))) : null;
      if (unmasked !== null) return { brand: unmasked.brand, kind: 'misspelt' };
    } else if (soundedScript.test(word)) {
      const entry = findSounding(index, words, start);
      if (entry !== undefined) return { brand: entry.brand, kind: 'misspelt' };
    }
  }
  return null;
}

function findSounding(index: BrandIndex, words: readonly string[], start: number): IndexedBrand | undefined {
  for (const count of index.wordCounts) {
    const parts = words.slice(start, start + count);
    if (parts.length < count || !parts.every((part) => soundedScript.test(part))) continue;
    const latin = parts.map((part) => latinise(part));
    if (latin.every(isOrdinaryWord)) continue;
    const entry = index.sounding(latin.join('').replaceAll(' ', ''), greek.test(parts[0]!));
    if (entry !== undefined && entry.wordCount === count) return entry;
  }
  return undefined;
}

/** How alike two names are. */
import { damerauLevenshtein } from '../distance/damerau-levenshtein.ts';
import { jaroWinkler } from '../distance/jaro-winkler.ts';
import { tokenOverlap } from '../distance/token-overlap.ts';
import { wordSet } from '../text/word-set.ts';
import { nameTokens } from './name-tokens.ts';
import { normaliseName } from './normalise-name.ts';

/** Words that many firms share: they weigh a quarter. */
export const commonNameWords: ReadonlySet<string> = wordSet(
  'international trading manufacturing import export industries technology electronics service systems group distribution enterprise commercial',
  'commerce products holding investment logistics forwarding freight shipping transport wholesale retail accessories garments textiles handel',
  'vertrieb supply global equipment marketing management development ticaret sanayi impex general',
);

/** Below this, two words are two words (own choice: unrelated words of equal length reach 0.7). */
const leastWordSimilarity = 0.8;
const initialSimilarity = 0.9;

/**
 * Returns how alike two names are, in [0, 1]: 1 for equal keys ({@link normaliseName}), 0 where either has no words. Each word is paired with its most
 * similar of the other name (Jaro–Winkler of at least 0.8; an initial with a word that it begins at 0.9; numbers and words up to three letters only
 * when equal) and weighs its length, up to 10 letters, words that many firms share a quarter of it. Names divided otherwise into words are compared
 * without spaces too. Symmetric.
 *
 * @example nameSimilarity('Hansen Trading Ltd', 'Hanssen Trdg.') // 0.97…
 */
export function nameSimilarity(a: string, b: string): number {
  const keyA = normaliseName(a);
  const keyB = normaliseName(b);
  if (keyA === '' || keyB === '') return 0;
  if (keyA === keyB) return 1;
  // One order for both directions, so that ties fall alike.
  const [first, second] = keyA < keyB ? [a, b] : [b, a];
  const tokens = nameTokens(first);
  const others = nameTokens(second);
  return Math.max(tokenOverlap(tokens, others, weighWord, compareWords), compareJoined(tokens, others));
}

function weighWord(word: string): number {
  return Math.min(word.length, 10) * (commonNameWords.has(word) ? 0.25 : 1);
}

function compareWords(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length === 1 || b.length === 1) return a[0] === b[0] && isLetter(a) && isLetter(b) ? initialSimilarity : 0;
  if (a.length <= 3 || b.length <= 3 || !isLetter(a) || !isLetter(b)) return 0;
  const similarity = jaroWinkler(a, b);
  return similarity < leastWordSimilarity ? 0 : similarity;
}

function isLetter(word: string): boolean {
  return word >= 'a';
}

/** `Shen Zhen Ke Ji` and `Shenzhen Keji`: the share of letters that need no edit, where at least nine in ten do not. */
function compareJoined(tokens: readonly string[], others: readonly string[]): number {
  if (tokens.length === others.length) return 0;
  const a = tokens.join('');
  const b = others.join('');
  const length = Math.max(a.length, b.length);
  const limit = Math.floor(length / 10);
  const distance = damerauLevenshtein(a, b, limit);
  return distance > limit ? 0 : 1 - distance / length;
}

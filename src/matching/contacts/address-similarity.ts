/** How alike two addresses are. */
import { jaroWinkler } from '../distance/jaro-winkler.ts';
import { tokenOverlap } from '../distance/token-overlap.ts';
import { normaliseAddress } from './normalise-address.ts';

/** Weight of a number: that of a word of as many letters. House numbers and postcodes tell neighbours apart. */
const numberWeight = 6;
/** Below this, two words are two words (own choice). */
const leastWordSimilarity = 0.85;

/**
 * Returns how alike two addresses are, in [0, 1]: 1 for equal keys ({@link normaliseAddress}), 0 where either has no words. Numbers and words up to three
 * letters pair only when equal, others by Jaro–Winkler of at least 0.85; a word weighs its length up to 10, a number 6. Symmetric.
 *
 * @param country ISO 3166-1 alpha-2 of both addresses
 * @example addressSimilarity('12 High St, London', '14 High St, London') // 0.7
 */
export function addressSimilarity(a: string, b: string, country?: string): number {
  const keyA = normaliseAddress(a, country);
  const keyB = normaliseAddress(b, country);
  if (keyA === '' || keyB === '') return 0;
  if (keyA === keyB) return 1;
  const [first, second] = keyA < keyB ? [keyA, keyB] : [keyB, keyA];
  return tokenOverlap(first.split(' '), second.split(' '), weighToken, compareTokens);
}

function weighToken(token: string): number {
  return isNumber(token) ? numberWeight : Math.min(token.length, 10);
}

function compareTokens(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length <= 3 || b.length <= 3 || isNumber(a) || isNumber(b)) return 0;
  const similarity = jaroWinkler(a, b);
  return similarity < leastWordSimilarity ? 0 : similarity;
}

function isNumber(token: string): boolean {
  return token < 'a';
}

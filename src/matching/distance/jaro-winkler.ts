/** The similarity of short strings by Jaro and Winkler. */

/** UTF-16 units that are compared. */
const maxLength = 128;
const prefixScale = 0.1;
const longestPrefix = 4;

const matchedA = new Uint8Array(maxLength);
const matchedB = new Uint8Array(maxLength);

/**
 * Returns the Jaro–Winkler similarity of two strings in [0, 1]: Jaro's similarity raised by a tenth of what it lacks for each equal character at the start,
 * up to four (W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi–Sunter Model of Record Linkage", 1990;
 * without the later adjustments for long strings and a least similarity). 1 for equal strings, also empty ones; 0 where only one is empty. Symmetric.
 * Reads the first 128 UTF-16 units. O(n × m) at worst.
 *
 * @example jaroWinkler('MARTHA', 'MARHTA') // 0.9611
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const left = a.length > maxLength ? a.slice(0, maxLength) : a;
  const right = b.length > maxLength ? b.slice(0, maxLength) : b;
  if (left.length === 0 || right.length === 0) return 0;
  // Greedy matching depends on who is searched in whom; the shorter (then the smaller) always searches.
  const isLeftFirst = left.length !== right.length ? left.length < right.length : left <= right;
  const jaro = isLeftFirst ? compareJaro(left, right) : compareJaro(right, left);
  let prefix = 0;
  while (prefix < longestPrefix && prefix < left.length && left[prefix] === right[prefix]) prefix++;
  return jaro + prefix * prefixScale * (1 - jaro);
}

function compareJaro(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  matchedA.fill(0, 0, a.length);
  matchedB.fill(0, 0, b.length);
  let matches = 0;
  for (let i = 0; i < a.length; i++) {
    const code = a.charCodeAt(i);
    const end = Math.min(b.length - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= end; j++) {
      if (matchedB[j] === 1 || b.charCodeAt(j) !== code) continue;
      matchedA[i] = 1;
      matchedB[j] = 1;
      matches++;
      break;
    }
  }
  if (matches === 0) return 0;
  const swapped = countSwapped(a, b);
  return (matches / a.length + matches / b.length + (matches - swapped / 2) / matches) / 3;
}

/** Counts matched characters whose partner in sequence is another character. */
function countSwapped(a: string, b: string): number {
  let swapped = 0;
  let j = 0;
  for (let i = 0; i < a.length; i++) {
    if (matchedA[i] === 0) continue;
    while (matchedB[j] === 0) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) swapped++;
    j++;
  }
  return swapped;
}

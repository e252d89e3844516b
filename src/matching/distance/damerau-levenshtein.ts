/** The number of edits between two strings. */

/** UTF-16 units that are compared. */
const maxLength = 1000;

/**
 * Returns the Damerau–Levenshtein distance: the least number of insertions, deletions, replacements and swaps of neighbours that make one string
 * of the other (unrestricted: swapped characters may be edited further, so that `ca` → `abc` is 2); R. Lowrance and R. A. Wagner, "An Extension of the
 * String-to-String Correction Problem", 1975. `limit + 1` where the distance is greater than the limit (a whole number of at least 0).
 * Symmetric. Reads the first 1000 UTF-16 units. O(n × m) at worst; less where the limit is soon passed.
 *
 * @example damerauLevenshtein('gucci', 'gucic', 2) // 1
 */
export function damerauLevenshtein(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  const left = a.length > maxLength ? a.slice(0, maxLength) : a;
  const right = b.length > maxLength ? b.slice(0, maxLength) : b;
  const beyond = limit + 1;
  if (Math.abs(left.length - right.length) > limit) return beyond;
  let start = 0;
  let endA = left.length;
  let endB = right.length;
  while (start < endA && start < endB && left.charCodeAt(start) === right.charCodeAt(start)) start++;
  while (endA > start && endB > start && left.charCodeAt(endA - 1) === right.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  if (endA === start || endB === start) return Math.min(beyond, Math.max(endA, endB) - start);
  return Math.min(beyond, fillTable(left.slice(start, endA), right.slice(start, endB), limit));
}

/** The whole table of distances of prefixes; the least value of a row never falls from row to row, so that a row beyond the limit ends it. */
function fillTable(a: string, b: string, limit: number): number {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let j = 0; j < width; j++) table[j] = j;
  const lastRowOf = new Map<number, number>();
  for (let i = 1; i <= a.length; i++) {
    const row = i * width;
    const code = a.charCodeAt(i - 1);
    table[row] = i;
    let least = i;
    let lastColumn = 0;
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1);
      const swapRow = lastRowOf.get(other) ?? 0;
      const swapColumn = lastColumn;
      const isSame = code === other;
      if (isSame) lastColumn = j;
      let distance = Math.min(
        table[row - width + j - 1]! + (isSame ? 0 : 1),
        table[row - width + j]! + 1,
        table[row + j - 1]! + 1,
      );
      if (swapRow > 0 && swapColumn > 0) {
        const before = table[(swapRow - 1) * width + swapColumn - 1]!;
        distance = Math.min(distance, before + (i - swapRow - 1) + 1 + (j - swapColumn - 1));
      }
      table[row + j] = distance;
      if (distance < least) least = distance;
    }
    if (least > limit) return limit + 1;
    lastRowOf.set(code, i);
  }
  return table[a.length * width + b.length]!;
}

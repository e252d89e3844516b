/** How much of two lists of words is shared. */

/**
 * Returns the weighted share of words that have a partner in the other list, each counted by how similar its partner is; in [0, 1]. Pairs are made from
 * the most similar down, no word twice. 0 where either list is empty. O(n × m × log(n × m)).
 *
 * @param weigh weight of a word, above 0
 * @param compare similarity of two words in [0, 1]
 */
export function tokenOverlap(
  tokens: readonly string[],
  others: readonly string[],
  weigh: (token: string) => number,
  compare: (token: string, other: string) => number,
): number {
  if (tokens.length === 0 || others.length === 0) return 0;
  const pairs: { similarity: number; token: number; other: number }[] = [];
  for (let token = 0; token < tokens.length; token++) {
    for (let other = 0; other < others.length; other++) {
      const similarity = compare(tokens[token]!, others[other]!);
      if (similarity > 0) pairs.push({ similarity, token, other });
    }
  }
  pairs.sort((a, b) => b.similarity - a.similarity || a.token - b.token || a.other - b.other);
  const isPaired = new Uint8Array(tokens.length);
  const isOtherPaired = new Uint8Array(others.length);
  let shared = 0;
  for (const { similarity, token, other } of pairs) {
    if (isPaired[token] === 1 || isOtherPaired[other] === 1) continue;
    isPaired[token] = 1;
    isOtherPaired[other] = 1;
    shared += similarity * (weigh(tokens[token]!) + weigh(others[other]!));
  }
  const whole = sum(tokens, weigh) + sum(others, weigh);
  return Math.min(1, shared / whole);
}

function sum(tokens: readonly string[], weigh: (token: string) => number): number {
  let total = 0;
  for (const token of tokens) total += weigh(token);
  return total;
}

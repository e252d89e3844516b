/** The order in which rows are examined. */

/**
 * Returns row indexes by score, highest first; equal scores by `tieRank` (the place of the row's id), else by index; rows without a
 * score (NaN) last.
 */
export function rankOrder(scores: Float64Array, tieRank?: Uint32Array): Uint32Array {
  const order = Uint32Array.from(scores, (_, row) => row);
  const key = (row: number): number => {
    const score = scores[row]!;
    return Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score;
  };
  return order.sort((a, b) => {
    const keyA = key(a);
    const keyB = key(b);
    if (keyA !== keyB) return keyA > keyB ? -1 : 1;
    const hasScore = Number(Number.isNaN(scores[a]!)) - Number(Number.isNaN(scores[b]!));
    return hasScore || (tieRank === undefined ? a - b : tieRank[a]! - tieRank[b]!);
  });
}

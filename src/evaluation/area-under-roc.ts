/** Area under the ROC curve. */
import { rankOrder } from './rank-order.ts';

/**
 * Returns the probability that a positive row scores above a negative one, ties counting half (Mann–Whitney U); NaN without both kinds.
 */
export function areaUnderRoc(scores: Float64Array, labels: Uint8Array): number {
  const order = rankOrder(scores);
  let positives = 0;
  let above = 0;
  let negativesSeen = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    let positivesHere = 0;
    while (end < order.length && isTie(scores, order[start]!, order[end]!)) positivesHere += labels[order[end++]!]!;
    const negativesHere = end - start - positivesHere;
    // Negatives that these positives are not above: those seen before, and half of the ties.
    above -= positivesHere * (negativesSeen + negativesHere / 2);
    positives += positivesHere;
    negativesSeen += negativesHere;
    start = end;
  }
  if (positives === 0 || negativesSeen === 0) return Number.NaN;
  return 1 + above / (positives * negativesSeen);
}

/** Whether two rows have the same score; rows without a score tie with each other. */
export function isTie(scores: Float64Array, a: number, b: number): boolean {
  return scores[a] === scores[b] || (Number.isNaN(scores[a]!) && Number.isNaN(scores[b]!));
}

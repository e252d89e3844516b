/** Area under the precision–recall curve. */
import { isTie } from './area-under-roc.ts';
import { rankOrder } from './rank-order.ts';

/** Returns the average precision: precision at each distinct score, weighted by the recall gained there; NaN without positives. */
export function areaUnderPr(scores: Float64Array, labels: Uint8Array): number {
  const order = rankOrder(scores);
  let found = 0;
  let sum = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    let foundHere = 0;
    while (end < order.length && isTie(scores, order[start]!, order[end]!)) foundHere += labels[order[end++]!]!;
    found += foundHere;
    sum += foundHere * (found / end);
    start = end;
  }
  return found === 0 ? Number.NaN : sum / found;
}

/** How sure the precision at a share is. */
import { quantileSorted } from 'simple-statistics';
import type { Rng } from '../util/rng.ts';
import { selectedCount } from './at-share.ts';

/** Row draws that all replicates together may take. */
const drawBudget = 40_000_000;
const mostReplicates = 1000;
const fewestReplicates = 100;

/**
 * Returns, for each share, the 95% percentile-bootstrap interval of the precision (Efron 1979): rows are drawn with replacement,
 * kept in their order of examination, and the same share is cut off. Replicates are fewer, but at least 100, where rows are many.
 */
export function precisionIntervals(
  order: Uint32Array,
  labels: Uint8Array,
  shares: readonly number[],
  rng: Rng,
): (readonly [number, number])[] {
  const rows = order.length;
  const replicates = Math.max(fewestReplicates, Math.min(mostReplicates, Math.floor(drawBudget / Math.max(1, rows))));
  const precisions = shares.map(() => new Float64Array(replicates));
  const cuts = shares.map((share) => selectedCount(rows, share));
  const counts = new Uint16Array(rows);
  for (let replicate = 0; replicate < replicates; replicate++) {
    counts.fill(0);
    for (let draw = 0; draw < rows; draw++) {
      const place = rng.nextInt(rows);
      counts[place] = counts[place]! + 1;
    }
    cuts.forEach((cut, index) => {
      precisions[index]![replicate] = precisionOfDraw(order, labels, counts, cut);
    });
  }
  return precisions.map((values, index) => {
    if (cuts[index] === 0) return [Number.NaN, Number.NaN] as const;
    const sorted = [...values.sort()];
    return [quantileSorted(sorted, 0.025), quantileSorted(sorted, 0.975)] as const;
  });
}

/** Precision of the first `cut` draws in the order of examination. */
function precisionOfDraw(order: Uint32Array, labels: Uint8Array, counts: Uint16Array, cut: number): number {
  let taken = 0;
  let found = 0;
  for (let place = 0; taken < cut; place++) {
    const use = Math.min(counts[place]!, cut - taken);
    taken += use;
    found += use * labels[order[place]!]!;
  }
  return found / cut;
}

/** Is one column of scores better than another on the same rows? */
import { quantileSorted } from 'simple-statistics';
import type { Rng } from '../util/rng.ts';
import { selectedCount } from './at-share.ts';
import { rankOrder } from './rank-order.ts';

/** Difference of two columns of scores in what they find at a share. */
export interface PairedDifference {
  readonly share: number;
  readonly precisionA: number;
  readonly precisionB: number;
  /** Precision of A less that of B, and its 95% interval over paired bootstrap replicates. */
  readonly difference: number;
  readonly interval: readonly [number, number];
  /** Share of replicates in which A found more than B, ties counting half. */
  readonly probabilityABetter: number;
}

/** Row draws that all replicates together may take. */
const drawBudget = 10_000_000;
const mostReplicates = 1000;
const fewestReplicates = 100;

/**
 * Compares two columns on the same rows at a share. Each replicate draws the same rows for both, so that what the columns
 * have in common cancels out. All numbers are NaN where the share selects nobody.
 */
export function pairedComparison(
  columns: {
    readonly a: Float64Array;
    readonly b: Float64Array;
    readonly labels: Uint8Array;
    /** Place of each row's id among the ids, to break ties by. */
    readonly tieRank?: Uint32Array | undefined;
  },
  share: number,
  rng: Rng,
): PairedDifference {
  const { labels } = columns;
  const orderA = rankOrder(columns.a, columns.tieRank);
  const orderB = rankOrder(columns.b, columns.tieRank);
  const rows = labels.length;
  const cut = selectedCount(rows, share);
  const replicates = Math.max(fewestReplicates, Math.min(mostReplicates, Math.floor(drawBudget / Math.max(1, rows))));
  const counts = new Uint16Array(rows);
  const differences = new Float64Array(replicates);
  let better = cut === 0 ? Number.NaN : 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    counts.fill(0);
    for (let draw = 0; draw < rows; draw++) {
      const row = rng.nextInt(rows);
      counts[row] = counts[row]! + 1;
    }
    const difference = foundBy(orderA, labels, counts, cut) - foundBy(orderB, labels, counts, cut);
    differences[replicate] = difference / cut;
    better += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
  }
  const ones = new Uint16Array(rows).fill(1);
  const precisionA = foundBy(orderA, labels, ones, cut) / cut;
  const precisionB = foundBy(orderB, labels, ones, cut) / cut;
  const sorted = [...differences.sort()];
  return {
    share,
    precisionA,
    precisionB,
    difference: precisionA - precisionB,
    interval: [quantileSorted(sorted, 0.025), quantileSorted(sorted, 0.975)],
    probabilityABetter: better / replicates,
  };
}

function foundBy(order: Uint32Array, labels: Uint8Array, counts: Uint16Array, cut: number): number {
  let taken = 0;
  let found = 0;
  for (let place = 0; taken < cut; place++) {
    const row = order[place]!;
    const use = Math.min(counts[row]!, cut - taken);
    taken += use;
    found += use * labels[row]!;
  }
  return found;
}

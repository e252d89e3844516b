/** The floors that every model is printed beside. */

/** Past results of a group of rows. */
export interface GroupCounts {
  examined: number;
  positive: number;
}

/** Examinations that the coarser rate counts for, at the goods line and at its subheading. */
const linePrior = 0.1;
const subheadingPrior = 20;
const partyPrior = 5;

/**
 * Returns the lookup floor of a row: (positives + 0.1 × subheading's rate) / (n + 0.1) of its goods line, the subheading's rate being
 * (positives + 20 × base) / (n + 20). No model that cannot beat it has learnt more than to recognise lines.
 */
export function lookupFloor(
  line: GroupCounts | undefined,
  subheading: GroupCounts | undefined,
  baseRate: number,
): number {
  const coarser = smoothed(subheading, baseRate, subheadingPrior);
  return smoothed(line, coarser, linePrior);
}

/** Returns the party floor of a row: its importer's past rate, smoothed towards the base rate. */
export function partyFloor(party: GroupCounts | undefined, baseRate: number): number {
  return smoothed(party, baseRate, partyPrior);
}

function smoothed(counts: GroupCounts | undefined, coarser: number, prior: number): number {
  return ((counts?.positive ?? 0) + prior * coarser) / ((counts?.examined ?? 0) + prior);
}

/** What is found when a share of rows is examined. */

/** Figures at one share. */
export interface AtShare {
  readonly share: number;
  /** floor(share × rows). */
  readonly selected: number;
  /** Positives among the selected; NaN with nobody selected. */
  readonly precision: number;
  /** Share of all positives that was selected; NaN without positives. */
  readonly recall: number;
  /** Precision over the base rate. */
  readonly lift: number;
}

/** Returns the figures for the first floor(share × rows) rows of `order`. */
export function atShare(order: Uint32Array, labels: Uint8Array, share: number): AtShare {
  const selected = selectedCount(order.length, share);
  let found = 0;
  let positives = 0;
  for (let place = 0; place < order.length; place++) {
    const label = labels[order[place]!]!;
    positives += label;
    if (place < selected) found += label;
  }
  const precision = selected === 0 ? Number.NaN : found / selected;
  return {
    share,
    selected,
    precision,
    recall: positives === 0 ? Number.NaN : found / positives,
    lift: precision / (positives / order.length),
  };
}

/** Returns floor(share × rows), forgiving the rounding of shares such as 0.29 that no double holds exactly. */
export function selectedCount(rows: number, share: number): number {
  return Math.floor(share * rows + 1e-9);
}

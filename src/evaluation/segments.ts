/** Figures of parts of the rows, so that a good average hides no blind spot. */
import { areaUnderRoc } from './area-under-roc.ts';
import { selectedCount } from './at-share.ts';

/** A named part of the rows. */
export interface Segment {
  readonly name: string;
  /** 1 for rows that belong. */
  readonly mask: Uint8Array;
}

/** Figures of one segment. */
export interface SegmentFigures {
  readonly name: string;
  readonly rows: number;
  readonly positives: number;
  readonly auc: number;
  /** Share of the segment's positives that is in the top 5% of ALL rows: segments share one capacity. */
  readonly recallAt5: number;
}

/** Returns the figures of each segment; `order` is the order of examination of all rows. */
export function evaluateSegments(
  segments: readonly Segment[],
  rows: { readonly scores: Float64Array; readonly labels: Uint8Array; readonly order: Uint32Array },
): SegmentFigures[] {
  const cut = selectedCount(rows.order.length, 0.05);
  const isSelected = new Uint8Array(rows.order.length);
  for (let place = 0; place < cut; place++) isSelected[rows.order[place]!] = 1;
  return segments.map(({ name, mask }) => {
    const members = Uint32Array.from(rows.order.keys()).filter((row) => mask[row] === 1);
    const labels = Uint8Array.from(members, (row) => rows.labels[row]!);
    let positives = 0;
    let found = 0;
    for (const row of members) {
      positives += rows.labels[row]!;
      found += rows.labels[row]! * isSelected[row]!;
    }
    const scores = Float64Array.from(members, (row) => rows.scores[row]!);
    return {
      name,
      rows: members.length,
      positives,
      auc: areaUnderRoc(scores, labels),
      recallAt5: positives === 0 ? Number.NaN : found / positives,
    };
  });
}

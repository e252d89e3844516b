/** The whole report on one column of scores. */
import type { Rng } from '../util/rng.ts';
import { areaUnderPr } from './area-under-pr.ts';
import { areaUnderRoc } from './area-under-roc.ts';
import { type AtShare, atShare } from './at-share.ts';
import { precisionIntervals } from './precision-intervals.ts';
import { rankOrder } from './rank-order.ts';

/** Figures of a column of scores. */
export interface ScoreFigures {
  readonly rows: number;
  readonly positives: number;
  readonly baseRate: number;
  readonly auc: number;
  readonly prAuc: number;
  readonly at: readonly (AtShare & { readonly interval: readonly [number, number] })[];
  /** Order of examination. */
  readonly order: Uint32Array;
}

/** What is evaluated. */
export interface EvaluateScoresInput {
  readonly scores: Float64Array;
  readonly labels: Uint8Array;
  /** Place of each row's id among the ids, to break ties by. */
  readonly tieRank?: Uint32Array | undefined;
  readonly shares: readonly number[];
  readonly rng: Rng;
}

/** Returns the figures of a column of scores. */
export function evaluateScores(input: EvaluateScoresInput): ScoreFigures {
  const { scores, labels, shares } = input;
  const order = rankOrder(scores, input.tieRank);
  let positives = 0;
  for (const label of labels) positives += label;
  const intervals = precisionIntervals(order, labels, shares, input.rng);
  return {
    rows: labels.length,
    positives,
    baseRate: labels.length === 0 ? Number.NaN : positives / labels.length,
    auc: areaUnderRoc(scores, labels),
    prAuc: areaUnderPr(scores, labels),
    at: shares.map((share, index) => ({ ...atShare(order, labels, share), interval: intervals[index]! })),
    order,
  };
}

/** What faults did to a flow. */

import type { StoreDifference } from './compare-stores.ts';
import type { Flow, FlowFile } from './make-flow.ts';
import type { StoreEnd } from './store-end.ts';

/** A fault and how it was overcome. */
export interface TalliedFault {
  readonly kind: string;
  /** Seconds until work went on; undefined where it did not within a minute. */
  readonly recoverySeconds: number | undefined;
  /** Pieces of work in hand. */
  readonly workInHand: number;
}

/** A disturbed run beside an undisturbed one. */
export interface FaultTally {
  readonly wiring: 'PostgreSQL + Redis' | 'embedded' | 'three hosts';
  readonly faults: readonly TalliedFault[];
  readonly flow: Flow;
  readonly sent: readonly FlowFile[];
  /** Files sent again, since they were not acknowledged. */
  readonly repeats: number;
  readonly end: StoreEnd;
  readonly facts: StoreDifference;
  readonly history: StoreDifference;
  /** After everything was scored again in both stores. */
  readonly scores: StoreDifference;
  /** Scores before that which differed, and how many there were. */
  readonly firstScores: { readonly differing: number; readonly all: number };
  /** Longest time until the very pieces of a dead worker's work were begun again; undefined where that is not known. */
  readonly samePiecesSeconds?: number;
  readonly desertions: readonly string[];
  readonly seconds: number;
  readonly undisturbedSeconds: number;
}

/** How groups of infringers behave. */

/** Shares and probabilities of what groups do; all own choices, since nothing of the kind is published. */
export interface InfringerHabits {
  /** Share of orders that groups send, at a base rate of 2%. */
  readonly share: number;
  /** Least and greatest probability that an order carries fakes at all; the rest is cover. */
  readonly dirtyShare: readonly [number, number];
  /** Probability that a loss makes the group give up the front that lost. */
  readonly burnt: number;
  /** Probability in a week that a group gives up a front without a loss. */
  readonly retiredWeekly: number;
  /** Probability that a loss makes it look for another seller and shipper. */
  readonly newSeller: number;
  /** Probability that a loss makes it take another hub. */
  readonly newHub: number;
  /** Probability that a loss makes it move: another hub, mode and declarant, and every second time another agency and channel with new fronts. */
  readonly moved: number;
  /** Share of firms' consignments that bear the name of a known importer. */
  readonly hijacked: number;
  /** Share of orders with fakes that are split into several small parcels. */
  readonly split: number;
  /** Share of orders that are labels and packaging, sent apart from the goods (OECD/EUIPO 2025 [S61]; 9% each of detained articles in 2018 [S89]). */
  readonly labels: number;
  /** Whether groups probe: cheap test parcels first, then the same again while it gets through, and a stop when it was caught. */
  readonly isProbing: boolean;
}

/** Habits of groups where a scenario says nothing else. */
export const defaultHabits: InfringerHabits = {
  share: 0.0165,
  dirtyShare: [0.35, 0.8],
  burnt: 0.6,
  retiredWeekly: 0.03,
  newSeller: 0.1,
  newHub: 0.08,
  moved: 0.04,
  hijacked: 0.02,
  split: 0.3,
  labels: 0.1,
  isProbing: false,
};

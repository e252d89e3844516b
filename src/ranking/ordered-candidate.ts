/** Candidates in order, and what is chosen among them. */
import type { Harm } from './harm.ts';
import type { RankingCandidate } from './ranking-candidate.ts';

/** Why a consignment was selected. */
export type SelectionSource = 'random' | 'model' | 'rule' | 'manual' | 'look-out';

/** An eligible candidate with its place in the order. */
export interface OrderedCandidate {
  readonly candidate: RankingCandidate;
  readonly harm: Harm;
  readonly expectedHarm: number;
}

/** Which of a cell's candidates are selected and how likely each was to be. */
export type CellChoice = ReadonlyMap<
  string,
  { readonly source: SelectionSource | undefined; readonly probability: number }
>;

/** Traders and what they habitually do. */
import type { HabitualLine } from '../consignments/item-prior.ts';
import type { SimulatedParty } from '../simulated-fact.ts';

/** Somebody who sells on a marketplace. */
export interface Seller {
  readonly party: SimulatedParty;
  /** Who ships for it: itself, or a house that ships for many. */
  readonly consignor: SimulatedParty;
  /** Name of the marketplace. */
  readonly platform: string;
  readonly lines: readonly HabitualLine[];
  /** Added probability that sensitive goods bought here infringe, 0 for nearly all. */
  readonly taint: number;
}

/** An importing business with its habits. */
export interface Trader {
  readonly party: SimulatedParty;
  /** Index of the agency at whose border it imports. */
  readonly agencyIndex: number;
  /** Index of another agency at whose border it imports too, where it does. */
  readonly otherAgencyIndex: number | undefined;
  readonly channel: 'post' | 'express' | 'cargo';
  readonly mode: string;
  readonly office: string;
  readonly lines: readonly HabitualLine[];
  /** Sellers by country of departure, and who ships for each: itself, or a house that ships for many. */
  readonly supplies: ReadonlyMap<string, { readonly seller: SimulatedParty; readonly consignor: SimulatedParty }>;
  /** Number of the address that its goods go to: its own, or that of a store that serves many. */
  readonly deliveryAddressNumber: number;
  readonly declarant: SimulatedParty;
  /** The one it turns to now and then. */
  readonly secondDeclarant: SimulatedParty;
  readonly carrier: SimulatedParty;
  /** Median multiple of the usual quantity. */
  readonly size: number;
  /** Probability that a sensitive item of this trader infringes beyond the ambient one. */
  readonly taint: number;
  /** How many consignments it sends relative to others. */
  readonly activity: number;
}

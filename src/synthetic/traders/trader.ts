/** Traders and what they habitually do. */
import type { GoodsKind } from '../goods/goods-kind.ts';
import type { SimulatedParty } from '../simulated-fact.ts';

/** Goods that a trader deals in again and again. */
export interface TradeLine {
  readonly goods: GoodsKind;
  readonly originCountry: string;
  /** Where the goods usually leave from. */
  readonly departureCountry: string;
  readonly seller: SimulatedParty;
  /** Natural logarithm of this trader's price for these goods over their median. */
  readonly priceLevel: number;
}

/** Somebody who sells to many. */
export interface Seller {
  readonly party: SimulatedParty;
  /** Added probability that goods bought here infringe, 0 for nearly all. */
  readonly taint: number;
}

/** An importing business with its habits. */
export interface Trader {
  readonly party: SimulatedParty;
  /** Index of the agency at whose border it imports. */
  readonly agencyIndex: number;
  readonly channel: 'post' | 'express' | 'cargo';
  readonly mode: string;
  readonly office: string;
  readonly lines: readonly TradeLine[];
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

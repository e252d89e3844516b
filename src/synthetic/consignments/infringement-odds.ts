/** How likely goods infringe where no group is behind them. */
import { departureRisk, originRisk } from '../goods/provenance.ts';
import type { ItemPrior } from './item-prior.ts';

/**
 * Share of items that infringe by lane, the channel and the risk of the country: half a percent where little is to be feared, 5% of small
 * parcels from risky countries as a blitz on such lanes found (Mega Flex 2019 [S81]), and steps between them.
 */
const laneRates = {
  post: { low: 0.005, medium: 0.025, high: 0.05 },
  express: { low: 0.005, medium: 0.025, high: 0.05 },
  cargo: { low: 0.005, medium: 0.01, high: 0.025 },
} as const;

/** Part of a lane's rate that comes from senders of whom nothing is known, per unit of lure (own choice, fitted so that all senders together make the rates). */
const ambientPart = 0.055;
/** Authorised importers of a brand hardly ever infringe it (own choice). */
const authorisedFactor = 0.05;

/** What the odds of a sender depend on. */
export interface OddsOfSender {
  readonly channel: 'post' | 'express' | 'cargo';
  /** Probability that a sensitive item of this trader or seller infringes beyond the ambient one. */
  readonly taint: number;
  /** 1 at a base rate of 2%. */
  readonly riskScale: number;
}

/**
 * Returns, for one sender, the probability that goods infringe by kind, origin and authorisation: what their kind, origin and channel bring, and the taint of their trader or seller where
 * the goods are of a kind that is faked.
 */
export function infringementOdds({ channel, taint, riskScale }: OddsOfSender): ItemPrior['oddsOf'] {
  return (goods, originCountry, isAuthorised) => {
    if (goods.lure === 0) return 0;
    const lane = laneRates[channel][departureRisk(originCountry)] * (0.8 + 0.1 * originRisk(originCountry));
    const ambient = riskScale * ambientPart * goods.lure * lane * (isAuthorised ? authorisedFactor : 1);
    const tainted = goods.lure >= 3 ? taint : 0;
    return Math.min(0.95, 1 - (1 - ambient) * (1 - tainted));
  };
}

/** How likely goods infringe where no group is behind them. */
import type { GoodsKind } from '../goods/goods-kind.ts';
import { originRisk } from '../goods/provenance.ts';

/** Parcels make 57% (post) and 12% (express) of seizures and far less of the goods (OECD 2018 [S74]). */
const channelRisk = { post: 1.7, express: 1.3, cargo: 0.7 } as const;

/** Probability per unit of lure and risk at a base rate of 2% (own choice, fitted to that rate). */
const ambientOdds = 0.0009;

/**
 * Returns the probability that goods infringe: what their kind, origin and channel bring, and the taint of their trader or seller where
 * the goods are of a kind that is faked.
 */
export function infringementOdds(
  goods: GoodsKind,
  lane: { readonly originCountry: string; readonly channel: 'post' | 'express' | 'cargo' },
  trader: { readonly taint: number; readonly riskScale: number },
): number {
  const ambient =
    trader.riskScale * ambientOdds * goods.lure * originRisk(lane.originCountry) * channelRisk[lane.channel];
  const tainted = goods.lure >= 3 ? trader.taint : 0;
  return Math.min(0.9, 1 - (1 - ambient) * (1 - tainted));
}

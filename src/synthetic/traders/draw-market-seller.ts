/** Draws a new marketplace seller with its habits. */

import type { Rng } from '../../util/rng.ts';
import type { HabitualLine } from '../consignments/item-prior.ts';
import { drawBetween, drawChance, drawOne } from '../draws/distributions.ts';
import { brandsOf } from '../goods/brands.ts';
import { parcelGoods } from '../goods/goods-pool.ts';
import { departureRisk, hubsOf } from '../goods/provenance.ts';
import type { TraderSurroundings } from './draw-trader.ts';
import type { Seller } from './trader.ts';

/** Share of marketplace sellers through whom fakes are sold, by the risk of their country (own choice). */
const taintedShare = { low: 0.005, medium: 0.018, high: 0.034 } as const;

/** Marketplaces; none exists. */
export const platforms: readonly string[] = ['Bazarix', 'Onivend', 'Tradelune', 'Quikello', 'Shoplark'];

/** Returns a new seller of one to five kinds of goods from one country. */
export function drawMarketSeller(
  { register, market, houseOf, riskScale }: Pick<TraderSurroundings, 'register' | 'market' | 'houseOf' | 'riskScale'>,
  rng: Rng,
): Seller {
  const first = parcelGoods.draw(rng);
  const country = market.drawOrigin(first.family, rng);
  const near = parcelGoods.kinds.filter((goods) => goods.family === first.family);
  const departureCountry = drawChance(rng, 0.1) ? drawOne(rng, hubsOf(country)) : country;
  const priceLevel = 0.25 + 0.2 * rng.nextNormal();
  const lines = Array.from({ length: drawBetween(rng, 1, 5) }, (_, index): HabitualLine => {
    const goods = index === 0 ? first : drawChance(rng, 0.7) ? drawOne(rng, near) : parcelGoods.draw(rng);
    const brand = drawChance(rng, 0.2) ? drawOne(rng, brandsOf(goods.family)).name : undefined;
    return {
      goods,
      originCountry: country,
      departureCountry,
      priceLevel: priceLevel + 0.5 * goods.priceSpread * rng.nextNormal(),
      brand,
      fakeBrand: brand,
      isAuthorised: false,
    };
  });
  const party = register.create({ country, partyKind: 'business', isAuthorisedOperator: false });
  return {
    party,
    consignor: drawChance(rng, 0.35) ? houseOf(departureCountry, rng) : party,
    platform: drawOne(rng, platforms),
    lines,
    taint: drawChance(rng, taintedShare[departureRisk(country)])
      ? Math.min(0.9, riskScale * (0.1 + 0.5 * rng.next()))
      : 0,
  };
}

/** Where goods come from at one moment of the world: shares drift from year to year, and a new market may open. */
import type { Rng } from '../../util/rng.ts';
import { drawChance, drawOne } from '../draws/distributions.ts';
import type { GoodsFamily } from './goods-kind.ts';
import { originChoice, originRisk } from './provenance.ts';

/** Countries that begin to trade at some day of the world. */
export interface NewMarket {
  /** First day, counted from the world's. */
  readonly fromDay: number;
  /** ISO 3166-1 alpha-2. */
  readonly origins: readonly string[];
  /** Share of newly found supplies that come from there once it is open. */
  readonly share: number;
  /** Share of traders, sellers and groups that are replaced by new ones every week while it is open. */
  readonly weeklyEntry: number;
}

/** The present state of supply. */
export interface OriginMarket {
  /** Draws the origin of a new supply of a family of goods. */
  drawOrigin(family: GoodsFamily, rng: Rng): string;
  /** Draws the origin of fakes: of up to twenty draws from the trade, the first that passes by risk. */
  drawRiskyOrigin(family: GoodsFamily, rng: Rng): string;
  /** Time passes to a day of the world. */
  passTo(day: number, epochMs: number): void;
  /** Share of everybody replaced each week for the new market's sake; 0 while it is closed. */
  readonly weeklyEntry: number;
}

/** Returns the market on the first day. */
export function createOriginMarket(startMs: number, newMarket: NewMarket | undefined): OriginMarket {
  let year = new Date(startMs).getUTCFullYear();
  let isOpen = newMarket !== undefined && newMarket.fromDay <= 0;
  const drawOrigin = (family: GoodsFamily, rng: Rng): string => {
    if (isOpen && drawChance(rng, newMarket!.share)) return drawOne(rng, newMarket!.origins);
    return originChoice(family, year)(rng);
  };
  return {
    drawOrigin,
    drawRiskyOrigin(family, rng) {
      for (let turn = 0; turn < 20; turn++) {
        const origin = drawOrigin(family, rng);
        if (rng.next() * 3.2 < originRisk(origin)) return origin;
      }
      return drawOrigin(family, rng);
    },
    passTo(day, epochMs) {
      year = new Date(epochMs).getUTCFullYear();
      isOpen = newMarket !== undefined && newMarket.fromDay <= day;
    },
    get weeklyEntry() {
      return isOpen ? newMarket!.weeklyEntry : 0;
    },
  };
}

/** Sets of goods that are drawn by their share of trade. */
import type { Rng } from '../../util/rng.ts';
import { createWeightedChoice, type WeightedChoice } from '../draws/weighted-choice.ts';
import { goodsCatalogue } from './goods-catalogue.ts';
import type { GoodsKind } from './goods-kind.ts';

/** Some kinds of goods with the probability of each. */
export interface GoodsPool {
  draw(rng: Rng): GoodsKind;
  /** Probability that one draw gives this kind; 0 for a kind outside the pool. */
  shareOf(goods: GoodsKind): number;
  readonly kinds: readonly GoodsKind[];
}

/** Everything that is traded. */
export const allGoods: GoodsPool = createGoodsPool(goodsCatalogue);

/** What private people order: pieces of less than five kilograms. */
export const parcelGoods: GoodsPool = createGoodsPool(
  goodsCatalogue.filter((goods) => goods.unitCode !== 'KGM' && goods.pieceMassKg < 5),
);

function createGoodsPool(kinds: readonly GoodsKind[]): GoodsPool {
  const total = kinds.reduce((sum, goods) => sum + goods.tradeWeight, 0);
  const shares = new Map(kinds.map((goods) => [goods, goods.tradeWeight / total]));
  const choice: WeightedChoice<GoodsKind> = createWeightedChoice(kinds.map((goods) => [goods, goods.tradeWeight]));
  return { draw: choice, shareOf: (goods) => shares.get(goods) ?? 0, kinds };
}

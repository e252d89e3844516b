/** Constants of the distributions from which declarations are drawn, honest ones and fakes; the draw and the likelihoods share them. */
import { goodsCatalogue } from '../goods/goods-catalogue.ts';
import type { GoodsKind } from '../goods/goods-kind.ts';

/** A value for honest goods and one for fakes. */
interface ByTruth {
  readonly honest: number;
  readonly fake: number;
}

/** Probability that honest goods are declared as a harmless kind by a careless clerk (own choice). */
export const honestDisguisedShare = 0.012;

/** Harmless kinds that goods are declared as. */
export const disguises: readonly GoodsKind[] = goodsCatalogue.filter((goods) =>
  ['392690', '630790', '732690', '420292', '950490'].includes(goods.hs6),
);

/** Whether goods may be declared as another kind: those counted by mass are not. */
export function isDisguisable(goods: GoodsKind): boolean {
  return goods.unitCode !== 'KGM';
}

/** Standard deviation of the logarithm of one price around the habitual one. */
export const priceNoise = 0.25;

/** Standard deviation of the logarithm of a fake's declared over its real price. No distribution is published; own choice. */
export const undervaluationSpread = 0.35;

/** Honest goods that are declared under their price: share, median and spread (own choice). */
export const honestUndervaluation = { share: 0.06, median: 0.6, spread: 0.3 } as const;

/** Standard deviation of the logarithm of mass a piece around the kind's usual one (own choice). */
export const massSpread: ByTruth = { honest: 0.18, fake: 0.24 };

/** Probability of a vague description of honest goods; postal declarations are filled in by the sender, unchecked, often wrong (OECD/EUIPO 2018 [S42]). */
export const honestVagueness = { post: 0.07, express: 0.05, cargo: 0.02 } as const;

/** Probability that a postal declaration gives no value ([S42]; shares are our own). */
export const missingValueShare: ByTruth = { honest: 0.06, fake: 0.09 };

/** Probability that an honest branded item's description misspells the brand, where it is not vague (own choice). */
export const honestHiddenBrandShare = 0.012;

/** Probability that a branded item that does not hide it declares its brand. */
export const declaredBrandShare: ByTruth = { honest: 0.6, fake: 0.2 };

/** Median and spread of what a consignment's item is worth, in US dollars. */
export const itemWorth = { express: { median: 160, spread: 1.2 }, cargo: { median: 9000, spread: 1.1 } } as const;

/** Steps to which declared amounts are rounded, and the least that is declared. */
export const rounding = { massKg: { step: 0.001, least: 0.001 }, valueUsd: { step: 0.01, least: 0.05 } } as const;

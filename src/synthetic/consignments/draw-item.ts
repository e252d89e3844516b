/** Draws one goods item: what it is, what is declared, what it costs and weighs. */
import type { Rng } from '../../util/rng.ts';
import { drawBetween, drawChance, drawLogNormal, drawOne } from '../draws/distributions.ts';
import { brandsOf } from '../goods/brands.ts';
import { goodsCatalogue } from '../goods/goods-catalogue.ts';
import type { GoodsKind } from '../goods/goods-kind.ts';
import type { SimulatedItem } from '../simulated-fact.ts';

/** What is known of an item before it is drawn. */
export interface ItemPlan {
  readonly goods: GoodsKind;
  readonly originCountry: string;
  readonly channel: 'post' | 'express' | 'cargo';
  /** Natural logarithm of the honest price over the median. */
  readonly priceLevel: number;
  /** Median multiple of the usual quantity. */
  readonly size: number;
  /** Probability that the item infringes. */
  readonly odds: number;
  readonly groupNumber: number | undefined;
  readonly brand: string | undefined;
  /** Median of declared over real price if it infringes. */
  readonly undervaluation: number;
  /** Probability of a vague description if it infringes. */
  readonly vagueness: number;
}

/** Texts that say nothing (own list, after the postal declarations that agencies complain of). */
const vagueTexts: readonly (readonly [string, string])[] = [
  ['accessories', 'Zubehör'],
  ['gift', 'Geschenk'],
  ['samples', 'Muster'],
  ['parts', 'Teile'],
  ['daily necessities', 'Gegenstände des täglichen Bedarfs'],
  ['clothes', 'Kleidung'],
  ['plastic goods', 'Kunststoffwaren'],
];

/** Harmless kinds that fakes are declared as; a real case: "sticker storage bag" for 4,471 branded items (CBP 2019 [S70]). */
const disguises = goodsCatalogue.filter((goods) =>
  ['392690', '630790', '732690', '420292', '950490'].includes(goods.hs6),
);

/** Returns the item. */
export function drawItem(itemNumber: number, plan: ItemPlan, rng: Rng): SimulatedItem {
  const isInfringing = drawChance(rng, plan.odds);
  const declared = isInfringing && drawChance(rng, 0.1) ? drawOne(rng, disguises) : plan.goods;
  const quantity = drawQuantity(plan, rng);
  const price =
    plan.goods.priceUsd * Math.exp(plan.priceLevel + 0.2 * rng.nextNormal()) * declaredShare(isInfringing, plan, rng);
  const pieceMass =
    plan.goods.unitCode === 'KGM' ? 1 : drawLogNormal(rng, plan.goods.pieceMassKg, isInfringing ? 0.3 : 0.18);
  const netMassKg = roundTo(Math.max(0.001, quantity * pieceMass), 1000);
  const isVague = drawChance(rng, isInfringing ? plan.vagueness : plan.channel === 'cargo' ? 0.02 : 0.08);
  const [description, descriptionDe] = isVague
    ? drawOne(rng, vagueTexts)
    : [declared.description, declared.descriptionDe];
  const brand =
    plan.brand ?? (isInfringing || drawChance(rng, 0.3) ? drawOne(rng, brandsOf(plan.goods.family)).name : undefined);
  const isPreferential = preferentialOrigins.has(plan.originCountry) && drawChance(rng, 0.8);
  return {
    itemNumber,
    goods: declared,
    description,
    descriptionDe,
    originCountry: plan.originCountry,
    quantity: declared.unitCode === 'KGM' && plan.goods.unitCode !== 'KGM' ? netMassKg : quantity,
    netMassKg,
    grossMassKg: roundTo(netMassKg * (1.03 + 0.25 * rng.next()), 1000),
    // Postal declarations are filled in by the sender, unchecked, often wrong or absent (OECD/EUIPO 2018 [S42]).
    valueUsd:
      plan.channel === 'post' && drawChance(rng, 0.08) ? undefined : roundTo(Math.max(0.05, quantity * price), 100),
    dutyRatePercent: isPreferential ? 0 : declared.dutyRatePercent,
    isPreferential,
    declaredBrand: brand !== undefined && drawChance(rng, isInfringing ? 0.2 : 0.7) ? brand : undefined,
    truth: { isInfringing, probability: plan.odds, groupNumber: plan.groupNumber, goods: plan.goods, brand },
  };
}

/** Agreements of origin that the agencies' countries honour (own choice). */
const preferentialOrigins = new Set([
  'TR',
  'KR',
  'VN',
  'MA',
  'CH',
  'GB',
  'PK',
  'BD',
  'KH',
  'CO',
  'EC',
  'MX',
  'FR',
  'IT',
  'ES',
  'PT',
  'PL',
  'CZ',
]);

/** Declared over real price: fakes are undervalued, and so are a few honest goods. No distribution is published; own choice. */
function declaredShare(isInfringing: boolean, plan: ItemPlan, rng: Rng): number {
  if (isInfringing) return drawLogNormal(rng, plan.undervaluation, 0.4);
  return drawChance(rng, 0.06) ? drawLogNormal(rng, 0.55, 0.3) : 1;
}

/** Quantities: more than half of postal seizures hold one item ([S78]), about 79% of all fewer than ten ([S61]). */
function drawQuantity(plan: ItemPlan, rng: Rng): number {
  if (plan.channel === 'post')
    return drawChance(rng, 0.55) ? 1 : drawChance(rng, 0.75) ? drawBetween(rng, 2, 9) : drawBetween(rng, 10, 40);
  const consignmentUsd = plan.channel === 'express' ? drawLogNormal(rng, 160, 1.2) : drawLogNormal(rng, 9000, 1.1);
  return Math.max(1, Math.round((plan.size * consignmentUsd) / plan.goods.priceUsd));
}

function roundTo(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}

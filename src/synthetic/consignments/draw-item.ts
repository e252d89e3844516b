/** Draws one goods item: what it is, what is declared, what it costs and weighs. */
import type { Rng } from '../../util/rng.ts';
import { drawBetween, drawChance, drawLogNormal, drawOne } from '../draws/distributions.ts';
import { brandsOf } from '../goods/brands.ts';
import type { GoodsKind } from '../goods/goods-kind.ts';
import { hiddenBrand } from '../goods/written-brand.ts';
import type { SimulatedItem } from '../simulated-fact.ts';
import {
  declaredBrandShare,
  disguises,
  honestDisguisedShare,
  honestHiddenBrandShare,
  honestUndervaluation,
  honestVagueness,
  isDisguisable,
  itemWorth,
  massSpread,
  missingValueShare,
  priceNoise,
  rounding,
  undervaluationSpread,
} from './item-habits.ts';
import type { HabitualLine, ItemPrior } from './item-prior.ts';

/** An item as drawn; the oracle's part of its truth is added when the whole order is known. */
export type DrawnItem = Omit<SimulatedItem, 'itemNumber' | 'truth'> & {
  readonly truth: Pick<SimulatedItem['truth'], 'isInfringing' | 'goods' | 'brand'>;
};

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

/** Returns an item drawn from its prior. */
export function drawItem(prior: ItemPrior, rng: Rng): DrawnItem {
  const line = drawOne(rng, prior.lines);
  const isUsual = !drawChance(rng, prior.unusualShare);
  const goods = isUsual ? line.goods : prior.pool.draw(rng);
  const { originCountry } = line;
  const isAuthorised = isUsual && line.isAuthorised;
  const isInfringing = drawChance(rng, prior.oddsOf(goods, originCountry, isAuthorised));
  const truth = isInfringing ? 'fake' : 'honest';
  const isDisguised =
    isDisguisable(goods) && drawChance(rng, isInfringing ? prior.fake.disguised : honestDisguisedShare);
  const declared = isDisguised ? drawOne(rng, disguises) : goods;
  const quantity = drawQuantity(prior, goods, rng);
  const priceLevel = isUsual
    ? line.priceLevel
    : prior.unusualPriceLevel + prior.unusualPriceSpread * goods.priceSpread * rng.nextNormal();
  const price =
    goods.priceUsd * Math.exp(priceLevel + priceNoise * rng.nextNormal()) * drawDeclaredShare(isInfringing, prior, rng);
  const level = isInfringing ? prior.fake.lightness : 0;
  const pieceMassKg =
    goods.unitCode === 'KGM' ? 1 : goods.pieceMassKg * Math.exp(level + massSpread[truth] * rng.nextNormal());
  const netMassKg = roundTo(Math.max(rounding.massKg.least, quantity * pieceMassKg), rounding.massKg.step);
  const isVague = drawChance(rng, isInfringing ? prior.fake.vagueness : honestVagueness[prior.channel]);
  const brand = drawBrand({ prior, line: isUsual ? line : undefined, goods, isInfringing }, rng);
  const shown = drawShownBrand(
    brand,
    { truth, isVague, hidden: isInfringing ? prior.fake.hiddenBrand : honestHiddenBrandShare },
    rng,
  );
  const [description, descriptionDe] = isVague
    ? drawOne(rng, vagueTexts)
    : textsOf(declared, shown === 'hidden' ? brand : undefined, rng);
  const isPreferential = preferentialOrigins.has(originCountry) && drawChance(rng, 0.8);
  const hasNoValue = prior.channel === 'post' && drawChance(rng, missingValueShare[truth]);
  return {
    goods: declared,
    description,
    descriptionDe,
    originCountry,
    quantity,
    netMassKg,
    grossMassKg: roundTo(netMassKg * (1.03 + 0.25 * rng.next()), rounding.massKg.step),
    valueUsd: hasNoValue
      ? undefined
      : roundTo(Math.max(rounding.valueUsd.least, quantity * price), rounding.valueUsd.step),
    dutyRatePercent: isPreferential ? 0 : declared.dutyRatePercent,
    isPreferential,
    isVague,
    declaredBrand: shown === 'declared' ? brand : undefined,
    hiddenBrand: shown === 'hidden' ? brand : undefined,
    truth: { isInfringing, goods, brand },
  };
}

/** Agreements of origin that the agencies' countries honour (own choice). */
const preferentialOrigins = new Set('TR KR VN MA CH GB PK BD KH CO EC MX FR IT ES PT PL CZ'.split(' '));

function drawDeclaredShare(isInfringing: boolean, prior: ItemPrior, rng: Rng): number {
  if (isInfringing) return drawLogNormal(rng, prior.fake.undervaluation, undervaluationSpread);
  const { share, median, spread } = honestUndervaluation;
  return drawChance(rng, share) ? drawLogNormal(rng, median, spread) : 1;
}

/** Quantities: more than half of postal seizures hold one item ([S78]), about 79% of all fewer than ten ([S61]). */
function drawQuantity(prior: ItemPrior, goods: GoodsKind, rng: Rng): number {
  if (prior.channel === 'post')
    return drawChance(rng, 0.55) ? 1 : drawChance(rng, 0.75) ? drawBetween(rng, 2, 9) : drawBetween(rng, 10, 40);
  const worth = itemWorth[prior.channel];
  return Math.max(1, Math.round((prior.size * drawLogNormal(rng, worth.median, worth.spread)) / goods.priceUsd));
}

interface BrandOccasion {
  readonly prior: ItemPrior;
  readonly line: HabitualLine | undefined;
  readonly goods: GoodsKind;
  readonly isInfringing: boolean;
}

function drawBrand({ prior, line, goods, isInfringing }: BrandOccasion, rng: Rng): string | undefined {
  const own = isInfringing ? line?.fakeBrand : line?.brand;
  if (own !== undefined) return own;
  return isInfringing || drawChance(rng, prior.brandedShare) ? drawOne(rng, brandsOf(goods.family)).name : undefined;
}

function drawShownBrand(
  brand: string | undefined,
  { truth, isVague, hidden }: { readonly truth: 'honest' | 'fake'; readonly isVague: boolean; readonly hidden: number },
  rng: Rng,
): 'hidden' | 'declared' | undefined {
  if (brand === undefined) return undefined;
  if (!isVague && drawChance(rng, hidden)) return 'hidden';
  return drawChance(rng, declaredBrandShare[truth]) ? 'declared' : undefined;
}

function textsOf(goods: GoodsKind, hidden: string | undefined, rng: Rng): readonly [string, string] {
  const { description, descriptionDe } = goods;
  if (hidden === undefined) return [description, descriptionDe];
  const bits = rng.nextInt(0x7fffffff);
  // The German texts travel in an encoding that has no other script.
  return [`${description}, ${hiddenBrand(hidden, bits)}`, `${descriptionDe}, ${hiddenBrand(hidden, bits, 'latin')}`];
}

function roundTo(value: number, step: number): number {
  return Math.round(value / step) / Math.round(1 / step);
}

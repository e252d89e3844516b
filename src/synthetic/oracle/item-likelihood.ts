/** How likely a declared item is under a prior, and how much of that is with fakes. */
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
} from '../consignments/item-habits.ts';
import type { HabitualLine, ItemPrior } from '../consignments/item-prior.ts';
import { normalInterval, roundedLogNormal } from '../draws/normal-interval.ts';
import { brandsOf } from '../goods/brands.ts';
import type { GoodsKind } from '../goods/goods-kind.ts';
import type { SimulatedItem } from '../simulated-fact.ts';

/** What is declared of an item: all that the oracle may look at. */
export type ObservedItem = Pick<
  SimulatedItem,
  'goods' | 'originCountry' | 'quantity' | 'netMassKg' | 'valueUsd' | 'isVague' | 'declaredBrand' | 'hiddenBrand'
>;

/** Probability of what is declared, and of the same together with the item infringing. */
export interface ItemLikelihood {
  readonly all: number;
  readonly infringing: number;
}

/** Goods that the item may really be, with what the sender's habit says of them. */
interface Hypothesis {
  readonly goods: GoodsKind;
  readonly priceLevel: number;
  readonly priceSigma: number;
  readonly line: HabitualLine | undefined;
}

const isDisguise = new Set(disguises);

/**
 * Returns the likelihood of a declared item: the sum over everything that it may be by the prior, in the line of habit or out of it, declared as
 * what it is or as something else. Goods, origin, quantity, mass, value, description and brand are taken together.
 */
export function itemLikelihood(item: ObservedItem, prior: ItemPrior): ItemLikelihood {
  let all = 0;
  let infringing = 0;
  const add = (weight: number, hypothesis: Hypothesis): void => {
    const { goods, line } = hypothesis;
    const canBe = goods === item.goods || (isDisguise.has(item.goods) && isDisguisable(goods));
    if (!canBe || weight === 0) return;
    const odds = prior.oddsOf(goods, item.originCountry, line?.isAuthorised ?? false);
    // The quantity depends on the goods and not on the truth.
    const shared = weight * (isDisguise.has(item.goods) ? quantityProbability(item.quantity, goods, prior) : 1);
    const asFake = odds === 0 ? 0 : shared * odds * productOf(declaredProbabilities(item, hypothesis, prior, 'fake'));
    const asHonest = shared * (1 - odds) * productOf(declaredProbabilities(item, hypothesis, prior, 'honest'));
    all += asFake + asHonest;
    infringing += asFake;
  };
  const lineShare = 1 / prior.lines.length;
  let sameOrigin = 0;
  for (const line of prior.lines) {
    if (line.originCountry !== item.originCountry) continue;
    sameOrigin += lineShare;
    add(lineShare * (1 - prior.unusualShare), {
      goods: line.goods,
      priceLevel: line.priceLevel,
      priceSigma: priceNoise,
      line,
    });
  }
  if (prior.unusualShare > 0) {
    const unusual = sameOrigin * prior.unusualShare;
    if (isDisguise.has(item.goods)) {
      for (const goods of prior.pool.kinds) add(unusual * prior.pool.shareOf(goods), unusualGoods(goods, prior));
    } else add(unusual * prior.pool.shareOf(item.goods), unusualGoods(item.goods, prior));
  }
  return { all, infringing };
}

/** Names of the kinds of evidence in what is declared, in the order of {@link declaredProbabilities}. */
const evidenceKinds = ['goods', 'mass', 'price', 'description and brand'] as const;

/**
 * Returns the log-likelihood ratios (fake over honest) of each kind of evidence, were the goods what they are declared to be; those below 0.1 in size
 * are left out. Written `kind=ratio`.
 */
export function evidenceOf(item: ObservedItem, prior: ItemPrior): string[] {
  const line = prior.lines.find((one) => one.goods === item.goods && one.originCountry === item.originCountry);
  const hypothesis: Hypothesis =
    line === undefined
      ? unusualGoods(item.goods, prior)
      : { goods: line.goods, priceLevel: line.priceLevel, priceSigma: priceNoise, line };
  const fake = declaredProbabilities(item, hypothesis, prior, 'fake');
  const honest = declaredProbabilities(item, hypothesis, prior, 'honest');
  return evidenceKinds.flatMap((kind, index) => {
    const ratio = Math.log(fake[index]! / honest[index]!);
    return Math.abs(ratio) < 0.1 || !Number.isFinite(ratio) ? [] : [`${kind}=${ratio.toFixed(2)}`];
  });
}

function unusualGoods(goods: GoodsKind, prior: ItemPrior): Hypothesis {
  const spread = prior.unusualPriceSpread * goods.priceSpread;
  return { goods, priceLevel: prior.unusualPriceLevel, priceSigma: Math.hypot(priceNoise, spread), line: undefined };
}

type Truth = 'honest' | 'fake';

/** Probabilities of declared goods, mass, value, and description with brand. */
function declaredProbabilities(
  item: ObservedItem,
  hypothesis: Hypothesis,
  prior: ItemPrior,
  truth: Truth,
): readonly [number, number, number, number] {
  const { goods } = hypothesis;
  const hidden = isDisguisable(goods) ? (truth === 'fake' ? prior.fake.disguised : honestDisguisedShare) : 0;
  const goodsProbability =
    (goods === item.goods ? 1 - hidden : 0) + (isDisguise.has(item.goods) ? hidden / disguises.length : 0);
  return [
    goodsProbability,
    massProbability(item, goods, truth === 'fake' ? prior.fake.lightness : 0, massSpread[truth]),
    valueProbability(item, hypothesis, prior, truth),
    textProbability(item, hypothesis, prior, truth),
  ];
}

function productOf(factors: readonly [number, number, number, number]): number {
  return factors[0] * factors[1] * factors[2] * factors[3];
}

function massProbability(
  { quantity, netMassKg }: ObservedItem,
  goods: GoodsKind,
  level: number,
  sigma: number,
): number {
  if (goods.unitCode === 'KGM') return 1;
  const mean = Math.log(quantity * goods.pieceMassKg) + level;
  return roundedLogNormal(netMassKg, { mean, sigma }, rounding.massKg);
}

function valueProbability(
  { quantity, valueUsd }: ObservedItem,
  { goods, priceLevel, priceSigma }: Hypothesis,
  prior: ItemPrior,
  truth: Truth,
): number {
  const missing = prior.channel === 'post' ? missingValueShare[truth] : 0;
  if (valueUsd === undefined) return missing;
  const mean = Math.log(quantity * goods.priceUsd) + priceLevel;
  const of = (median: number, spread: number): number =>
    roundedLogNormal(
      valueUsd,
      { mean: mean + Math.log(median), sigma: Math.hypot(priceSigma, spread) },
      rounding.valueUsd,
    );
  if (truth === 'fake') return (1 - missing) * of(prior.fake.undervaluation, undervaluationSpread);
  const { share, median, spread } = honestUndervaluation;
  return (1 - missing) * ((1 - share) * of(1, 0) + share * of(median, spread));
}

function textProbability(item: ObservedItem, { goods, line }: Hypothesis, prior: ItemPrior, truth: Truth): number {
  const vague = truth === 'fake' ? prior.fake.vagueness : honestVagueness[prior.channel];
  const hides = item.isVague ? 0 : truth === 'fake' ? prior.fake.hiddenBrand : honestHiddenBrandShare;
  const declares = (1 - hides) * declaredBrandShare[truth];
  const own = truth === 'fake' ? line?.fakeBrand : line?.brand;
  const branded = own !== undefined || truth === 'fake' ? 1 : prior.brandedShare;
  const shown = item.declaredBrand ?? item.hiddenBrand;
  const ofText = item.isVague ? vague : 1 - vague;
  if (shown === undefined) return ofText * (1 - branded * (hides + declares));
  const named = branded * brandProbability(shown, goods, own);
  return ofText * named * (item.hiddenBrand === undefined ? declares : hides);
}

function brandProbability(name: string, goods: GoodsKind, own: string | undefined): number {
  if (own !== undefined) return own === name ? 1 : 0;
  const brands = brandsOf(goods.family);
  return brands.some((brand) => brand.name === name) ? 1 / brands.length : 0;
}

function quantityProbability(quantity: number, goods: GoodsKind, prior: ItemPrior): number {
  if (prior.channel === 'post') return 1;
  const { median, spread } = itemWorth[prior.channel];
  const mean = Math.log((prior.size * median) / goods.priceUsd);
  const upper = (Math.log(quantity + 0.5) - mean) / spread;
  const lower = quantity === 1 ? Number.NEGATIVE_INFINITY : (Math.log(quantity - 0.5) - mean) / spread;
  return normalInterval(lower, upper);
}

/** What the maker of a world knows of an item before it is drawn; both the draw and the oracle's likelihoods read it. */
import type { GoodsKind } from '../goods/goods-kind.ts';
import type { GoodsPool } from '../goods/goods-pool.ts';

/** Goods that somebody deals in again and again. */
export interface HabitualLine {
  readonly goods: GoodsKind;
  readonly originCountry: string;
  /** Where the goods usually leave from. */
  readonly departureCountry: string;
  /** Natural logarithm of the habitual price over the median. */
  readonly priceLevel: number;
  /** Brand of the honest goods, where they have one. */
  readonly brand: string | undefined;
  /** Brand that fakes of the line bear; undefined means any of the family. */
  readonly fakeBrand: string | undefined;
  /** Whether the right holder has named the importer as authorised. */
  readonly isAuthorised: boolean;
}

/** Distribution of one item of one sender's consignment. */
export interface ItemPrior {
  readonly channel: 'post' | 'express' | 'cargo';
  /** Lines that the item may be of, each as likely as the others; never empty. */
  readonly lines: readonly HabitualLine[];
  /** Probability that the goods are none of the habit: any of `pool`, from the origin of one of the lines. */
  readonly unusualShare: number;
  readonly pool: GoodsPool;
  /** Mean of the logarithm of price over the median for unusual goods. */
  readonly unusualPriceLevel: number;
  /** Standard deviation of the same, as a multiple of the goods' own spread. */
  readonly unusualPriceSpread: number;
  /** Share of honest goods without a habitual brand that bear one. */
  readonly brandedShare: number;
  /** Median multiple of the usual quantity. */
  readonly size: number;
  /** Probability that the item infringes, by what it is, where it comes from and whether its importer is authorised for its brand. */
  readonly oddsOf: (goods: GoodsKind, originCountry: string, isAuthorised: boolean) => number;
  readonly fake: FakeHabits;
}

/** How somebody declares and makes fakes. */
export interface FakeHabits {
  /** Median of declared over real price. */
  readonly undervaluation: number;
  /** Probability of a vague description. */
  readonly vagueness: number;
  /** Probability that goods are declared as a harmless kind. Real cases: "sticker storage bag" for 4,471 branded items (CBP 2019 [S70]), "women's clothes" for shoes and bags (CBP 2020 [S82]). */
  readonly disguised: number;
  /** Probability that a description that is not vague hides the brand's name misspelt. */
  readonly hiddenBrand: number;
  /** Logarithm of a fake's mass over the kind's usual one: fakes are of lighter stuff (after red flag R3 [S105]). */
  readonly lightness: number;
}

/** Mean of the odds over the lines: the maker's odds of an item of which nothing is known yet. */
export function priorOdds(prior: ItemPrior): number {
  let ofLines = 0;
  for (const line of prior.lines) ofLines += prior.oddsOf(line.goods, line.originCountry, line.isAuthorised);
  ofLines /= prior.lines.length;
  if (prior.unusualShare === 0) return ofLines;
  let ofUnusual = 0;
  for (const { originCountry } of prior.lines) ofUnusual += unusualOdds(prior, originCountry);
  return (1 - prior.unusualShare) * ofLines + (prior.unusualShare * ofUnusual) / prior.lines.length;
}

function unusualOdds({ pool, oddsOf }: ItemPrior, originCountry: string): number {
  let odds = 0;
  for (const goods of pool.kinds) odds += pool.shareOf(goods) * oddsOf(goods, originCountry, false);
  return odds;
}

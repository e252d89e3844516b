/** What the world trades in: one entry a subheading. */

/** Families of goods that come from the same countries. */
export type GoodsFamily =
  | 'textile'
  | 'leather'
  | 'electronics'
  | 'luxury'
  | 'health'
  | 'toys'
  | 'parts'
  | 'industrial'
  | 'food'
  | 'packaging';

/** One subheading with how it is priced, weighed, described and taxed. Prices, masses and weights are own estimates. */
export interface GoodsKind {
  readonly hs6: string;
  readonly family: GoodsFamily;
  readonly description: string;
  /** The same in German. */
  readonly descriptionDe: string;
  /** Median price of a piece, or of a kilogram for goods counted by mass. */
  readonly priceUsd: number;
  /** Standard deviation of the logarithm of price. */
  readonly priceSpread: number;
  /** Median mass of a piece; 1 for goods counted by mass. */
  readonly pieceMassKg: number;
  readonly dutyRatePercent: number;
  /** Share of the world's items, relative to the other kinds. */
  readonly tradeWeight: number;
  /** How drawn infringers are to these goods, relative to the others; 0 means never. */
  readonly lure: number;
  /** Whether fakes of these goods endanger health or safety. */
  readonly isDangerous: boolean;
  /** UN Recommendation 20 unit of the quantity. */
  readonly unitCode: 'H87' | 'PR' | 'KGM';
}

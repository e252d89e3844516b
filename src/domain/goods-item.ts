/** A goods item: one line of a consignment, the unit of features and models. */
import type { Consignment } from './consignment.ts';
import type { Examination } from './examination.ts';
import type { RowOrigin } from './row-origin.ts';

/** One goods item as declared. Missing values are undefined, never zero. */
export interface GoodsItem {
  /** 1-based position in the consignment. */
  readonly itemNumber: number;
  /** 6 to 10 digits as text, leading zeros kept; 2 or 4 digits where the source gives no more. */
  readonly hsCode: string | undefined;
  /** HS edition year (2007, 2012, 2017, 2022), where known. */
  readonly hsEdition: number | undefined;
  readonly description: string | undefined;
  readonly originCountry: string | undefined;
  /** How origin is marked on the goods, as coded by the agency. */
  readonly originMarking: string | undefined;
  readonly netMassKg: number | undefined;
  readonly grossMassKg: number | undefined;
  readonly quantity: number | undefined;
  /** UN Recommendation 20 unit of `quantity`. */
  readonly unitCode: string | undefined;
  /** Declared customs value in `currency`. */
  readonly valueAmount: number | undefined;
  /** ISO 4217. */
  readonly currency: string | undefined;
  /** The value in US dollars at the dated rate of the declaration; undefined without a rate. */
  readonly valueUsd: number | undefined;
  readonly dutyRatePercent: number | undefined;
  readonly dutyType: string | undefined;
  readonly brand: string | undefined;
}

/**
 * One row of a declaration or manifest file: the consignment's header and one goods item. `result` is the
 * examination that some sources give in the same row.
 */
export interface GoodsItemRecord {
  readonly kind: 'declaration' | 'manifest';
  readonly origin: RowOrigin;
  readonly consignment: Consignment;
  readonly item: GoodsItem;
  readonly result: Examination | undefined;
}

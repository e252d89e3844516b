/** A trade statistic: what a country traded, the denominator that seizures alone do not give. */

import type { Handling } from './handling.ts';
import type { Moment } from './moment.ts';
import type { RowOrigin } from './row-origin.ts';

/** One cell of a trade table. */
export interface TradeStatistic {
  readonly kind: 'trade-statistic';
  readonly origin: RowOrigin;
  readonly agency: string;
  readonly reporterCountry: string;
  readonly partnerCountry: string;
  readonly hsCode: string;
  /** First day of the period. */
  readonly periodStart: Moment;
  readonly knownAt: Moment;
  readonly valueUsd: number | undefined;
  readonly netMassKg: number | undefined;
  readonly handling: Handling;
}

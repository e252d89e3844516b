/** A measure: what the law did with goods. "Seizure" is one kind of it. */
import type { ConsignmentReferences } from './consignment.ts';
import type { IprType, Outcome } from './examination.ts';
import type { Handling } from './handling.ts';
import type { Moment } from './moment.ts';
import type { Parties } from './party.ts';
import type { RowOrigin } from './row-origin.ts';

/** Kinds of measure. */
export const measureKinds = [
  'suspension-of-release',
  'detention',
  'seizure',
  'abandonment',
  'destruction',
  'forfeiture',
] as const;
/** A kind of {@link measureKinds}. */
export type MeasureKind = (typeof measureKinds)[number];

/** How the goods were found. */
export const detectionMethods = [
  'risk-profile',
  'model',
  'intelligence',
  'random',
  'ex-officio',
  'application',
  'unknown',
] as const;
/** A method of {@link detectionMethods}. */
export type DetectionMethod = (typeof detectionMethods)[number];

/** Goods as declared or as found. */
interface MeasuredGoods {
  readonly hsCode: string | undefined;
  readonly description: string | undefined;
  readonly quantity: number | undefined;
  readonly unitCode: string | undefined;
}

/** One measure, linked to a consignment by its references where they match one. */
export interface Measure {
  readonly kind: 'measure';
  readonly origin: RowOrigin;
  readonly id: string;
  readonly agency: string;
  readonly measureKind: MeasureKind;
  readonly references: ConsignmentReferences;
  readonly itemNumber: number | undefined;
  readonly occurredAt: Moment;
  readonly knownAt: Moment;
  /** The state of the label that this measure gives, e.g. `detained` or `confirmed`. */
  readonly outcome: Outcome;
  readonly iprType: IprType | undefined;
  readonly brand: string | undefined;
  readonly rightHolder: string | undefined;
  readonly declaredGoods: MeasuredGoods;
  readonly actualGoods: MeasuredGoods;
  readonly valueAmount: number | undefined;
  readonly currency: string | undefined;
  /** What the value is: manufacturer's suggested retail price, domestic retail, declared. */
  readonly valueBasis: 'msrp' | 'domestic-retail' | 'declared' | undefined;
  readonly office: string | undefined;
  readonly mode: string | undefined;
  readonly originCountry: string | undefined;
  readonly departureCountry: string | undefined;
  readonly transitCountries: readonly string[];
  readonly destinationCountry: string | undefined;
  readonly parties: Parties;
  readonly concealment: string | undefined;
  readonly detectionMethod: DetectionMethod;
  readonly isRetracted: boolean;
  readonly handling: Handling;
}

/** A rights record: what a right holder has registered with customs (EU: application for action; US: recordation). */
import type { IprType } from './examination.ts';
import type { Handling } from './handling.ts';
import type { Moment } from './moment.ts';
import type { RowOrigin } from './row-origin.ts';

/** One right in force, for whom, where and for which goods. */
export interface RightsRecord {
  readonly kind: 'rights-record';
  readonly origin: RowOrigin;
  readonly id: string;
  readonly agency: string;
  readonly rightHolder: string;
  readonly iprType: IprType;
  readonly brand: string | undefined;
  /** ISO 3166-1 alpha-2, or `EU`. */
  readonly territories: readonly string[];
  /** HS prefixes of the goods covered; empty means all. */
  readonly hsPrefixes: readonly string[];
  readonly validFrom: Moment;
  readonly validTo: Moment | undefined;
  readonly knownAt: Moment;
  /** Identifiers or names of parties that may deal in the goods. */
  readonly authorisedParties: readonly string[];
  readonly contactName: string | undefined;
  readonly contactPhone: string | undefined;
  readonly contactEmail: string | undefined;
  readonly identificationNotes: string | undefined;
  /** Whether the holder takes part in the small-consignment procedure. */
  readonly acceptsSmallConsignments: boolean | undefined;
  readonly handling: Handling;
}

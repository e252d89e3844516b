/** An operation of one or several agencies, beside its plan: who takes part with which powers, and what it is about. */
import type { Channel } from './consignment.ts';
import type { Handling } from './handling.ts';

/** What an agency may do with goods and people by its own law. */
export const legalPowers = ['open', 'detain', 'seize', 'arrest'] as const;
/** A power of {@link legalPowers}. */
export type LegalPower = (typeof legalPowers)[number];

/** Where an invitation stands. */
export const invitationStates = ['invited', 'accepted', 'declined'] as const;
/** One of {@link invitationStates}. */
export type InvitationState = (typeof invitationStates)[number];

/** A desk that can be reached while an operation runs: never a private number. */
export interface OperationContact {
  readonly name: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

/** Which consignments an operation is about. Every part that is named must hold; an empty part holds for all. */
export interface OperationScope {
  readonly channels: readonly Channel[];
  /** Codes of offices. */
  readonly offices: readonly string[];
  /** Beginnings of HS codes, of which one item must have one. */
  readonly hsPrefixes: readonly string[];
  /** ISO 3166-1 alpha-2, as the countries of departure. */
  readonly originCountries: readonly string[];
  readonly departureCountries: readonly string[];
}

/** An agency in an operation. Its jurisdiction is what it may be given of a list: an empty part holds for all. */
export interface Participation {
  readonly agency: string;
  readonly powers: readonly LegalPower[];
  /** Codes of offices. */
  readonly offices: readonly string[];
  /** Countries of destination, ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  readonly contacts: readonly OperationContact[];
  readonly state: InvitationState;
}

/** The handling of an operation's papers. */
export type OperationHandling = Pick<Handling, 'tlp' | 'europolCodes' | 'isOriginatorControlled'>;

/** What is asked of a consignment by a scope. */
export interface ScopedConsignment {
  readonly office: string | undefined;
  readonly channel: string | undefined;
  readonly hsCodes: readonly string[];
  readonly originCountries: readonly string[];
  readonly departureCountry: string | undefined;
}

/** Whether a consignment is in the scope of an operation; what it does not say is outside of a part that is named. */
export function isInScope(scope: OperationScope, one: ScopedConsignment): boolean {
  const has = (part: readonly string[], value: string | undefined): boolean =>
    part.length === 0 || (value !== undefined && part.includes(value));
  return (
    has(scope.channels, one.channel) &&
    has(scope.offices, one.office) &&
    has(scope.departureCountries, one.departureCountry) &&
    (scope.originCountries.length === 0 || one.originCountries.some((code) => scope.originCountries.includes(code))) &&
    (scope.hsPrefixes.length === 0 ||
      one.hsCodes.some((code) => scope.hsPrefixes.some((prefix) => code.startsWith(prefix))))
  );
}

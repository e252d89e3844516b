/** Values that all of Corvia's formats write alike. */

import { phoneParts } from '../draws/invented-names.ts';
import { opaqueCode } from '../draws/opaque-code.ts';
import type { SimulatedParty } from '../simulated-fact.ts';

/** Euro for one US dollar, as Corvia's declarants reckon. */
const euroPerUsd = 0.86;

/** A number of the form of an EORI, the party's own. */
export function corviaEori(party: SimulatedParty): string {
  return `${party.country}${opaqueCode(party.number, 19)}`;
}

/** An amount in euro with two decimals. */
export function euroOf(valueUsd: number | undefined): string | undefined {
  return valueUsd === undefined ? undefined : (valueUsd * euroPerUsd).toFixed(2);
}

/** A telephone number in international notation (ITU-T E.123). */
export function e123Phone(party: SimulatedParty): string {
  const { dialCode, digits } = phoneParts(party.phoneNumber, party.country);
  return `+${dialCode} ${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`;
}

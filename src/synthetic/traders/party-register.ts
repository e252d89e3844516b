/** Gives every party of the world its number and name; keeps nothing, so that one-off people cost no memory. */
import { firmName, personName } from '../draws/invented-names.ts';
import type { SimulatedParty } from '../simulated-fact.ts';

/** What is known of a new party; it has an address and a telephone of its own unless it shares another's. */
type NewParty = Pick<SimulatedParty, 'country' | 'partyKind' | 'isAuthorisedOperator'> &
  Partial<Pick<SimulatedParty, 'addressNumber' | 'phoneNumber'>>;

/** Creates parties. */
export interface PartyRegister {
  create(of: NewParty): SimulatedParty;
}

/** Returns a register whose first party has number 1. */
export function createPartyRegister(): PartyRegister {
  let last = 0;
  return {
    create({ country, partyKind, isAuthorisedOperator, addressNumber, phoneNumber }) {
      last += 1;
      return {
        number: last,
        name: partyKind === 'natural' ? personName(last) : firmName(last, country),
        country,
        partyKind,
        isAuthorisedOperator,
        addressNumber: addressNumber ?? last,
        phoneNumber: phoneNumber ?? last,
      };
    },
  };
}

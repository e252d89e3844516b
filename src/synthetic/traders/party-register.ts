/** Gives every party of the world its number and name; keeps nothing, so that one-off people cost no memory. */
import { firmName, personName } from '../draws/invented-names.ts';
import type { SimulatedParty } from '../simulated-fact.ts';

/** Creates parties. */
export interface PartyRegister {
  create(of: Pick<SimulatedParty, 'country' | 'partyKind' | 'isAuthorisedOperator'>): SimulatedParty;
}

/** Returns a register whose first party has number 1. */
export function createPartyRegister(): PartyRegister {
  let last = 0;
  return {
    create(of) {
      last += 1;
      return { number: last, name: of.partyKind === 'natural' ? personName(last) : firmName(last), ...of };
    },
  };
}

/** Declarants and carriers: few, long-lived, shared by many traders. */
import type { Rng } from '../../util/rng.ts';
import { createWeightedChoice, type WeightedChoice } from '../draws/weighted-choice.ts';
import type { SimulatedParty } from '../simulated-fact.ts';
import type { PartyRegister } from './party-register.ts';

/** Who serves the traders of one agency. */
export interface ServiceProviders {
  readonly declarants: readonly SimulatedParty[];
  /** Draws a declarant; large ones more often. */
  readonly drawDeclarant: WeightedChoice<SimulatedParty>;
  /** Carriers and couriers by UN Recommendation 19 mode, and `express`. */
  readonly carriers: ReadonlyMap<string, WeightedChoice<SimulatedParty>>;
  /** The postal operator, who also declares what it delivers. */
  readonly post: SimulatedParty;
  /** Couriers, who declare what they deliver. */
  readonly drawCourier: WeightedChoice<SimulatedParty>;
}

/** Returns the providers of an agency's country; `declarants` is how many brokers there are. */
export function createServiceProviders(
  register: PartyRegister,
  country: string,
  declarants: number,
  rng: Rng,
): ServiceProviders {
  const firms = (count: number): [SimulatedParty, number][] =>
    Array.from({ length: count }, (_, rank) => [
      register.create({ country, partyKind: 'business', isAuthorisedOperator: rng.next() < 0.4 }),
      1 / (rank + 3),
    ]);
  const brokers = firms(declarants);
  const couriers = firms(6);
  return {
    declarants: brokers.map(([party]) => party),
    drawDeclarant: createWeightedChoice(brokers),
    carriers: new Map([
      ['1', createWeightedChoice(firms(9))],
      ['2', createWeightedChoice(firms(2))],
      ['3', createWeightedChoice(firms(14))],
      ['4', createWeightedChoice(firms(12))],
    ]),
    post: register.create({ country, partyKind: 'business', isAuthorisedOperator: true }),
    drawCourier: createWeightedChoice(couriers),
  };
}

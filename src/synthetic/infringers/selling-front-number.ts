/** Which party of a consignment is the front that a loss burns. */
import type { SimulatedConsignment } from '../simulated-fact.ts';

/** Returns the number of the seller where a private person buys, else of the importing firm. */
export function sellingFrontNumber(consignment: SimulatedConsignment): number {
  return consignment.importer.partyKind === 'natural' ? consignment.seller.number : consignment.importer.number;
}

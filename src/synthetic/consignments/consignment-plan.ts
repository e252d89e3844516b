/** Who sends what to whom, before references and times are given. */
import type { SimulatedConsignment, SimulatedItem } from '../simulated-fact.ts';

/** The plan of one consignment. */
export type ConsignmentPlan = Pick<
  SimulatedConsignment,
  | 'mode'
  | 'office'
  | 'departureCountry'
  | 'transitCountries'
  | 'freeZone'
  | 'importer'
  | 'deliveryAddressNumber'
  | 'consignor'
  | 'seller'
  | 'platform'
  | 'declarant'
  | 'carrier'
> & {
  readonly agencyIndex: number;
  readonly channel: 'post' | 'express' | 'cargo';
  readonly items: readonly SimulatedItem[];
};

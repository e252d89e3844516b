/** A consignment: goods sent by one consignor to one consignee under one transport contract, as one record tells of it. */
import type { Handling } from './handling.ts';
import type { Moment } from './moment.ts';
import type { Parties } from './party.ts';

/** When in the life of a movement its data arrived, earliest first. */
export const stages = ['pre-loading', 'pre-arrival', 'declaration', 'post-release'] as const;

/** A stage of {@link stages}. */
export type Stage = (typeof stages)[number];

/** How goods reach the border desk; UN Recommendation 19 has no code for express. */
export const channels = ['post', 'express', 'cargo', 'passenger'] as const;

/** A channel of {@link channels}. */
export type Channel = (typeof channels)[number];

/** Which way the goods go under customs law; it changes the legal test. */
export const directions = [
  'import',
  'export',
  'transit',
  'transhipment',
  'free-zone',
  'warehouse',
  'temporary-storage',
] as const;

/** A direction of {@link directions}. */
export type Direction = (typeof directions)[number];

/** The references by which records of one movement find each other, strongest first. */
export interface ConsignmentReferences {
  readonly declaration: string | undefined;
  readonly houseBill: string | undefined;
  readonly airWaybill: string | undefined;
  readonly masterBill: string | undefined;
  /** UPU S10 postal item identifier. */
  readonly s10: string | undefined;
}

/** The clocks of a consignment; each is undefined where the source does not tell. */
export interface ConsignmentTimes {
  readonly received: Moment | undefined;
  readonly eta: Moment | undefined;
  readonly arrived: Moment | undefined;
  readonly presented: Moment | undefined;
  /** After this a target is worth nothing. */
  readonly releaseCutOff: Moment | undefined;
}

/** The header of one record about a consignment; its goods items stand beside it. */
export interface Consignment {
  /** `AGENCY/REFERENCE`, the reference being the strongest that is present. */
  readonly id: string;
  readonly agency: string;
  readonly references: ConsignmentReferences;
  readonly stage: Stage;
  /** When the declared event took place by the source; its tick is when the row is scored. */
  readonly occurredAt: Moment;
  /** When the record reached the agency. */
  readonly knownAt: Moment;
  /** Version of the record at its source; the highest is current. */
  readonly amendment: number | undefined;
  readonly times: ConsignmentTimes;
  /** Customs office code, the agency's own or UN/LOCODE. */
  readonly office: string | undefined;
  /** Customs procedure code as the agency gives it. */
  readonly procedure: string | undefined;
  readonly direction: Direction;
  /** Nature of the transaction, as coded by the agency. */
  readonly transactionType: string | undefined;
  /** What the goods are imported for, as coded by the agency. */
  readonly goodsUse: string | undefined;
  readonly paymentMethod: string | undefined;
  /** UN Recommendation 19 mode of transport, `0` to `9`. */
  readonly mode: string | undefined;
  readonly channel: Channel | undefined;
  /** ISO 3166-1 alpha-2, as are all countries. */
  readonly departureCountry: string | undefined;
  readonly transitCountries: readonly string[];
  readonly destinationCountry: string | undefined;
  readonly goodsLocation: string | undefined;
  readonly parties: Parties;
  /** ISO 6346 container numbers. */
  readonly containers: readonly string[];
  readonly handling: Handling;
}

/** Parties to a consignment, each kept apart by its role. */

/** What a party is to the consignment. */
export const partyRoles = [
  'importer',
  'consignee',
  'deliveryAddress',
  'consignor',
  'seller',
  'platform',
  'declarant',
  'forwarder',
  'carrier',
  'notifyParty',
] as const;

/** A role of {@link partyRoles}. */
export type PartyRole = (typeof partyRoles)[number];

/** Whether a party is a private person; most parcel consignees are. */
export type PartyKind = 'natural' | 'business' | 'unknown';

/**
 * One party in one role. `idScheme` says who gave the identifier (an agency's own numbering, `EORI`, a tax number):
 * equal ids of different schemes are different parties.
 */
export interface Party {
  readonly id: string | undefined;
  readonly idScheme: string | undefined;
  readonly name: string | undefined;
  readonly address: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | undefined;
  readonly phone: string | undefined;
  readonly email: string | undefined;
  readonly partyKind: PartyKind;
  /** Holds authorised economic operator (or equivalent) status; undefined where the source does not say. */
  readonly isAuthorisedOperator: boolean | undefined;
}

/** The parties of a consignment; an absent role is undefined. */
export type Parties = { readonly [role in PartyRole]: Party | undefined };

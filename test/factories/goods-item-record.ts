/** Goods-item records for tests: a plain one, changed where a test cares. */
import type { Consignment } from '../../src/domain/consignment.ts';
import type { GoodsItem, GoodsItemRecord } from '../../src/domain/goods-item.ts';
import { defaultHandling } from '../../src/domain/handling.ts';
import type { Parties, Party, PartyRole } from '../../src/domain/party.ts';

/** Returns a party known by an identifier. */
export function makeParty(id: string): Party {
  return {
    id,
    idScheme: 'TEST',
    name: undefined,
    address: undefined,
    country: undefined,
    phone: undefined,
    email: undefined,
    partyKind: 'unknown',
    isAuthorisedOperator: undefined,
  };
}

/** Returns parties with identifiers in the named roles. */
export function makeParties(ids: { readonly [role in PartyRole]?: string }): Parties {
  const of = (role: PartyRole): Party | undefined => (ids[role] === undefined ? undefined : makeParty(ids[role]));
  return {
    importer: of('importer'),
    consignee: of('consignee'),
    deliveryAddress: of('deliveryAddress'),
    consignor: of('consignor'),
    seller: of('seller'),
    platform: of('platform'),
    declarant: of('declarant'),
    forwarder: of('forwarder'),
    carrier: of('carrier'),
    notifyParty: of('notifyParty'),
  };
}

/** What a test changes of a record. */
export interface RecordChanges {
  readonly day?: number;
  readonly reference?: string;
  readonly consignment?: Partial<Consignment>;
  readonly item?: Partial<GoodsItem>;
}

/** Returns a record declared on a day (since the epoch), with dates only. */
export function makeRecord(changes: RecordChanges = {}): GoodsItemRecord {
  const at = { epochMs: (changes.day ?? 18_000) * 86_400_000, precision: 'day' } as const;
  const reference = changes.reference ?? 'R1';
  return {
    kind: 'declaration',
    origin: { file: 'test', row: 1 },
    consignment: {
      id: `TEST/${reference}`,
      agency: 'TEST',
      references: {
        declaration: reference,
        houseBill: undefined,
        airWaybill: undefined,
        masterBill: undefined,
        s10: undefined,
      },
      stage: 'declaration',
      occurredAt: at,
      knownAt: at,
      amendment: undefined,
      times: {
        received: undefined,
        eta: undefined,
        arrived: undefined,
        presented: undefined,
        releaseCutOff: undefined,
      },
      office: '10',
      procedure: 'B',
      direction: 'import',
      transactionType: undefined,
      goodsUse: undefined,
      paymentMethod: undefined,
      mode: '4',
      channel: 'cargo',
      departureCountry: 'CN',
      transitCountries: [],
      destinationCountry: 'KR',
      goodsLocation: undefined,
      parties: makeParties({ importer: 'I1', declarant: 'D1', seller: 'S1' }),
      containers: [],
      handling: defaultHandling('TEST'),
      ...changes.consignment,
    },
    item: {
      itemNumber: 1,
      hsCode: '640399',
      hsEdition: undefined,
      description: undefined,
      originCountry: 'CN',
      originMarking: undefined,
      netMassKg: 10,
      grossMassKg: undefined,
      quantity: 5,
      unitCode: 'H87',
      valueAmount: 100,
      currency: 'USD',
      valueUsd: 100,
      dutyRatePercent: 8,
      dutyType: 'A',
      brand: undefined,
      ...changes.item,
    },
    result: undefined,
  };
}

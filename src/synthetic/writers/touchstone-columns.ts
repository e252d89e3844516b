/** Columns of Touchstone's own format, named as the fields that they fill. */
import { opaqueCode, scatter } from '../draws/opaque-code.ts';
import type { GoodsFamily } from '../goods/goods-kind.ts';
import type {
  ExaminationFact,
  ManifestFact,
  MeasureFact,
  RightsFact,
  SimulatedConsignment,
  SimulatedItem,
  SimulatedParty,
} from '../simulated-fact.ts';
import { writingBits, writtenAddress, writtenName, writtenPhone } from '../traders/written-party.ts';
import type { ItemRow } from './aurelia-columns.ts';
import type { Column } from './column-table.ts';
import { mistype } from './mistype.ts';
import { isoDay, isoMinute } from './time-text.ts';

type OfConsignment<Row> = (row: Row) => SimulatedConsignment;

/** Roles in the order in which their writing varies. */
const roles = ['importer', 'consignor', 'seller', 'declarant', 'carrier', 'deliveryAddress', 'notifyParty'] as const;

/** Columns of a declaration that are the same for all its items. */
export const touchstoneDeclarationColumns: readonly Column<SimulatedConsignment>[] = [
  ['recordKind', () => 'declaration'],
  ['agency', (consignment) => agencyName(consignment.agency)],
  ...referenceColumns<SimulatedConsignment>((consignment) => consignment),
  ['occurredAt', (consignment) => isoMinute(consignment.declaredAtMs)],
  ['stage', () => 'declaration'],
  ['times.eta', (consignment) => isoMinute(consignment.etaMs)],
  ['times.arrived', (consignment) => isoMinute(consignment.arrivedMs)],
  ['times.presented', (consignment) => isoMinute(consignment.presentedMs)],
  ['times.releaseCutOff', (consignment) => isoMinute(consignment.releaseCutOffMs)],
  ['office', (consignment) => consignment.office],
  // 4078 releases goods out of a free zone; 4000 and 4071 are the ordinary and the warehouse case in the European numbering.
  ['procedure', (consignment) => (consignment.freeZone === undefined ? '4000' : '4078')],
  ['direction', () => 'import'],
  ['mode', (consignment) => consignment.mode],
  ['channel', (consignment) => consignment.channel],
  ['departureCountry', (consignment) => consignment.departureCountry],
  ['transitCountries', (consignment) => consignment.transitCountries.join(';')],
  ['goodsLocation', (consignment) => consignment.freeZone],
  ['containers', (consignment) => consignment.containers.join(';')],
  ['parties.importer.id', (consignment) => partyId(consignment.importer)],
  ...writtenColumns<SimulatedConsignment>('importer', (consignment) => consignment, 'importer'),
  ['parties.importer.partyKind', (consignment) => consignment.importer.partyKind],
  ['parties.importer.isAuthorisedOperator', (consignment) => String(consignment.importer.isAuthorisedOperator)],
  ['parties.deliveryAddress.address', deliveryAddressOf],
  ...writtenColumns<SimulatedConsignment>('consignor', (consignment) => consignment, 'consignor'),
  ['parties.seller.id', (consignment) => sellerId(consignment)],
  ['parties.seller.name', (consignment) => nameIn(consignment, 'seller')],
  ['parties.seller.country', (consignment) => consignment.seller.country],
  ['parties.seller.partyKind', () => 'business'],
  ['parties.platform.name', (consignment) => consignment.platform],
  ['parties.declarant.id', (consignment) => partyId(consignment.declarant)],
  ['parties.declarant.name', (consignment) => consignment.declarant.name],
  ['parties.declarant.country', (consignment) => consignment.declarant.country],
  ['parties.carrier.id', (consignment) => partyId(consignment.carrier)],
  ['parties.carrier.name', (consignment) => consignment.carrier.name],
];

/** Columns of a declared item. */
export const touchstoneItemColumns: readonly Column<SimulatedItem>[] = [
  ['itemNumber', (item) => item.itemNumber],
  ['item.hsCode', (item) => item.goods.hs6],
  ['item.hsEdition', () => 2017],
  ['item.description', (item) => item.description],
  ['item.originCountry', (item) => item.originCountry],
  ['item.netMassKg', (item) => item.netMassKg],
  ['item.grossMassKg', (item) => item.grossMassKg],
  ['item.quantity', (item) => item.quantity],
  ['item.unitCode', (item) => item.goods.unitCode],
  ['item.valueAmount', (item) => item.valueUsd],
  ['item.currency', () => 'USD'],
  ['item.dutyRatePercent', (item) => item.dutyRatePercent],
  ['item.brand', (item) => item.declaredBrand],
];

/** What manifests call goods (own list): the family, or nothing better. */
const cargoWords: { readonly [family in GoodsFamily]: string } = {
  textile: 'garments',
  leather: 'bags and shoes',
  electronics: 'electronic goods',
  luxury: 'fashion accessories',
  health: 'beauty goods',
  toys: 'toys',
  parts: 'auto spares',
  industrial: 'general cargo',
  food: 'foodstuff',
  packaging: 'packing material',
};

/** Columns of a manifest that are the same for all its items: names without numbers, now and then a mistyped reference. */
export const touchstoneManifestColumns: readonly Column<ManifestFact>[] = [
  ['recordKind', () => 'manifest'],
  ['agency', ({ consignment }) => agencyName(consignment.agency)],
  ['references.houseBill', ({ consignment }) => mistype(consignment.references.houseBill, manifestLink(consignment))],
  ['references.airWaybill', ({ consignment }) => consignment.references.airWaybill],
  ['references.masterBill', ({ consignment }) => consignment.references.masterBill],
  ['references.s10', ({ consignment }) => mistype(consignment.references.s10, manifestLink(consignment))],
  ['occurredAt', (manifest) => isoMinute(manifest.knownAtMs)],
  ['stage', (manifest) => manifest.stage],
  ['times.eta', ({ consignment }) => isoMinute(consignment.etaMs)],
  ['direction', () => 'import'],
  ['mode', ({ consignment }) => consignment.mode],
  ['channel', ({ consignment }) => consignment.channel],
  ['departureCountry', ({ consignment }) => consignment.departureCountry],
  ['transitCountries', ({ consignment }) => consignment.transitCountries.join(';')],
  ['containers', ({ consignment }) => consignment.containers.join(';')],
  ...writtenColumns<ManifestFact>('consignor', ({ consignment }) => consignment, 'consignor', 7),
  ...writtenColumns<ManifestFact>('consignee', ({ consignment }) => consignment, 'importer', 7),
  ['parties.consignee.partyKind', ({ consignment }) => consignment.importer.partyKind],
  ['parties.carrier.name', ({ consignment }) => consignment.carrier.name],
];

/** Columns of an item in a manifest: poor descriptions, six digits of the code or none, hardly a price. */
export const touchstoneManifestItemColumns: readonly Column<ItemRow>[] = [
  ['itemNumber', ({ item }) => item.itemNumber],
  ['item.hsCode', (row) => (manifestBits(row) % 5 < 3 ? row.item.goods.hs6 : undefined)],
  ['item.description', manifestDescription],
  ['item.grossMassKg', ({ item }) => item.grossMassKg],
  ['item.valueAmount', (row) => (manifestBits(row) % 8 === 0 ? row.item.valueUsd : undefined)],
  ['item.currency', (row) => (manifestBits(row) % 8 === 0 && row.item.valueUsd !== undefined ? 'USD' : undefined)],
];

/** Columns of an examination. */
export const touchstoneExaminationColumns: readonly Column<ExaminationFact>[] = [
  ['recordKind', () => 'examination'],
  ['agency', (fact) => agencyName(fact.consignment.agency)],
  ['id', (fact) => `X${fact.number}`],
  ...referenceColumns<ExaminationFact>((fact) => fact.consignment),
  ['itemNumber', (fact) => fact.itemNumber],
  ['control', (fact) => fact.control],
  ['depth', (fact) => fact.depth],
  ['iprChecked', (fact) => fact.iprChecked],
  ['examinedAt', (fact) => isoMinute(fact.examinedAtMs)],
  ['knownAt', (fact) => isoMinute(fact.knownAtMs)],
  ['outcome', (fact) => fact.outcome],
  ['iprType', (fact) => fact.iprType],
  ['brand', (fact) => fact.brand],
  ['articlesCount', (fact) => fact.articlesCount],
];

/** Columns of a measure. */
export const touchstoneMeasureColumns: readonly Column<MeasureFact>[] = [
  ['recordKind', () => 'measure'],
  ['agency', (fact) => agencyName(fact.consignment.agency)],
  ['id', (fact) => `M${fact.number}`],
  ['measureKind', (fact) => fact.measureKind],
  ['references.declaration', (fact) => mistype(fact.consignment.references.declaration, fact.link)],
  ['references.houseBill', (fact) => mistype(fact.consignment.references.houseBill, fact.link)],
  ['references.s10', (fact) => mistype(fact.consignment.references.s10, fact.link)],
  ['itemNumber', (fact) => (fact.link === 'none' ? undefined : fact.item.itemNumber)],
  ['occurredAt', (fact) => isoMinute(fact.takenAtMs)],
  ['knownAt', (fact) => isoMinute(fact.knownAtMs)],
  ['outcome', (fact) => fact.outcome],
  ['office', (fact) => fact.consignment.office],
  ['mode', (fact) => fact.consignment.mode],
  ['departureCountry', (fact) => fact.consignment.departureCountry],
  ['parties.importer.id', (fact) => partyId(fact.consignment.importer)],
  ...writtenColumns<MeasureFact>('importer', (fact) => fact.consignment, 'importer', 14),
  ['parties.importer.partyKind', (fact) => fact.consignment.importer.partyKind],
  ...writtenColumns<MeasureFact>('consignor', (fact) => fact.consignment, 'consignor', 14),
  ['parties.seller.id', (fact) => sellerId(fact.consignment)],
  ['parties.seller.name', (fact) => nameIn(fact.consignment, 'seller')],
  ['parties.seller.country', (fact) => fact.consignment.seller.country],
  ['item.hsCode', (fact) => fact.item.goods.hs6],
  ['item.description', (fact) => fact.item.description],
  ['item.originCountry', (fact) => fact.item.originCountry],
  ['actual.hsCode', (fact) => fact.item.truth.goods.hs6],
  ['actual.description', (fact) => fact.item.truth.goods.description],
  ['actual.quantity', (fact) => fact.articlesCount],
  ['actual.unitCode', (fact) => fact.item.truth.goods.unitCode],
  ['item.valueAmount', (fact) => fact.retailValueUsd],
  ['item.currency', () => 'USD'],
  ['valueBasis', () => 'msrp'],
  ['iprType', (fact) => fact.iprType],
  ['brand', (fact) => fact.brand],
  ['rightHolder', (fact) => fact.rightHolder],
  ['concealment', (fact) => fact.concealment],
  ['detectionMethod', (fact) => fact.detectionMethod],
];

/** Columns of a rights record. */
export const touchstoneRightsColumns: readonly Column<RightsFact>[] = [
  ['recordKind', () => 'rights-record'],
  ['agency', (fact) => agencyName(fact.agency)],
  ['id', (fact) => `R${fact.number}`],
  ['rightHolder', (fact) => fact.rightHolder],
  ['iprType', (fact) => fact.iprType],
  ['brand', (fact) => fact.brand],
  ['territories', (fact) => fact.territory],
  ['hsPrefixes', (fact) => fact.hsPrefixes.join(';')],
  ['validFrom', (fact) => isoDay(fact.validFromMs)],
  ['validTo', (fact) => isoDay(fact.validToMs)],
  ['knownAt', (fact) => isoDay(fact.knownAtMs)],
  ['acceptsSmallConsignments', (fact) => String(fact.acceptsSmallConsignments)],
  ['authorisedParties', (fact) => fact.authorisedParties.map(partyId).join(';')],
];

function referenceColumns<Row>(consignmentOf: OfConsignment<Row>): readonly Column<Row>[] {
  return (['declaration', 'houseBill', 'airWaybill', 'masterBill', 's10'] as const).map((name) => [
    `references.${name}`,
    (row) => consignmentOf(row).references[name],
  ]);
}

/** The agency as its records name it. */
export function agencyName(agency: string): string {
  return agency.toUpperCase();
}

type WrittenRole = 'importer' | 'consignor' | 'seller';

/** Firms have numbers; of private people only the name and address are known. */
function partyId(party: SimulatedParty): string | undefined {
  return party.partyKind === 'natural' ? undefined : `P${opaqueCode(party.number, 15)}`;
}

/** Marketplaces number their accounts; of other sellers four in five have a number. */
function sellerId({ seller, platform }: SimulatedConsignment): string | undefined {
  return platform !== undefined || scatter(seller.number) % 5 > 0 ? partyId(seller) : undefined;
}

function nameIn(consignment: SimulatedConsignment, role: WrittenRole, salt = 0): string {
  return writtenName(consignment[role], writingBits(consignment.number, roles.indexOf(role) + salt));
}

/** Name, address, country and telephone of a party, as one record writes them; `salt` tells records of one consignment apart. */
function writtenColumns<Row>(
  as: 'importer' | 'consignor' | 'consignee',
  consignmentOf: OfConsignment<Row>,
  role: WrittenRole,
  salt = 0,
): readonly Column<Row>[] {
  const place = roles.indexOf(role) + salt;
  return [
    [`parties.${as}.name`, (row) => nameIn(consignmentOf(row), role, salt)],
    [
      `parties.${as}.address`,
      (row) => {
        const consignment = consignmentOf(row);
        return writtenAddress(consignment[role].addressNumber, writingBits(consignment.number, place + 100));
      },
    ],
    [`parties.${as}.country`, (row) => consignmentOf(row)[role].country],
    [
      `parties.${as}.phone`,
      (row) => {
        const consignment = consignmentOf(row);
        const party = consignment[role];
        return writtenPhone(party.phoneNumber, party.country, writingBits(consignment.number, place + 200));
      },
    ],
  ];
}

function deliveryAddressOf(consignment: SimulatedConsignment): string | undefined {
  if (consignment.deliveryAddressNumber === consignment.importer.addressNumber) return undefined;
  return writtenAddress(
    consignment.deliveryAddressNumber,
    writingBits(consignment.number, roles.indexOf('deliveryAddress')),
  );
}

/** One reference in 25 is mistyped in the manifest. */
function manifestLink({ number }: SimulatedConsignment): 'good' | 'mistyped' {
  return writingBits(number, 300) % 25 === 0 ? 'mistyped' : 'good';
}

function manifestBits({ consignment, item }: ItemRow): number {
  return writingBits(consignment.number, 310 + item.itemNumber);
}

function manifestDescription(row: ItemRow): string {
  const bits = manifestBits(row) >>> 8;
  if (bits % 10 < 3) return row.item.description;
  return bits % 10 < 8 ? cargoWords[row.item.goods.family] : 'consolidated cargo';
}

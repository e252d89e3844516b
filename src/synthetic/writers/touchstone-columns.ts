/** Columns of Touchstone's own format, named as the fields that they fill. */
import { opaqueCode } from '../draws/opaque-code.ts';
import type {
  ExaminationFact,
  MeasureFact,
  RightsFact,
  SimulatedConsignment,
  SimulatedParty,
} from '../simulated-fact.ts';
import type { ItemRow } from './aurelia-columns.ts';
import type { Column } from './column-table.ts';
import { mistype } from './mistype.ts';
import { isoDay, isoMinute } from './time-text.ts';

type OfConsignment<Row> = (row: Row) => SimulatedConsignment;

/** Columns of a declaration. */
export const touchstoneDeclarationColumns: readonly Column<ItemRow>[] = [
  ['recordKind', () => 'declaration'],
  ...referenceColumns<ItemRow>(({ consignment }) => consignment),
  ['itemNumber', ({ item }) => item.itemNumber],
  ['occurredAt', ({ consignment }) => isoMinute(consignment.declaredAtMs)],
  ['stage', () => 'declaration'],
  ['times.eta', ({ consignment }) => isoMinute(consignment.etaMs)],
  ['times.arrived', ({ consignment }) => isoMinute(consignment.arrivedMs)],
  ['times.presented', ({ consignment }) => isoMinute(consignment.presentedMs)],
  ['times.releaseCutOff', ({ consignment }) => isoMinute(consignment.releaseCutOffMs)],
  ['office', ({ consignment }) => consignment.office],
  ['direction', () => 'import'],
  ['mode', ({ consignment }) => consignment.mode],
  ['channel', ({ consignment }) => consignment.channel],
  ['departureCountry', ({ consignment }) => consignment.departureCountry],
  ['transitCountries', ({ consignment }) => consignment.transitCountries.join(';')],
  ['containers', ({ consignment }) => consignment.containers.join(';')],
  ...partyColumns<ItemRow>('importer', ({ consignment }) => consignment.importer),
  ...partyColumns<ItemRow>('seller', ({ consignment }) => consignment.seller),
  ...partyColumns<ItemRow>('declarant', ({ consignment }) => consignment.declarant),
  ...partyColumns<ItemRow>('carrier', ({ consignment }) => consignment.carrier),
  ['item.hsCode', ({ item }) => item.goods.hs6],
  ['item.hsEdition', () => 2017],
  ['item.description', ({ item }) => item.description],
  ['item.originCountry', ({ item }) => item.originCountry],
  ['item.netMassKg', ({ item }) => item.netMassKg],
  ['item.grossMassKg', ({ item }) => item.grossMassKg],
  ['item.quantity', ({ item }) => item.quantity],
  ['item.unitCode', ({ item }) => item.goods.unitCode],
  ['item.valueAmount', ({ item }) => item.valueUsd],
  ['item.currency', () => 'USD'],
  ['item.dutyRatePercent', ({ item }) => item.dutyRatePercent],
  ['item.brand', ({ item }) => item.declaredBrand],
];

/** Columns of an examination. */
export const touchstoneExaminationColumns: readonly Column<ExaminationFact>[] = [
  ['recordKind', () => 'examination'],
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
  ...partyColumns<MeasureFact>('importer', (fact) => fact.consignment.importer),
  ...partyColumns<MeasureFact>('seller', (fact) => fact.consignment.seller),
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
];

function referenceColumns<Row>(consignmentOf: OfConsignment<Row>): readonly Column<Row>[] {
  return (['declaration', 'houseBill', 'airWaybill', 'masterBill', 's10'] as const).map((name) => [
    `references.${name}`,
    (row) => consignmentOf(row).references[name],
  ]);
}

function partyColumns<Row>(role: string, partyOf: (row: Row) => SimulatedParty): readonly Column<Row>[] {
  return [
    [`parties.${role}.id`, (row) => `P${opaqueCode(partyOf(row).number, 15)}`],
    [`parties.${role}.name`, (row) => partyOf(row).name],
    [`parties.${role}.country`, (row) => partyOf(row).country],
    [`parties.${role}.partyKind`, (row) => partyOf(row).partyKind],
  ];
}

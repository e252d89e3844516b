/** Columns and codes of Aurelia's customs administration: German names, decimal commas, dates written DD.MM.YYYY. */
import { alpha2To3 } from '../../domain/country.ts';
import type { ControlKind, ExaminationDepth, IprType, Outcome } from '../../domain/examination.ts';
import type { DetectionMethod, MeasureKind } from '../../domain/measure.ts';
import { postalAddress } from '../draws/invented-names.ts';
import { opaqueCode } from '../draws/opaque-code.ts';
import type {
  ExaminationFact,
  MeasureFact,
  SimulatedConsignment,
  SimulatedItem,
  SimulatedParty,
} from '../simulated-fact.ts';
import type { Column, Slip } from './column-table.ts';
import { mistype } from './mistype.ts';
import { dottedDay, dottedMinute } from './time-text.ts';

/** Euro for one US dollar, as Aurelia's declarants reckon. */
const euroPerUsd = 0.86;

const modes: ReadonlyMap<string, string> = new Map([
  ['1', 'SEE'],
  ['2', 'SCHIENE'],
  ['3', 'STRASSE'],
  ['4', 'LUFT'],
  ['5', 'POST'],
]);
const channels = { cargo: 'F', express: 'E', post: 'P', passenger: 'R' } as const;
const units = { H87: 'ST', PR: 'PA', KGM: 'KG' } as const;
const controls: { readonly [kind in ControlKind]: string } = { documentary: 'DOK', scan: 'RTG', physical: 'BES' };
const depths: { readonly [depth in ExaminationDepth]: string } = { tailgate: 'S', partial: 'T', full: 'V' };
const checked = { yes: 'J', no: 'N', unknown: '' } as const;
const outcomes: { readonly [outcome in Outcome]: string } = {
  'nothing-found': 'OB',
  suspected: 'VD',
  detained: 'ZB',
  confirmed: 'BS',
  genuine: 'EC',
  authorised: 'BR',
  'no-right': 'KR',
  silent: 'KA',
  contested: 'WS',
  'other-infringement': 'SO',
};
const rights: { readonly [type in IprType]?: string } = {
  'trade-mark': 'MA',
  'geographical-indication': 'GH',
  copyright: 'UR',
  design: 'GM',
  patent: 'PT',
};
const measures: { readonly [kind in MeasureKind]: string } = {
  'suspension-of-release': 'AUS',
  detention: 'ZUR',
  seizure: 'BES',
  abandonment: 'VER',
  destruction: 'VNI',
  forfeiture: 'EIN',
};
const methods: { readonly [method in DetectionMethod]: string } = {
  'risk-profile': 'RP',
  model: 'MO',
  intelligence: 'HI',
  random: 'ZU',
  'ex-officio': 'AM',
  application: 'AN',
  unknown: '',
};

/** A goods item with its consignment. */
export interface ItemRow {
  readonly consignment: SimulatedConsignment;
  readonly item: SimulatedItem;
}

/** Columns of a declaration. */
export const aureliaDeclarationColumns: readonly Column<ItemRow>[] = [
  ['Anmeldung', ({ consignment }) => consignment.references.declaration],
  ['Position', ({ item }) => item.itemNumber],
  ['Annahmedatum', ({ consignment }) => dottedDay(consignment.declaredAtMs)],
  ['Dienststelle', ({ consignment }) => consignment.office],
  ['Sendungsart', ({ consignment }) => channels[consignment.channel]],
  ['Verkehrszweig', ({ consignment }) => modes.get(consignment.mode)],
  ['Hausfrachtbrief', ({ consignment }) => consignment.references.houseBill],
  ['Sammelpapier', ({ consignment }) => consignment.references.masterBill ?? consignment.references.airWaybill],
  ['Postsendung', ({ consignment }) => consignment.references.s10],
  ['Behälter', ({ consignment }) => consignment.containers.join(';')],
  ['Versendungsland', ({ consignment }) => alpha2To3(consignment.departureCountry)],
  ['Durchfuhrländer', ({ consignment }) => consignment.transitCountries.map(alpha2To3).join(';')],
  ['Einführer-Nr', ({ consignment }) => aureliaId(consignment.importer)],
  ['Einführer-Name', ({ consignment }) => consignment.importer.name],
  ['Einführer-Art', ({ consignment }) => (consignment.importer.partyKind === 'natural' ? 'P' : 'U')],
  ['Einführer-Anschrift', ({ consignment }) => postalAddress(consignment.importer.addressNumber)],
  ['Bewilligt', ({ consignment }) => (consignment.importer.isAuthorisedOperator ? '1' : '0')],
  ['Verkäufer-Nr', ({ consignment }) => aureliaId(consignment.seller)],
  ['Verkäufer-Name', ({ consignment }) => consignment.seller.name],
  ['Verkäufer-Land', ({ consignment }) => alpha2To3(consignment.seller.country)],
  ['Anmelder-Nr', ({ consignment }) => aureliaId(consignment.declarant)],
  ['Beförderer-Nr', ({ consignment }) => aureliaId(consignment.carrier)],
  ['Warennummer', ({ item }) => `${item.goods.hs6}00`],
  ['Warenbeschreibung', ({ item }) => item.descriptionDe],
  ['Marke', ({ item }) => item.declaredBrand],
  ['Ursprungsland', ({ item }) => alpha2To3(item.originCountry)],
  ['Eigenmasse', ({ item }) => comma(item.netMassKg, 3)],
  ['Rohmasse', ({ item }) => comma(item.grossMassKg, 3)],
  ['Menge', ({ item }) => comma(item.quantity, 3)],
  ['Maßeinheit', ({ item }) => units[item.goods.unitCode]],
  ['Zollwert', ({ item }) => (item.valueUsd === undefined ? undefined : comma(item.valueUsd * euroPerUsd, 2))],
  ['Zollsatz', ({ item }) => comma(item.dutyRatePercent, 1)],
  ['Präferenz', ({ item }) => (item.isPreferential ? '300' : '100')],
  ['Ankunft', ({ consignment }) => dottedMinute(consignment.arrivedMs)],
  ['Gestellung', ({ consignment }) => dottedMinute(consignment.presentedMs)],
  ['Überlassung-bis', ({ consignment }) => dottedMinute(consignment.releaseCutOffMs)],
];

/** Slips in declarations. */
export const aureliaDeclarationSlips: readonly Slip[] = [
  ['Annahmedatum', '31.02.2026'],
  ['Annahmedatum', '2026-10-05'],
  ['Position', 'eins'],
  ['Warennummer', '64O41100'],
  ['Warennummer', '0'],
  ['Ursprungsland', 'XYZ'],
  ['Versendungsland', 'CHI'],
  ['Eigenmasse', '-3,500'],
  ['Eigenmasse', 'k. A.'],
  ['Zollwert', '1.234,50'],
  ['Maßeinheit', 'KTN'],
  ['Verkehrszweig', 'LUFTPOST'],
];

/** Columns of an examination's result. */
export const aureliaExaminationColumns: readonly Column<ExaminationFact>[] = [
  ['Beschau-Nr', (fact) => `B${fact.number}`],
  ['Anmeldung', (fact) => fact.consignment.references.declaration],
  ['Position', (fact) => fact.itemNumber],
  ['Kontrollart', (fact) => controls[fact.control]],
  ['Tiefe', (fact) => (fact.depth === undefined ? '' : depths[fact.depth])],
  ['Schutzrechte-geprüft', (fact) => checked[fact.iprChecked]],
  ['Beschaudatum', (fact) => dottedDay(fact.examinedAtMs)],
  ['Erfasst-am', (fact) => dottedDay(fact.knownAtMs)],
  ['Ergebnis', (fact) => outcomes[fact.outcome]],
  ['Schutzrecht', (fact) => (fact.iprType === undefined ? '' : rights[fact.iprType])],
  ['Marke', (fact) => fact.brand],
  ['Stückzahl', (fact) => fact.articlesCount],
];

/** Slips in results. */
export const aureliaExaminationSlips: readonly Slip[] = [
  ['Erfasst-am', '00.00.0000'],
  ['Ergebnis', '??'],
  ['Kontrollart', ''],
  ['Stückzahl', 'viele'],
];

/** Columns of a measure. */
export const aureliaMeasureColumns: readonly Column<MeasureFact>[] = [
  ['Maßnahme-Nr', (fact) => `M${fact.number}`],
  ['Art', (fact) => measures[fact.measureKind]],
  ['Datum', (fact) => dottedDay(fact.takenAtMs)],
  ['Erfasst-am', (fact) => dottedDay(fact.knownAtMs)],
  ['Anmeldung', (fact) => mistype(fact.consignment.references.declaration, fact.link)],
  ['Position', (fact) => (fact.link === 'none' ? undefined : fact.item.itemNumber)],
  ['Ergebnis', (fact) => outcomes[fact.outcome]],
  ['Dienststelle', (fact) => fact.consignment.office],
  ['Verkehrszweig', (fact) => modes.get(fact.consignment.mode)],
  ['Versendungsland', (fact) => alpha2To3(fact.consignment.departureCountry)],
  ['Ursprungsland', (fact) => alpha2To3(fact.item.originCountry)],
  ['Einführer-Nr', (fact) => aureliaId(fact.consignment.importer)],
  ['Einführer-Name', (fact) => fact.consignment.importer.name],
  ['Verkäufer-Nr', (fact) => aureliaId(fact.consignment.seller)],
  ['Verkäufer-Name', (fact) => fact.consignment.seller.name],
  ['Warennummer-angemeldet', (fact) => `${fact.item.goods.hs6}00`],
  ['Ware-angemeldet', (fact) => fact.item.descriptionDe],
  ['Warennummer-festgestellt', (fact) => `${fact.item.truth.goods.hs6}00`],
  ['Ware-festgestellt', (fact) => fact.item.truth.goods.descriptionDe],
  ['Menge', (fact) => fact.articlesCount],
  ['Maßeinheit', (fact) => units[fact.item.truth.goods.unitCode]],
  ['Handelswert', (fact) => comma(fact.retailValueUsd * euroPerUsd, 2)],
  ['Marke', (fact) => fact.brand],
  ['Rechtsinhaber', (fact) => fact.rightHolder],
  ['Schutzrecht', (fact) => rights[fact.iprType]],
  ['Versteck', (fact) => fact.concealment],
  ['Aufgriff', (fact) => methods[fact.detectionMethod]],
];

/** Slips in measures. */
export const aureliaMeasureSlips: readonly Slip[] = [
  ['Datum', '29.02.2026'],
  ['Art', 'XXX'],
  ['Menge', 'ca. 100'],
];

function aureliaId(party: SimulatedParty): string {
  return `AU${opaqueCode(party.number, 7)}`;
}

function comma(value: number, digits: number): string {
  return value.toFixed(digits).replace('.', ',');
}

/** Measures of Corvia's officers on a form like the one by which customs administrations report seizures to the WCO's network: its real field list is not public, so the columns are our own. */
import type { MeasureFact } from '../simulated-fact.ts';
import { writingBits, writtenName } from '../traders/written-party.ts';
import type { Column, Slip } from './column-table.ts';
import { corviaEori, euroOf } from './corvia-values.ts';
import { mistype } from './mistype.ts';
import { isoMinute } from './time-text.ts';

/** Columns of the form. */
export const corviaMeasureColumns: readonly Column<MeasureFact>[] = [
  ['seizureId', (fact) => `CVM${fact.number}`],
  ['agency', () => 'CORVIA'],
  ['eventDate', (fact) => isoMinute(fact.takenAtMs)],
  ['reportedAt', (fact) => isoMinute(fact.knownAtMs)],
  ['measure', (fact) => fact.measureKind],
  ['outcome', (fact) => fact.outcome],
  ['office', (fact) => fact.consignment.office],
  ['conveyanceMode', (fact) => fact.consignment.mode],
  ['channel', (fact) => fact.consignment.channel],
  ['carrier', (fact) => fact.consignment.carrier.name],
  ['linkedDeclaration', (fact) => mistype(fact.consignment.references.declaration, fact.link)],
  ['linkedItem', (fact) => (fact.link === 'none' ? undefined : fact.item.itemNumber)],
  ['houseBill', (fact) => mistype(fact.consignment.references.houseBill, fact.link)],
  ['airWaybill', (fact) => (fact.link === 'good' ? fact.consignment.references.airWaybill : undefined)],
  ['postalItem', (fact) => (fact.link === 'good' ? fact.consignment.references.s10 : undefined)],
  ['containers', (fact) => fact.consignment.containers.join(';')],
  ['departure', (fact) => fact.consignment.departureCountry],
  ['transit', (fact) => fact.consignment.transitCountries.join(';')],
  ['destination', () => 'ES'],
  ['consignor', ({ consignment }) => writtenName(consignment.consignor, writingBits(consignment.number, 41))],
  ['consignorCountry', (fact) => fact.consignment.consignor.country],
  ['consigneeId', ({ consignment }) => (isFirm(consignment.importer) ? corviaEori(consignment.importer) : undefined)],
  ['consignee', ({ consignment }) => writtenName(consignment.importer, writingBits(consignment.number, 42))],
  ['consigneeKind', ({ consignment }) => (isFirm(consignment.importer) ? 'firm' : 'person')],
  ['declaredDescription', (fact) => fact.item.description],
  ['declaredHS', (fact) => fact.item.goods.hs6],
  ['originCountry', (fact) => fact.item.originCountry],
  ['actualDescription', (fact) => fact.item.truth.goods.description],
  ['actualHS', (fact) => fact.item.truth.goods.hs6],
  ['quantity', (fact) => fact.articlesCount],
  ['unit', (fact) => fact.item.truth.goods.unitCode],
  ['estimatedValue', (fact) => euroOf(fact.retailValueUsd)],
  ['currency', () => 'EUR'],
  ['valueBasis', () => 'domestic-retail'],
  ['brand', (fact) => fact.brand],
  ['rightHolder', (fact) => fact.rightHolder],
  ['iprType', (fact) => fact.iprType],
  ['concealment', (fact) => fact.concealment],
  ['detectionMethod', (fact) => fact.detectionMethod],
];

/** Slips on the form. */
export const corviaMeasureSlips: readonly Slip[] = [
  ['eventDate', '2026-02-30'],
  ['measure', 'kept'],
  ['actualHS', '?'],
  ['quantity', 'a few'],
];

function isFirm({ partyKind }: { readonly partyKind: 'natural' | 'business' }): boolean {
  return partyKind === 'business';
}

/** Entry summaries ahead of Corvia's freight, in element names of our own: a filing with its route, a house consignment and its items, as traders' guides to the EU's system describe them. */
import { hourMs } from '../../domain/moment.ts';
import { addressParts } from '../draws/invented-names.ts';
import { opaqueCode, scatter } from '../draws/opaque-code.ts';
import type { ManifestFact, SimulatedConsignment, SimulatedItem, SimulatedParty } from '../simulated-fact.ts';
import { writingBits, writtenName } from '../traders/written-party.ts';
import { corviaEori, e123Phone } from './corvia-values.ts';
import { isoMinute } from './time-text.ts';
import { rowsHere, type XmlDocumentContent, type XmlSlip } from './xml-table.ts';
import type { XmlContent } from './xml-text.ts';

/** Hours on the way by mode of transport; own estimates. */
const hoursOnTheWay: { readonly [mode: string]: number } = { '1': 26 * 24, '2': 14 * 24, '3': 4 * 24, '4': 14 };

/** A filing with the items of its house consignment. */
export function corviaEntrySummary({ consignment, knownAtMs, stage }: ManifestFact): XmlDocumentContent {
  const { references, importer, consignor, number } = consignment;
  const routing = [consignment.departureCountry, ...consignment.transitCountries, 'ES'];
  const departureMs = consignment.etaMs - (hoursOnTheWay[consignment.mode] ?? 48) * hourMs;
  return {
    document: {
      LRN: `LRN${opaqueCode(number, 9)}`,
      FilingStage: stage === 'pre-loading' ? 'PLACI' : 'ENS',
      SubmissionDateTime: isoMinute(knownAtMs),
      EstimatedDeparture: isoMinute(departureMs),
      EstimatedArrival: isoMinute(consignment.etaMs),
      FirstEntryOffice: consignment.office,
      ActiveTransport: { ModeCode: consignment.mode },
      Routing: { Country: routing },
      Carrier: { EORI: corviaEori(consignment.carrier), Name: consignment.carrier.name },
      MasterDocument: masterDocument(references),
      HouseConsignment: {
        SequenceNumber: 1,
        ServiceCode: consignment.channel === 'express' ? 'EXP' : 'FRT',
        TransportDocument: { TypeCode: '703', ReferenceNumber: references.houseBill },
        ContainerIndicator: consignment.containers.length > 0 ? '1' : '0',
        Container: consignment.containers.map((id) => ({ ID: id })),
        PlaceOfLoading: { UNLocode: placeIn(consignment.departureCountry) },
        PlaceOfUnloading: { UNLocode: placeIn('ES') },
        Consignor: person(consignor, number, 31),
        Consignee: {
          ...person(importer, number, 32),
          EORI: importer.partyKind === 'business' ? corviaEori(importer) : undefined,
        },
        GoodsItem: rowsHere,
      },
    },
    rows: consignment.items.map((item) => goodsItem(item, consignment)),
  };
}

/** Slips in entry summaries. */
export const corviaEntrySummarySlips: readonly XmlSlip[] = [
  ['document', 'EstimatedArrival', '2020-01-01T00:00Z'],
  ['document', 'HouseConsignment/PlaceOfLoading/UNLocode', 'GLGOH'],
  ['document', 'HouseConsignment/Consignor/Telephone', '0171 5550'],
  ['document', 'Carrier/EORI', '12345'],
  ['row', 'HSCode', 'TBD'],
  ['row', 'Packaging/NumberOfPackages', 'several'],
  ['row', 'Packaging/TypeCode', 'VQ'],
  ['row', 'GrossMass', '12 lb'],
];

function masterDocument({ masterBill, airWaybill }: SimulatedConsignment['references']): XmlContent {
  const reference = masterBill ?? airWaybill;
  return reference === undefined
    ? undefined
    : { TypeCode: masterBill === undefined ? '740' : '704', ReferenceNumber: reference };
}

/** Descriptions are those of the carrier; a price is not asked for. */
function goodsItem(item: SimulatedItem, { number }: SimulatedConsignment): { readonly [key: string]: XmlContent } {
  const bits = writingBits(number, 500 + item.itemNumber);
  const isUnpacked = bits % 17 === 0;
  const packages = 1 + ((bits >>> 8) % 24);
  return {
    Number: item.itemNumber,
    Description: item.description,
    HSCode: bits % 5 < 4 ? item.goods.hs6 : undefined,
    GrossMass: item.grossMassKg,
    Packaging: {
      TypeCode: isUnpacked ? 'NE' : ['CT', 'BX', 'PK'][(bits >>> 4) % 3],
      NumberOfPackages: isUnpacked ? undefined : packages,
      NumberOfPieces: isUnpacked ? packages : undefined,
      Marks: isUnpacked ? undefined : `${opaqueCode(number, 12)} 1-${packages}`,
    },
  };
}

function person(party: SimulatedParty, number: number, place: number): { readonly [key: string]: XmlContent } {
  const { street, house, postcode, town } = addressParts(party.addressNumber);
  return {
    // 1 is a natural person, 2 a legal one.
    TypeOfPerson: party.partyKind === 'natural' ? '1' : '2',
    Name: writtenName(party, writingBits(number, place)),
    Address: { Street: `${street} Street ${house}`, Postcode: postcode, City: town },
    Country: party.country,
    Telephone: e123Phone(party),
  };
}

/** A place of the form of a UN/LOCODE, invented. */
function placeIn(country: string): string {
  let bits = scatter(country.charCodeAt(0) * 256 + country.charCodeAt(1));
  let place = country;
  for (let letter = 0; letter < 3; letter++) {
    place += String.fromCharCode(65 + (bits % 26));
    bits = Math.floor(bits / 26);
  }
  return place;
}

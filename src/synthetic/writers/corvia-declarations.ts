/** Declarations of Corvia's free port in the WCO Data Model's XML: element names as in `DEC-DMS:2` (version 3.6), euro, times by code 304. */
import { addressParts } from '../draws/invented-names.ts';
import { opaqueCode } from '../draws/opaque-code.ts';
import type { SimulatedConsignment, SimulatedItem, SimulatedParty } from '../simulated-fact.ts';
import { writingBits, writtenName, writtenPhone } from '../traders/written-party.ts';
import { corviaEori, euroOf } from './corvia-values.ts';
import { isoMinute } from './time-text.ts';
import { rowsHere, type XmlDocumentContent, type XmlSlip } from './xml-table.ts';
import type { XmlContent } from './xml-text.ts';

/** UN/EDIFACT 1001: house waybill, master bill of lading, air waybill. */
const documentTypes = { houseBill: '703', masterBill: '704', airWaybill: '740' } as const;

/** A declaration with its items. */
export function corviaDeclaration(consignment: SimulatedConsignment): XmlDocumentContent {
  const { number, references, items, containers, importer, consignor, seller } = consignment;
  const routing = [consignment.departureCountry, ...consignment.transitCountries, 'ES'];
  return {
    document: {
      'md:WCODataModelVersionCode': '3.6',
      'md:WCOTypeName': 'DEC',
      'md:ResponsibleCountryCode': 'ES',
      'md:ResponsibleAgencyName': 'CORVIA',
      Declaration: {
        AcceptanceDateTime: dateTime(consignment.declaredAtMs),
        FunctionCode: '9',
        FunctionalReferenceID: `CV${opaqueCode(number, 6)}`,
        // Express consignments are declared under their bills alone.
        ID: references.declaration,
        TypeCode: 'IMA',
        GoodsItemQuantity: items.length,
        // Union customs code: A20 for express, nothing special otherwise.
        SpecificCircumstancesCode: consignment.channel === 'express' ? 'A20' : 'XXX',
        BorderTransportMeans: { ArrivalDateTime: dateTime(consignment.etaMs), ModeCode: consignment.mode },
        Consignment: {
          Carrier: { ID: corviaEori(consignment.carrier), Name: consignment.carrier.name },
          Itinerary: routing.map((country, index) => ({ SequenceNumeric: index + 1, RoutingCountryCode: country })),
        },
        Declarant: { ID: corviaEori(consignment.declarant), Name: consignment.declarant.name },
        Exporter: party(consignor, { number, place: 1, hasId: false }),
        PresentationOffice: { ID: consignment.office },
        GoodsShipment: {
          TransactionNatureCode: '11',
          Consignment: {
            ContainerCode: containers.length > 0 ? '1' : '0',
            ...(consignment.freeZone === undefined ? {} : { GoodsLocation: { Name: consignment.freeZone } }),
            TransportContractDocument: Object.entries(documentTypes).flatMap(([name, type]) => {
              const id = references[name as keyof typeof documentTypes];
              return id === undefined ? [] : [{ ID: id, TypeCode: type }];
            }),
            TransportEquipment: containers.map((id, index) => ({ SequenceNumeric: index + 1, ID: id })),
          },
          Destination: { CountryCode: 'ES' },
          ExportCountry: { ID: consignment.departureCountry },
          GovernmentAgencyGoodsItem: rowsHere,
          // What stands behind the items is about all of them too.
          Importer: party(importer, { number, place: 0, hasId: importer.partyKind === 'business' }),
          Seller: party(seller, { number, place: 2, hasId: true }),
        },
      },
    },
    rows: items.map((item) => declaredItem(item, consignment)),
  };
}

/** Slips in declarations. */
export const corviaDeclarationSlips: readonly XmlSlip[] = [
  ['document', 'Declaration/AcceptanceDateTime/DateTimeString', '20260231100000Z'],
  ['document', 'Declaration/GoodsShipment/ExportCountry/ID', 'ZZ'],
  ['row', 'SequenceNumeric', 'uno'],
  ['row', 'Commodity/Classification/ID', '64O41100'],
  ['row', 'Commodity/GoodsMeasure/NetNetWeightMeasure', '-3.5'],
  ['row', 'Commodity/GoodsMeasure/NetNetWeightMeasure/@unitCode', 'LBR'],
  ['row', 'Commodity/InvoiceLine/ItemChargeAmount', '1.234,50'],
  ['row', 'Origin/CountryCode', 'UK'],
];

function declaredItem(item: SimulatedItem, { freeZone }: SimulatedConsignment): { readonly [key: string]: XmlContent } {
  const value = euroOf(item.valueUsd);
  return {
    SequenceNumeric: item.itemNumber,
    Commodity: {
      Description: item.description,
      Classification: { ID: `${item.goods.hs6}00`, IdentificationTypeCode: 'TSP' },
      DutyTaxFee: { DutyRegimeCode: item.isPreferential ? '300' : '100', TaxRateNumeric: item.dutyRatePercent },
      GoodsMeasure: {
        GrossMassMeasure: { '@unitCode': 'KGM', '#text': item.grossMassKg },
        NetNetWeightMeasure: { '@unitCode': 'KGM', '#text': item.netMassKg },
        TariffQuantity: { '@unitCode': item.goods.unitCode, '#text': item.quantity },
      },
      InvoiceLine: value === undefined ? undefined : { ItemChargeAmount: { '@currencyID': 'EUR', '#text': value } },
    },
    GovernmentProcedure: { CurrentCode: '40', PreviousCode: freeZone === undefined ? '00' : '78' },
    Origin: { CountryCode: item.originCountry, TypeCode: '1' },
  };
}

function dateTime(epochMs: number): XmlContent {
  const digits = isoMinute(epochMs).replace(/\D/g, '');
  return { DateTimeString: { '@formatCode': '304', '#text': `${digits}00Z` } };
}

function party(
  of: SimulatedParty,
  written: { readonly number: number; readonly place: number; readonly hasId: boolean },
): { readonly [key: string]: XmlContent } {
  const { street, house, postcode, town } = addressParts(of.addressNumber);
  const phone = writtenPhone(of.phoneNumber, of.country, writingBits(written.number, written.place + 200));
  return {
    Name: writtenName(of, writingBits(written.number, written.place)),
    ID: written.hasId ? corviaEori(of) : undefined,
    Address: { CityName: town, CountryCode: of.country, Line: `${street} Street ${house}`, PostcodeID: postcode },
    Communication: phone === undefined ? undefined : { ID: phone, TypeCode: 'TE' },
  };
}

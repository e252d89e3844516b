/** Item data that posts send ahead of parcels (UPU ITMATT, M33), in element names of our own: the standard's field table is not public. Figures as on forms CN 22 and CN 23. */
import { addressParts } from '../draws/invented-names.ts';
import type { ManifestFact, SimulatedItem, SimulatedParty } from '../simulated-fact.ts';
import { writingBits, writtenName } from '../traders/written-party.ts';
import { e123Phone } from './corvia-values.ts';
import { isoMinute } from './time-text.ts';
import { rowsHere, type XmlDocumentContent, type XmlSlip } from './xml-table.ts';
import type { XmlContent } from './xml-text.ts';

/** A postal item with its content pieces. */
export function corviaPostalItem({ consignment, knownAtMs }: ManifestFact): XmlDocumentContent {
  const { importer, consignor, items, number } = consignment;
  const grossKg = items.reduce((sum, item) => sum + item.grossMassKg, 0);
  return {
    document: {
      ItemID: consignment.references.s10,
      // Class C is parcels in the UPU's own list.
      MailClass: 'C',
      TransmissionDateTime: isoMinute(knownAtMs),
      OriginCountry: consignment.departureCountry,
      DestinationCountry: 'ES',
      NatureOfTransaction: consignment.platform === undefined ? 'gift' : 'sale of goods',
      GrossWeight: { '@unit': 'KGM', '#text': grossKg.toFixed(3) },
      Sender: person(consignor, number, 21),
      Addressee: person(importer, number, 22),
      ContentPiece: rowsHere,
    },
    rows: items.map((item) => contentPiece(item, number)),
  };
}

/** Slips in postal items. */
export const corviaPostalItemSlips: readonly XmlSlip[] = [
  // The check digit of this number is 5.
  ['document', 'ItemID', 'LX123456789CN'],
  ['document', 'TransmissionDateTime', 'yesterday'],
  ['row', 'HSCode', 'n/a'],
  ['row', 'NetWeight', '0,250'],
  ['row', 'OriginCountry', 'CHINA'],
];

/** Senders give a code for three pieces in five, and mostly a value. */
function contentPiece(item: SimulatedItem, number: number): { readonly [key: string]: XmlContent } {
  const bits = writingBits(number, 400 + item.itemNumber);
  return {
    Number: item.itemNumber,
    Description: item.description,
    HSCode: bits % 5 < 3 ? item.goods.hs6 : undefined,
    OriginCountry: item.originCountry,
    Quantity: item.quantity,
    NetWeight: { '@unit': 'KGM', '#text': item.netMassKg },
    Value: item.valueUsd === undefined ? undefined : { '@currency': 'USD', '#text': item.valueUsd.toFixed(2) },
  };
}

function person(party: SimulatedParty, number: number, place: number): { readonly [key: string]: XmlContent } {
  const { street, house, postcode, town } = addressParts(party.addressNumber);
  return {
    Name: writtenName(party, writingBits(number, place)),
    Type: party.partyKind === 'natural' ? 'P' : 'B',
    Address: { Street: `${street} Street ${house}`, Postcode: postcode, Town: town },
    Country: party.country,
    Telephone: writingBits(number, place + 200) % 3 > 0 ? e123Phone(party) : undefined,
  };
}

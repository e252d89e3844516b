/** Renders a world in the columns of the Korean customs declarations, every row examined and its labels the truth. */

import { opaqueCode } from '../draws/opaque-code.ts';
import type { SimulatedConsignment, SimulatedItem } from '../simulated-fact.ts';
import { csvLine } from './csv-line.ts';
import type { FormatWriter, WrittenLine } from './format-writer.ts';
import { isoDay } from './time-text.ts';

/** Header line of the format (Customs-Declaration-Datasets [S33], MIT). */
const kcsHeader =
  'Declaration ID,Date,Office ID,Process Type,Import Type,Import Use,Payment Type,Mode of Transport,Declarant ID,Importer ID,Seller ID,Courier ID,' +
  'HS6 Code,Country of Departure,Country of Origin,Tax Rate,Tax Type,Country of Origin Indicator,Net Mass,Item Price,Fraud,Critical Fraud';

/** Won for one US dollar, as used by the writer for all dates. */
const wonPerUsd = 1180;
const modeCodes: ReadonlyMap<string, string> = new Map([
  ['1', '10'],
  ['2', '20'],
  ['3', '30'],
  ['4', '40'],
  ['5', '50'],
]);

/**
 * Returns the writer of a line for every goods item. Sellers and importers have one identifier in all agencies. `Fraud` is 1 for a fake and `Critical Fraud` 2 for one that
 * endangers health or safety; a missing price is the catalogue's.
 */
export function createKcsWriter(): FormatWriter {
  const table = { name: 'kcs.csv', header: kcsHeader, encoding: 'utf-8' } as const;
  let lastId = 10_000_000;
  return {
    tables: [table],
    lines(fact) {
      if (fact.kind !== 'declaration') return [];
      return fact.consignment.items.map((item): WrittenLine => {
        lastId += 1;
        return { table, text: itemLine(lastId, fact.consignment, item), isSpoiled: false };
      });
    },
  };
}

function itemLine(id: number, consignment: SimulatedConsignment, item: SimulatedItem): string {
  const isNatural = consignment.importer.partyKind === 'natural';
  const valueUsd = item.valueUsd ?? item.quantity * item.goods.priceUsd;
  const { isInfringing, goods } = item.truth;
  return csvLine([
    id,
    isoDay(consignment.declaredAtMs),
    officeNumber(consignment.office),
    isNatural ? 'D' : 'B',
    isNatural ? 15 : 11,
    isNatural ? 22 : 21,
    consignment.importer.isAuthorisedOperator ? 43 : 11,
    modeCodes.get(consignment.mode) ?? '90',
    opaqueCode(consignment.declarant.number, 1),
    opaqueCode(consignment.importer.number, 2),
    opaqueCode(consignment.seller.number, 4),
    consignment.channel === 'express' ? opaqueCode(consignment.carrier.number, 5).slice(0, 6) : undefined,
    item.goods.hs6,
    consignment.departureCountry,
    item.originCountry,
    item.dutyRatePercent.toFixed(1),
    item.isPreferential ? 'FTA1' : 'A',
    item.isPreferential ? 'G' : 'Y',
    item.netMassKg,
    Math.round(valueUsd * wonPerUsd),
    isInfringing ? 1 : 0,
    isInfringing ? (goods.isDangerous ? 2 : 1) : 0,
  ]);
}

/** A two-digit office number that stands for the office's code. */
function officeNumber(office: string): string {
  let sum = 0;
  for (let place = 0; place < office.length; place++) sum = (sum * 31 + office.charCodeAt(place)) % 89;
  return String(10 + sum);
}

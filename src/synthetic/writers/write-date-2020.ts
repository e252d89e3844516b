/** Renders a world in the columns of the DATE paper, every row examined and its label the truth. */
import { alpha2To3 } from '../../domain/country.ts';
import { opaqueCode } from '../draws/opaque-code.ts';
import type { SimulatedConsignment, SimulatedItem } from '../simulated-fact.ts';
import { csvLine } from './csv-line.ts';
import type { FormatWriter, WrittenLine } from './format-writer.ts';
import { isoDay } from './time-text.ts';

/** Header line of the format (Customs-Fraud-Detection [S23], MIT). */
const date2020Header =
  'sgd.id,sgd.date,importer.id,declarant.id,country,office.id,tariff.code,quantity,gross.weight,fob.value,cif.value,total.taxes,illicit,revenue';

/** Returns the writer of a line for every goods item. `revenue` is the duty that an undervalued fake kept back. */
export function createDate2020Writer(): FormatWriter {
  const table = { name: 'date-2020.csv', header: date2020Header, encoding: 'utf-8' } as const;
  let lastId = 0;
  return {
    tables: [table],
    lines(fact) {
      if (fact.kind !== 'declaration') return [];
      return fact.consignment.items.map((item): WrittenLine => {
        lastId += 1;
        return { table, text: itemLine(`SGD${lastId}`, fact.consignment, item), isSpoiled: false };
      });
    },
  };
}

function itemLine(id: string, consignment: SimulatedConsignment, item: SimulatedItem): string {
  const fobUsd = item.valueUsd ?? item.quantity * item.goods.priceUsd;
  const cifUsd = fobUsd * 1.06 + 0.4 * item.grossMassKg;
  const taxRate = (item.dutyRatePercent + 10) / 100;
  const { isInfringing, goods } = item.truth;
  const withheld = isInfringing ? Math.max(0, item.quantity * goods.priceUsd - fobUsd) * taxRate : 0;
  return csvLine([
    id,
    isoDay(consignment.declaredAtMs).slice(2),
    `IMP${opaqueCode(consignment.importer.number, 2)}`,
    `DEC${opaqueCode(consignment.declarant.number, 1)}`,
    alpha2To3(item.originCountry),
    `OFFICE${consignment.office}`,
    `${item.goods.hs6}0000`,
    item.quantity,
    item.grossMassKg,
    fobUsd.toFixed(2),
    cifUsd.toFixed(2),
    (cifUsd * taxRate).toFixed(2),
    isInfringing ? 1 : 0,
    withheld.toFixed(2),
  ]);
}

/** Writes what no agency knows, apart from everything that features may read: one file a phase, one line for every declared item. */
import { consignmentId } from '../../domain/consignment-id.ts';
import { evidenceOf } from '../oracle/item-likelihood.ts';
import { csvLine } from './csv-line.ts';
import type { FormatWriter, WrittenLine } from './format-writer.ts';
import { agencyName } from './touchstone-columns.ts';

/** Header of the file; docs/simulator.md says what the columns mean. */
const oracleHeader = 'id,agency,infringing,makerOdds,oracleMargin,evidence';

/** Returns the writer. `id` is the one that reading the touchstone format gives the item: `AGENCY/REFERENCE#ITEM`. */
export function createOracleWriter(): FormatWriter {
  const table = { name: 'oracle.csv', header: oracleHeader, encoding: 'utf-8', folder: 'oracle' } as const;
  return {
    tables: [table],
    lines(fact) {
      if (fact.kind !== 'declaration') return [];
      const agency = agencyName(fact.consignment.agency);
      const id = consignmentId(agency, fact.consignment.references);
      return fact.consignment.items.map((item): WrittenLine => {
        const { itemNumber, truth } = item;
        const text = csvLine([
          `${id}#${itemNumber}`,
          agency,
          truth.isInfringing ? 1 : 0,
          truth.probability.toFixed(5),
          truth.oracleMargin.toFixed(5),
          [...evidenceOf(item, truth.prior), ...truth.circumstances].join(';'),
        ]);
        return { table, text, isSpoiled: false };
      });
    },
  };
}

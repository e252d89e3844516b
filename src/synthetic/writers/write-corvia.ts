/** Renders facts as Corvia's free port and sorting centre give them: one format for each kind of traffic and record. */
import type { Rng } from '../../util/rng.ts';
import type { ManifestFact, SimulatedConsignment } from '../simulated-fact.ts';
import type { ItemRow } from './aurelia-columns.ts';
import { type ColumnTableOptions, createColumnTable } from './column-table.ts';
import { corviaDeclaration, corviaDeclarationSlips } from './corvia-declarations.ts';
import { corviaEntrySummary, corviaEntrySummarySlips } from './corvia-entry-summaries.ts';
import { corviaExaminationColumns, corviaExaminationSlips } from './corvia-examinations.ts';
import { corviaMeasureColumns, corviaMeasureSlips } from './corvia-measures.ts';
import { corviaParcelCodes, corviaParcelColumns, corviaParcelSlips } from './corvia-parcels.ts';
import { corviaPostalItem, corviaPostalItemSlips } from './corvia-postal-items.ts';
import type { FormatWriter } from './format-writer.ts';
import { createWorkbookTable } from './workbook-table.ts';
import { createXmlTable } from './xml-table.ts';

const wcoNamespaces = 'xmlns="urn:wco:datamodel:WCO:DEC-DMS:2" xmlns:md="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2"';

/**
 * Returns the writer of what Corvia knows. Freight is declared in XML and parcels in a workbook; posts and carriers send theirs ahead. `slipShare` of the rows are bad, and of the documents, which costs all rows of one; the generator decides which.
 */
export function createCorviaWriter(slipShare: number, rng: Rng): FormatWriter {
  const declarations = createXmlTable<SimulatedConsignment>({
    name: 'corvia-declarations.xml',
    envelope: `md:Batch ${wcoNamespaces}`,
    element: 'md:MetaData',
    rowElement: 'GovernmentAgencyGoodsItem',
    toContent: corviaDeclaration,
    slips: corviaDeclarationSlips,
    slipShare,
    rng: rng.fork('declarations'),
  });
  const postalItems = createXmlTable<ManifestFact>({
    name: 'corvia-postal-items.xml',
    envelope: 'ItemAttributes xmlns="urn:example:corvia:item-attributes"',
    element: 'PostalItem',
    rowElement: 'ContentPiece',
    toContent: corviaPostalItem,
    slips: corviaPostalItemSlips,
    slipShare,
    rng: rng.fork('postal-items'),
  });
  const entrySummaries = createXmlTable<ManifestFact>({
    name: 'corvia-entry-summaries.xml',
    envelope: 'EntrySummaries xmlns="urn:example:corvia:entry-summary"',
    element: 'EntrySummary',
    rowElement: 'GoodsItem',
    toContent: corviaEntrySummary,
    slips: corviaEntrySummarySlips,
    slipShare,
    rng: rng.fork('entry-summaries'),
  });
  const parcels = createWorkbookTable<ItemRow>({
    name: 'corvia-parcels.xlsx',
    sheet: 'Envíos',
    codes: corviaParcelCodes,
    columns: corviaParcelColumns,
    slips: corviaParcelSlips,
    slipShare,
    rng: rng.fork('parcels'),
  });
  const open = <Row>(name: string, rest: Pick<ColumnTableOptions<Row>, 'columns' | 'slips' | 'rng'>) =>
    createColumnTable<Row>({ name, delimiter: ',', encoding: 'utf-8', slipShare, ...rest });
  const measures = open('corvia-measures.csv', {
    columns: corviaMeasureColumns,
    slips: corviaMeasureSlips,
    rng: rng.fork('measures'),
  });
  const examinations = open('corvia-examinations.csv', {
    columns: corviaExaminationColumns,
    slips: corviaExaminationSlips,
    rng: rng.fork('examinations'),
  });
  return {
    tables: [declarations, parcels, postalItems, entrySummaries, examinations, measures],
    lines(fact) {
      if (fact.kind === 'rights-record' || fact.consignment.agency !== 'corvia') return [];
      const { consignment } = fact;
      const isPost = consignment.channel === 'post';
      switch (fact.kind) {
        case 'declaration':
          if (!isPost) return declarations.lines(consignment);
          return consignment.items.map((item) => parcels.line({ consignment, item }));
        case 'manifest':
          return isPost ? postalItems.lines(fact) : entrySummaries.lines(fact);
        case 'measure':
          return [measures.line(fact)];
        case 'examination':
          return [examinations.line(fact)];
      }
    },
  };
}

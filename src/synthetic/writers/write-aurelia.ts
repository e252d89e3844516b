/** Renders facts as Aurelia's customs administration gives them: semicolon CSV in windows-1252, results and measures apart. */
import type { Rng } from '../../util/rng.ts';
import {
  aureliaDeclarationColumns,
  aureliaDeclarationSlips,
  aureliaExaminationColumns,
  aureliaExaminationSlips,
  aureliaMeasureColumns,
  aureliaMeasureSlips,
} from './aurelia-columns.ts';
import { type ColumnTableOptions, createColumnTable } from './column-table.ts';
import type { FormatWriter } from './format-writer.ts';

/** Returns the writer of what Aurelia knows. `slipShare` of its rows are bad; the generator decides which. */
export function createAureliaWriter(slipShare: number, rng: Rng): FormatWriter {
  const open = <Row>(name: string, rest: Pick<ColumnTableOptions<Row>, 'columns' | 'slips'>) =>
    // Every character in use is the same in ISO 8859-1 and in windows-1252.
    createColumnTable<Row>({ name, delimiter: ';', encoding: 'latin1', slipShare, rng: rng.fork(name), ...rest });
  const declarations = open('aurelia-declarations.csv', {
    columns: aureliaDeclarationColumns,
    slips: aureliaDeclarationSlips,
  });
  const examinations = open('aurelia-examinations.csv', {
    columns: aureliaExaminationColumns,
    slips: aureliaExaminationSlips,
  });
  const measures = open('aurelia-measures.csv', { columns: aureliaMeasureColumns, slips: aureliaMeasureSlips });
  return {
    tables: [declarations, examinations, measures],
    lines(fact) {
      if (fact.kind === 'rights-record' || fact.kind === 'manifest' || fact.consignment.agency !== 'aurelia') return [];
      if (fact.kind === 'examination') return [examinations.line(fact)];
      if (fact.kind === 'measure') return [measures.line(fact)];
      return fact.consignment.items.map((item) => declarations.line({ consignment: fact.consignment, item }));
    },
  };
}

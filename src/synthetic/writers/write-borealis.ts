/** Renders facts as Borealis's border agency gives them: one JSON object a line, results and measures apart. */
import type { Rng } from '../../util/rng.ts';
import type { ExaminationFact, MeasureFact } from '../simulated-fact.ts';
import type { ItemRow } from './aurelia-columns.ts';
import {
  borealisDeclaration,
  borealisDeclarationSlips,
  borealisExamination,
  borealisExaminationSlips,
  borealisMeasure,
  borealisMeasureSlips,
} from './borealis-objects.ts';
import type { FormatWriter } from './format-writer.ts';
import { createJsonTable } from './json-table.ts';

/** Returns the writer of what Borealis knows. `slipShare` of its rows are bad; the generator decides which. */
export function createBorealisWriter(slipShare: number, rng: Rng): FormatWriter {
  const declarations = createJsonTable<ItemRow>({
    name: 'borealis-declarations.ndjson',
    toObject: borealisDeclaration,
    slips: borealisDeclarationSlips,
    slipShare,
    rng: rng.fork('declarations'),
  });
  const examinations = createJsonTable<ExaminationFact>({
    name: 'borealis-examinations.ndjson',
    toObject: borealisExamination,
    slips: borealisExaminationSlips,
    slipShare,
    rng: rng.fork('examinations'),
  });
  const measures = createJsonTable<MeasureFact>({
    name: 'borealis-measures.ndjson',
    toObject: borealisMeasure,
    slips: borealisMeasureSlips,
    slipShare,
    rng: rng.fork('measures'),
  });
  return {
    tables: [declarations, examinations, measures],
    lines(fact) {
      if (fact.kind === 'rights-record' || fact.kind === 'manifest' || fact.consignment.agency !== 'borealis')
        return [];
      if (fact.kind === 'examination') return [examinations.line(fact)];
      if (fact.kind === 'measure') return [measures.line(fact)];
      return fact.consignment.items.map((item) => declarations.line({ consignment: fact.consignment, item }));
    },
  };
}

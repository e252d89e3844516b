/** What the results of a consignment say of it as a whole. */
import type { Examination } from '../domain/examination.ts';
import { type LabelState, labelOfExamination, labelOfMeasure } from '../domain/label-life.ts';
import type { Measure } from '../domain/measure.ts';

/** Returns true for a find, false for a thorough look that found nothing, undefined where nothing teaches; one find outweighs the rest. */
export function resultOfRecords(
  results: readonly (Examination | Measure)[],
  state: LabelState = 'confirmed',
): boolean | undefined {
  const labels = results.map((record) =>
    record.kind === 'examination' ? labelOfExamination(record, state) : labelOfMeasure(record, state),
  );
  if (labels.includes(1)) return true;
  return labels.includes(0) ? false : undefined;
}

/** Results of examinations for tests. */

import type { Examination } from '../../src/domain/examination.ts';
import { defaultHandling } from '../../src/domain/handling.ts';

/** Returns an examination of one item, thorough and without a find. */
export function makeExamination(
  changes: Partial<Examination> & { readonly reference?: string; readonly day?: number } = {},
): Examination {
  const { reference = 'R1', day = 18_002, ...rest } = changes;
  const at = { epochMs: day * 86_400_000, precision: 'day' } as const;
  return {
    kind: 'examination',
    origin: { file: 'test', row: 1 },
    id: `TEST/E-${reference}`,
    agency: 'TEST',
    references: {
      declaration: reference,
      houseBill: undefined,
      airWaybill: undefined,
      masterBill: undefined,
      s10: undefined,
    },
    itemNumber: 1,
    control: 'physical',
    depth: 'full',
    iprChecked: 'yes',
    examinedAt: at,
    knownAt: at,
    outcome: 'nothing-found',
    iprType: undefined,
    brand: undefined,
    articlesCount: undefined,
    isRetracted: false,
    handling: defaultHandling('TEST'),
    ...rest,
  };
}

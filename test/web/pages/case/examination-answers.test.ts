import { describe, expect, it } from 'vitest';
import { recordExamination } from '../../../../src/http/schemas/queue.ts';
import { examinationBody, noAnswers } from '../../../../src/web/pages/case/examination-answers.ts';

const found = {
  ...noAnswers,
  execution: 'examined',
  control: 'physical',
  depth: 'full',
  iprChecked: 'yes',
  outcome: 'confirmed',
  iprType: 'trade-mark',
  brand: ' Velarro ',
  itemNumber: '2',
  articlesCount: '40',
} as const;

describe('examinationBody', () => {
  it('is what the service takes', () => {
    const body = examinationBody(found);
    expect(recordExamination.parse(body)).toEqual({
      execution: 'examined',
      control: 'physical',
      depth: 'full',
      iprChecked: 'yes',
      outcome: 'confirmed',
      iprType: 'trade-mark',
      brand: 'Velarro',
      itemNumber: 2,
      articlesCount: 40,
    });
  });

  it('is missing as long as an answer is', () => {
    expect(examinationBody(noAnswers)).toBeUndefined();
    for (const name of ['control', 'depth', 'iprChecked', 'outcome'] as const) {
      const { [name]: _, ...rest } = found;
      expect(examinationBody(rest), name).toBeUndefined();
    }
    expect(examinationBody({ ...noAnswers, execution: 'overridden' })).toBeUndefined();
  });

  it('leaves out answers to what is not asked in the end', () => {
    expect(examinationBody({ ...found, execution: 'not-located' })).toEqual({ execution: 'not-located' });
    const nothing = examinationBody({ ...found, control: 'scan', outcome: 'nothing-found' });
    expect(nothing).not.toHaveProperty('brand');
    expect(nothing).not.toHaveProperty('iprType');
    expect(nothing).not.toHaveProperty('depth');
  });
});

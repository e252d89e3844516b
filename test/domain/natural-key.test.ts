import { describe, expect, it } from 'vitest';
import { defaultHandling } from '../../src/domain/handling.ts';
import { naturalKey } from '../../src/domain/natural-key.ts';
import { makeRecord } from '../factories/goods-item-record.ts';
import { makeExamination } from '../factories/result-records.ts';

describe('naturalKey', () => {
  it('tells goods items apart by stage, agency, reference and item', () => {
    const keys = [
      makeRecord(),
      makeRecord({ item: { itemNumber: 2 } }),
      makeRecord({ reference: 'R2' }),
      makeRecord({ consignment: { stage: 'pre-arrival' } }),
    ].map(naturalKey);
    expect(keys[0]).toBe('declaration|TEST/R1#1');
    expect(new Set(keys).size).toBe(4);
    expect(naturalKey(makeRecord({ item: { netMassKg: 99 } }))).toBe(keys[0]);
  });

  it('is the id that the agency gave a result, and what a trade statistic counts', () => {
    expect(naturalKey(makeExamination())).toBe('TEST/E-R1');
    const day = { epochMs: 0, precision: 'day' } as const;
    const statistic = {
      kind: 'trade-statistic',
      origin: { file: 'f', row: 1 },
      agency: 'TEST',
      reporterCountry: 'DE',
      partnerCountry: 'CN',
      hsCode: '6404',
      periodStart: day,
      knownAt: day,
      valueUsd: 1,
      netMassKg: undefined,
      handling: defaultHandling('TEST'),
    } as const;
    expect(naturalKey(statistic)).toBe('TEST/DE|CN|6404|1970-01-01');
  });
});

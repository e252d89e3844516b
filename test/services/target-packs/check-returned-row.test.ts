import { describe, expect, it } from 'vitest';
import { targetReference } from '../../../src/domain/target-reference.ts';
import { checkReturnedRow, isFilledIn } from '../../../src/services/target-packs/check-returned-row.ts';

const reference = targetReference(new Uint8Array(4), { listId: '1', consignmentId: 'A/1' });
const target = { reference, consignmentId: 'A/1', agency: 'A', references: {}, itemNumbers: [1, 2] };
const day = (text: string): number => Date.parse(text);
const context = {
  targets: new Map([[reference, target]]),
  fromMs: day('2026-10-21'),
  toMs: day('2026-10-30'),
};
const check = (row: object) => checkReturnedRow(new Map(Object.entries({ reference, ...row })), context);
const found = {
  execution: 'examined',
  controlDone: 'physical',
  depth: 'full',
  iprChecked: 'yes',
  examinedOn: '2026-10-22',
  outcome: 'detained',
  itemNumber: '2',
  iprType: 'trade-mark',
  foundBrand: 'Velmonté',
  articlesCount: '12',
  measureKind: 'detention',
};

describe('checkReturnedRow', () => {
  it('takes what an examination came to, however the reference, the codes and the date are typed', () => {
    const typed = { ...found, reference: reference.toLowerCase(), outcome: 'Detained', examinedOn: '22.10.2026' };
    const result = check(typed);
    expect(result).toEqual({
      target,
      execution: 'examined',
      remark: undefined,
      itemNumber: 2,
      examination: {
        control: 'physical',
        depth: 'full',
        iprChecked: 'yes',
        examinedOnMs: day('2026-10-22'),
        outcome: 'detained',
        iprType: 'trade-mark',
        brand: 'Velmonté',
        articlesCount: 12,
      },
      measure: { measureKind: 'detention', onMs: day('2026-10-22') },
    });
  });

  it('takes goods that were not examined, and takes what is not said of IPR as unknown', () => {
    expect(check({ execution: 'no-capacity', remark: 'night' })).toMatchObject({
      examination: undefined,
      remark: 'night',
    });
    expect(
      check({ execution: 'examined', controlDone: 'scan', examinedOn: '2026-10-22', outcome: 'nothing-found' }),
    ).toMatchObject({
      examination: { iprChecked: 'unknown' },
      measure: undefined,
    });
  });

  it.each([
    [{ execution: 'seen' }, 'execution', 'unknown-code'],
    [{ outcome: 'confirmed' }, 'execution', 'missing'],
    [{ execution: 'examined', controlDone: 'scan', examinedOn: '2026-10-22' }, 'outcome', 'missing'],
    [{ execution: 'not-located', outcome: 'confirmed' }, 'outcome', 'not-together'],
    [{ ...found, controlDone: 'scan' }, 'depth', 'not-together'],
    [{ ...found, itemNumber: '3' }, 'itemNumber', 'unknown-item'],
    [{ ...found, articlesCount: '-1' }, 'articlesCount', 'not-a-count'],
    [{ ...found, articlesCount: '1e3' }, 'articlesCount', 'not-a-count'],
    [{ ...found, examinedOn: '2026-10-20' }, 'examinedOn', 'out-of-range'],
    [{ ...found, examinedOn: '2026-02-30' }, 'examinedOn', 'not-a-date'],
    [{ ...found, examinedOn: '10/22/2026' }, 'examinedOn', 'not-a-date'],
    [{ ...found, outcome: 'nothing-found' }, 'measureKind', 'not-together'],
    [{ ...found, measureOn: '2026-10-21' }, 'measureOn', 'out-of-range'],
    [{ ...found, remark: 'x'.repeat(1001) }, 'remark', 'too-long'],
    [{ ...found, reference: 'T-7K3QF-9M2XD-0' }, 'reference', 'not-a-reference'],
    [{ ...found, reference: 'T-00000-00000-0' }, 'reference', 'unknown-reference'],
  ])('refuses %j in column %s as %s', (row, column, code) => {
    expect(check(row)).toMatchObject({ column, code, expected: expect.any(String) });
  });

  it('tells rows that nobody filled in', () => {
    expect(isFilledIn(new Map([['reference', reference]]))).toBe(false);
    expect(isFilledIn(new Map([['remark', 'x']]))).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { checkedColumns, createRowChecker, type RowCheck } from '../../src/formats/row-checks.ts';

const iso = () => ({ date: 'ISO', timeZone: 'UTC' }) as const;

/** Code of the first fault of each row, under one check. */
function codes(check: RowCheck, columns: string[], rows: (string | undefined)[][]): (string | undefined)[] {
  const look = createRowChecker([check], columns, iso);
  return rows.map((row) => look(row)?.fault.code);
}

describe('createRowChecker', () => {
  it('compares times, and dates alone with dates', () => {
    const check: RowCheck = { rule: 'not-before', column: 'eta', than: 'etd' };
    const rows = [
      ['2026-03-02T10:00Z', '2026-03-02T09:59Z'],
      ['2026-03-02T10:00Z', '2026-03-02T10:00Z'],
      ['2026-03-02T09:59Z', '2026-03-02T10:00Z'],
      ['2026-03-02', '2026-03-02T10:00Z'],
      ['2026-03-01', '2026-03-02T10:00Z'],
      ['2026-03-01', undefined],
      ['soon', '2026-03-02'],
      ['2026-03-02', ' '],
    ];
    const nothing = undefined;
    expect(codes(check, ['eta', 'etd'], rows)).toEqual([
      nothing,
      nothing,
      'out-of-order',
      nothing,
      'out-of-order',
      nothing,
      'not-a-date',
      nothing,
    ]);
  });

  it('holds the ends of a route to the places of loading and unloading', () => {
    const columns = ['route', 'place'];
    const rows = [
      ['CN;AE;ES', 'CNSHA'],
      ['CN;AE;ES', 'ESALG'],
      ['CN', 'CN'],
      ['CN;ES', undefined],
    ];
    expect(codes({ rule: 'first-is', column: 'route', place: 'place' }, columns, rows)).toEqual([
      undefined,
      'not-consistent',
      undefined,
      undefined,
    ]);
    expect(codes({ rule: 'last-is', column: 'route', place: 'place' }, columns, rows)).toEqual([
      'not-consistent',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['packed, with marks', ['CT', '4', undefined, 'AB 1-4'], undefined],
    ['packed with another item', ['CT', '0', undefined, 'AB'], undefined],
    ['packed, not counted', ['CT', undefined, undefined, 'AB'], 'wrong-package-count'],
    ['packed, no number', ['CT', 'four', undefined, 'AB'], 'wrong-package-count'],
    ['packed, counted in pieces', ['CT', '4', '4', 'AB'], 'wrong-package-count'],
    ['packed, without marks', ['CT', '4', undefined, undefined], 'missing'],
    ['bulk', ['VQ', undefined, undefined, undefined], undefined],
    ['bulk, as nought packages', ['VQ', '0', undefined, undefined], undefined],
    ['bulk, counted', ['VQ', '2', undefined, undefined], 'wrong-package-count'],
    ['unpacked, in pieces', ['NE', undefined, '3', undefined], undefined],
    ['unpacked, in packages', ['NE', '3', undefined, undefined], 'wrong-package-count'],
    ['several kinds', ['CT;NE;BX', '4;2', '7', 'AB;CD'], undefined],
    ['several kinds, one not counted', ['CT;NE;BX', '4', '7', 'AB;CD'], 'wrong-package-count'],
    ['no kind of package', [undefined, '4', '7', undefined], undefined],
  ] as const)('counts goods as their packages ask: %s', (_, row, code) => {
    const check: RowCheck = { rule: 'packages', column: 'type', count: 'count', pieces: 'pieces', marks: 'marks' };
    expect(codes(check, ['type', 'count', 'pieces', 'marks'], [[...row]])).toEqual([code]);
  });

  it('lets a reference belong to one consignment of a filing alone', () => {
    const check: RowCheck = { rule: 'unique', column: 'bill', per: 'house', within: 'filing' };
    const rows = [
      ['B1', '1', 'L1'],
      ['B1', '1', 'L1'],
      ['B2', '2', 'L1'],
      ['B1', '3', 'L1'],
      ['B1', '7', 'L2'],
      [undefined, '8', 'L2'],
    ];
    expect(codes(check, ['bill', 'house', 'filing'], rows)).toEqual([
      undefined,
      undefined,
      undefined,
      'duplicate-reference',
      undefined,
      undefined,
    ]);
  });

  it('takes one of a few values', () => {
    const check: RowCheck = { rule: 'one-of', column: 'unit', values: ['KGM'] };
    expect(codes(check, ['unit'], [['KGM'], ['LBR'], [undefined]])).toEqual([undefined, 'unknown-code', undefined]);
  });

  it('holds a column that fills no field to a law', () => {
    const check: RowCheck = { rule: 'lawful', column: 'place', law: 'locode' };
    expect(codes(check, ['place'], [['ESALG'], ['Algeciras'], [undefined]])).toEqual([
      undefined,
      'not-a-locode',
      undefined,
    ]);
    expect(checkedColumns([check])).toEqual(['place']);
  });

  it('names the column at fault and all columns that are looked at', () => {
    const check: RowCheck = { rule: 'not-before', column: 'eta', than: 'etd' };
    const look = createRowChecker([check], ['etd', 'eta'], iso);
    expect(look(['2026-03-02', '2026-03-01'])?.column).toBe('eta');
    expect(checkedColumns([check, { rule: 'one-of', column: 'unit', values: ['KGM'] }])).toEqual([
      'eta',
      'etd',
      'unit',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { createColumnTable } from '../../../src/synthetic/writers/column-table.ts';
import { csvLine } from '../../../src/synthetic/writers/csv-line.ts';
import { createJsonTable } from '../../../src/synthetic/writers/json-table.ts';
import { mistype } from '../../../src/synthetic/writers/mistype.ts';
import { createRng } from '../../../src/util/rng.ts';

describe('csvLine', () => {
  it('quotes what would break the line and leaves the rest', () => {
    expect(csvLine(['a', 1, undefined, 'b;c', 'say "no"', 'two\nlines'], ';')).toBe(
      'a;1;;"b;c";"say ""no""";"two\nlines"',
    );
    expect(csvLine(['b;c'])).toBe('b;c');
  });
});

describe('createColumnTable', () => {
  const options = {
    name: 't.csv',
    delimiter: ';',
    encoding: 'latin1',
    columns: [
      ['a', (row: number) => row],
      ['b', (row: number) => row * 2],
    ],
    slips: [['b', 'x']],
    rng: createRng(1),
  } as const;

  it('fills each column and never slips at a share of 0', () => {
    const table = createColumnTable<number>({ ...options, slipShare: 0 });
    expect(table.header).toBe('a;b');
    expect(table.line(3)).toMatchObject({ text: '3;6', isSpoiled: false });
  });

  it('slips in every row at a share of 1', () => {
    expect(createColumnTable<number>({ ...options, slipShare: 1 }).line(3)).toMatchObject({
      text: '3;x',
      isSpoiled: true,
    });
  });
});

describe('createJsonTable', () => {
  it('puts a wrong value at its path and leaves the rest', () => {
    const table = createJsonTable<number>({
      name: 't.ndjson',
      toObject: (row) => ({ a: { b: row, c: 1 }, d: undefined }),
      slips: [['a.b', 'x']],
      slipShare: 1,
      rng: createRng(1),
    });
    expect(table.line(3)).toMatchObject({ text: '{"a":{"b":"x","c":1}}', isSpoiled: true });
  });

  it('breaks a line off so that it is not JSON any more', () => {
    const table = createJsonTable<number>({
      name: 't',
      toObject: (row) => ({ row }),
      slips: ['cut'],
      slipShare: 1,
      rng: createRng(1),
    });
    expect(() => JSON.parse(table.line(3).text)).toThrow(SyntaxError);
  });
});

describe('mistype', () => {
  it('keeps, drops or swaps', () => {
    expect(mistype('AB12', 'good')).toBe('AB12');
    expect(mistype('AB12', 'none')).toBeUndefined();
    expect(mistype('AB12', 'mistyped')).toBe('AB21');
    expect(mistype('A211', 'mistyped')).toBe('A121');
    expect(mistype('1111', 'mistyped')).toBe('11110');
    expect(mistype(undefined, 'mistyped')).toBeUndefined();
  });
});

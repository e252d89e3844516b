import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyRows } from '../../src/features/key-rows.ts';

describe('KeyRows', () => {
  it('gives rows in order of arrival and finds them again', () => {
    const rows = new KeyRows();
    expect(rows.find(1, 2)).toBe(-1);
    expect(rows.findOrAdd(9, 0)).toBe(0);
    expect(rows.findOrAdd(1, 1 << 11)).toBe(1);
    expect(rows.findOrAdd(9, 0)).toBe(0);
    expect(rows.find(1, 1 << 11)).toBe(1);
    expect(rows.count).toBe(2);
    expect(rows.inOrder()).toEqual([
      { keyHigh: 1, keyLow: 1 << 11, row: 1 },
      { keyHigh: 9, keyLow: 0, row: 0 },
    ]);
  });

  it('is empty at first', () => {
    expect(new KeyRows().inOrder()).toEqual([]);
    expect(new KeyRows().count).toBe(0);
  });

  it('agrees with a plain map for any keys', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 0xffffffff }), fc.nat({ max: 7 }))), (keys) => {
        const rows = new KeyRows();
        const plain = new Map<string, number>();
        for (const [high, part] of keys) {
          const name = `${high}/${part}`;
          if (!plain.has(name)) plain.set(name, plain.size);
          expect(rows.findOrAdd(high, part << 11)).toBe(plain.get(name));
        }
        expect(rows.count).toBe(plain.size);
      }),
    );
  });
});

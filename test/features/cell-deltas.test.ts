import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CellDeltas } from '../../src/features/cell-deltas.ts';

const changes = fc.array(
  fc.record({
    keyHigh: fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer()),
    keyLow: fc.integer({ min: -1, max: 1 }),
    source: fc.integer({ min: 0, max: 2 }),
    tick: fc.integer({ min: -1, max: 2 }),
    extra: fc.integer({ min: -1, max: 1 }),
    values: fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: 0, max: 1e9 })),
    sign: fc.constantFrom(1 as const, -1 as const),
  }),
  { maxLength: 4000, size: 'max' },
);

const rowsOf = (deltas: CellDeltas): number[][] => Array.from(deltas.inOrder(), (row) => [...row]);

describe('CellDeltas', () => {
  it('adds up to what a map of texts does, in order of key, source, tick and the further number', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const deltas = new CellDeltas(2);
        const sums = new Map<string, number[]>();
        for (const { values, sign, ...place } of list) {
          deltas.add(place, values, sign);
          const key = [place.keyHigh, place.keyLow, place.source, place.tick, place.extra].join(' ');
          const known = sums.get(key) ?? [0, 0];
          sums.set(key, [known[0]! + sign * values[0], known[1]! + sign * values[1]]);
        }
        const wanted = [...sums]
          .filter(([, values]) => values.some((value) => value !== 0))
          .map(([key, values]) => [...key.split(' ').map(Number), ...values])
          .sort((a, b) => a.slice(0, 5).reduce((order, value, index) => order || value - b[index]!, 0));
        expect(rowsOf(deltas)).toEqual(wanted);
        expect(deltas.size).toBe(sums.size);
        expect(deltas.hasDecrease).toBe(wanted.some((row) => row.slice(5).some((value) => value < 0)));
      }),
      { numRuns: 60 },
    );
  });

  it('holds many cells', () => {
    const deltas = new CellDeltas(1);
    for (let index = 0; index < 50_000; index++) {
      const keyHigh = Math.imul(index, 0x9e37_79b1) | 0;
      deltas.add({ keyHigh, keyLow: index, source: 0, tick: 0, extra: 0 }, [1], 1);
    }
    const rows = rowsOf(deltas);
    expect(rows.length).toBe(50_000);
    expect(rows.every((row, index) => index === 0 || rows[index - 1]![0]! <= row[0]!)).toBe(true);
  });
});

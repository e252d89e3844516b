import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellCounts, HistoryCells } from '../../src/features/history-cells.ts';

interface Change {
  readonly key: number;
  readonly day: number;
  readonly source: number;
  readonly counts: CellCounts;
}

const nothing: CellCounts = { seen: 0, examined: 0, positive: 0, priced: 0, priceSum: 0 };

const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    key: fc.integer({ min: 0, max: 5 }),
    day: fc.integer({ min: 18_000, max: 18_400 }),
    source: fc.integer({ min: 0, max: 2 }),
    counts: fc.record({
      seen: fc.integer({ min: 0, max: 3 }),
      examined: fc.integer({ min: 0, max: 3 }),
      positive: fc.constant(0),
      priced: fc.integer({ min: 0, max: 3 }),
      priceSum: fc.integer({ min: 0, max: 3000 }),
    }),
  }),
  { maxLength: 300 },
);

function fill(list: readonly Change[], sign: 1 | -1 = 1, into = new HistoryCells()): HistoryCells {
  for (const { key, day, source, counts } of list) {
    const change = {
      seen: sign * counts.seen,
      examined: sign * counts.examined,
      positive: sign * counts.positive,
      priced: sign * counts.priced,
      priceSum: sign * counts.priceSum,
    };
    into.add((key * 715_827_883) % 4_294_967_296, key * 7, { day, source }, change);
  }
  return into;
}

describe('HistoryCells', () => {
  it('is empty at first', () => expect([...new HistoryCells().inOrder()]).toEqual([]));

  it('gives the same cells in any order and split of the changes', () => {
    fc.assert(
      fc.property(changes, fc.nat(), (list, seed) => {
        const shuffled = [...list].sort(
          (a, b) => ((a.day * 31 + a.key + seed) % 97) - ((b.day * 31 + b.key + seed) % 97),
        );
        expect([...fill(shuffled).inOrder()]).toEqual([...fill(list).inOrder()]);
        const split = list.flatMap((change) => [
          { ...change, counts: { ...change.counts, examined: 0 } },
          { ...change, counts: { ...nothing, examined: change.counts.examined } },
        ]);
        expect([...fill(split).inOrder()]).toEqual([...fill(list).inOrder()]);
      }),
    );
  });

  it('equals a world without what is taken back', () => {
    fc.assert(
      fc.property(changes, changes, (kept, retracted) => {
        // One change that stays makes the newest day the same in both worlds.
        const anchor: Change = { key: 9, day: 18_400, source: 0, counts: { ...nothing, seen: 1 } };
        const world = fill(retracted, -1, fill([...retracted, ...kept, anchor]));
        expect([...world.inOrder()]).toEqual([...fill([...kept, anchor]).inOrder()]);
      }),
    );
  });

  it('holds many entities, and counts its bytes', () => {
    const cells = new HistoryCells();
    const count = 50_000;
    for (let key = 0; key < count; key++) {
      cells.add(
        Math.imul(key, 0x9e3779b1) >>> 0,
        Math.imul(key + 1, 0x85ebca6b) >>> 0,
        { day: 18_000, source: 0 },
        { ...nothing, seen: 1 },
      );
    }
    expect(cells.entityCount).toBe(count);
    expect(cells.cellCount).toBe(count);
    expect(cells.byteLength / count).toBeLessThanOrEqual(64);
    let seen = 0;
    for (const cell of cells.inOrder()) seen += cell.seen;
    expect(seen).toBe(count);
  });

  it('joins old months of an entity that is seen every day for years', () => {
    const cells = new HistoryCells();
    for (let day = 18_000; day < 19_500; day++) cells.add(1, 2, { day, source: 0 }, { ...nothing, seen: 1 });
    expect(cells.cellCount).toBeLessThan(300);
    expect([...cells.inOrder()].reduce((sum, cell) => sum + cell.seen, 0)).toBe(1500);
  });

  it('holds more cells of one entity than a page has, and reads them in order', () => {
    const cells = new HistoryCells();
    const one = { ...nothing, seen: 1 };
    for (let source = 0; source < 200; source++) {
      for (let day = 18_040; day > 18_000; day--) cells.add(5, 64, { day, source }, one);
    }
    cells.add(7, 64, { day: 18_000, source: 0 }, one);
    const own = [...cells.inOrder()].filter(({ keyHigh }) => keyHigh === 5);
    expect(own).toHaveLength(8000);
    expect(
      own.every((cell, index) => cell.day === 18_001 + Math.floor(index / 200) && cell.source === index % 200),
    ).toBe(true);
    expect(cells.cellCount).toBe(8001);
    expect(cells.byteLength / cells.cellCount).toBeLessThan(64);
  });
});

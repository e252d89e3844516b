import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HistoryCells, priceStepsPerBin } from '../../src/features/history-cells.ts';
import { readHistory, readingLength, readingNames } from '../../src/features/history-reading.ts';

const key = { high: 77, low: 5 };

function read(cells: HistoryCells, day: number, resultsBeforeDay = Number.POSITIVE_INFINITY): Record<string, number> {
  const shard = cells.shardOf(key.low);
  const out = new Float64Array(readingLength);
  readHistory(
    { shard, slot: shard.find(key.high, key.low), coarserRate: 0.1, priorExaminations: 5, hasPace: true },
    { day, resultsBeforeDay },
    out,
    0,
  );
  return Object.fromEntries(readingNames.map((name, index) => [name, out[index]!]));
}

function cellsOf(
  list: readonly (readonly [day: number, seen: number, examined: number, positive: number, price?: number])[],
): HistoryCells {
  const cells = new HistoryCells();
  for (const [day, seen, examined, positive, price] of list) {
    const priced = price === undefined ? 0 : seen;
    const priceSum = priced * Math.floor((price ?? 0) * priceStepsPerBin);
    cells.add(key.high, key.low, { day, source: 0 }, { seen, examined, positive, priced, priceSum });
  }
  return cells;
}

describe('readHistory', () => {
  it('falls back on the coarser rate for an entity never seen', () => {
    const reading = read(new HistoryCells(), 18_000);
    expect(reading).toMatchObject({
      seen: 0,
      examined: 0,
      positive: 0,
      rate: 0.1,
      rate90: 0.1,
      rate365: 0.1,
      novelty: 1,
    });
    expect(reading.daysSinceFirst).toBeNaN();
    expect(reading.daysSinceLastPositive).toBeNaN();
  });

  it('counts, smooths and decays', () => {
    const reading = read(
      cellsOf([
        [17_990, 3, 2, 1],
        [17_995, 1, 1, 0],
      ]),
      18_000,
    );
    expect(reading).toMatchObject({
      seen: 4,
      examined: 3,
      positive: 1,
      daysSinceFirst: 10,
      daysSinceLast: 5,
      daysSinceLastPositive: 10,
    });
    expect(reading.rate).toBeCloseTo((1 + 0.5) / (3 + 5), 12);
    const old = 2 ** (-10 / 90);
    const recent = 2 ** (-5 / 90);
    expect(reading.rate90).toBeCloseTo((old + 0.5) / (2 * old + recent + 5), 12);
  });

  it('compares the last seven days with the days before, and averages prices', () => {
    const reading = read(
      cellsOf([
        [17_980, 4, 0, 0, 20],
        [17_993, 1, 0, 0],
        [17_994, 2, 0, 0, 23],
      ]),
      18_000,
    );
    expect(reading.seen7).toBe(2);
    expect(reading.pace).toBeCloseTo(Math.log(2.5 / (49 / 21 + 0.5)), 12);
    // The mean, to half a step of the scale.
    expect(reading.priceGap).toBeCloseTo((4 * 20 + 2 * 23) / 6 + 0.5 / priceStepsPerBin, 12);
    expect(read(new HistoryCells(), 18_000)).toMatchObject({ seen7: 0, pace: Number.NaN, priceGap: Number.NaN });
  });

  it('tells many finds from few at the same rate', () => {
    const excessOf = (examined: number, positive: number) =>
      read(cellsOf([[17_990, examined, examined, positive]]), 18_000).excess!;
    expect(excessOf(80, 20)).toBeCloseTo((20 - 8) / Math.sqrt(0.1 * 90), 12);
    expect(excessOf(80, 20)).toBeGreaterThan(2 * excessOf(8, 2));
    expect(excessOf(80, 0)).toBeLessThan(excessOf(8, 0));
    expect(excessOf(0, 0)).toBe(0);
    expect(read(new HistoryCells(), 18_000).excess).toBe(0);
  });

  it('hides results that were not known yet', () => {
    const reading = read(
      cellsOf([
        [17_990, 3, 2, 1],
        [17_995, 1, 1, 1],
      ]),
      18_000,
      17_995,
    );
    expect(reading).toMatchObject({ seen: 4, examined: 2, positive: 1 });
  });

  it('does not see days after its own', () => expect(read(cellsOf([[18_001, 3, 2, 1]]), 18_000).seen).toBe(0));

  it('gives the same bits whether old months are joined or not', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 17_000, max: 17_999 }), { minLength: 70, maxLength: 200 }), (list) => {
        const sorted = [...list].sort((a, b) => a - b);
        const joined = cellsOf(sorted.map((day) => [day, 1, 1, day % 3 === 0 ? 1 : 0]));
        // Filled backwards, nothing is older than the newest day so far, so nothing is joined.
        const apart = cellsOf([...sorted].reverse().map((day) => [day, 1, 1, day % 3 === 0 ? 1 : 0]));
        expect(read(joined, 18_000)).toEqual(read(apart, 18_000));
      }),
    );
  });
});

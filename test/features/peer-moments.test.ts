import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PeerMoments, peerMeasureCount, peerStep } from '../../src/features/peer-moments.ts';

interface Addition {
  readonly keyHigh: number;
  readonly keyLow: number;
  readonly measure: number;
  readonly step: number;
}

const additions: fc.Arbitrary<Addition[]> = fc.array(
  fc.record({
    keyHigh: fc.constantFrom(0, 1, 7, 0xffffffff),
    // The last eleven bits do not tell rows apart, so keys differ above them.
    keyLow: fc.constantFrom(1 << 11, 5 << 11, 0xfffff800),
    measure: fc.nat({ max: peerMeasureCount - 1 }),
    step: fc.oneof(fc.integer({ min: -2000, max: 2000 }), fc.constant(Number.NaN)),
  }),
  { maxLength: 60 },
);

/** Steps of an item that has one measure, after one number that is not its own. */
const stepsOf = (measure: number, step: number): Float64Array => {
  const steps = new Float64Array(1 + peerMeasureCount).fill(Number.NaN);
  steps[1 + measure] = step;
  return steps;
};

const addTo = (moments: PeerMoments, { keyHigh, keyLow, measure, step }: Addition, change: 1 | -1 = 1): void =>
  moments.add(keyHigh, keyLow, stepsOf(measure, step), 1, change);

function deviationOf(moments: PeerMoments, { keyHigh, keyLow, measure, step }: Addition): number {
  const out = new Float64Array(2 + peerMeasureCount).fill(7);
  moments.deviations(keyHigh, keyLow, stepsOf(measure, step), 1, out, 2);
  expect([...out.subarray(0, 2)]).toEqual([7, 7]);
  return out[2 + measure]!;
}

const at = (keyHigh: number, measure: number, step: number): Addition => ({ keyHigh, keyLow: 0, measure, step });

function momentsOf(list: readonly Addition[]): PeerMoments {
  const moments = new PeerMoments();
  for (const addition of list) addTo(moments, addition);
  return moments;
}

const plain = (moments: PeerMoments) =>
  [...moments.inOrder()].map(({ keyHigh, keyLow, sums }) => [keyHigh, keyLow, ...sums]);

describe('peerStep', () => {
  it('counts steps of a 64th of a doubling, and takes no value that has no logarithm', () => {
    expect([1, 2, 0.5, 1024].map(peerStep)).toEqual([0, 64, -64, 640]);
    expect(peerStep(2 ** (1.4 / 64))).toBe(1);
    for (const value of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) expect(peerStep(value)).toBeNaN();
  });
});

describe('PeerMoments', () => {
  it('tells deviations by mean and spread, a spread of 0.6 doublings counting for four items', () => {
    const moments = new PeerMoments();
    for (const step of [0, 64, 128]) addTo(moments, at(1, 0, step));
    // Mean 64; squares around it 2 × 64²; prior 4 × (0.6 × 64)²; seven items.
    const spread = Math.sqrt((2 * 64 ** 2 + 4 * (0.6 * 64) ** 2) / 7);
    expect(deviationOf(moments, at(1, 0, 256))).toBeCloseTo(192 / spread, 12);
    expect(deviationOf(moments, at(1, 0, 64))).toBe(0);
    expect(deviationOf(moments, at(1, 0, 0))).toBeCloseTo(-64 / spread, 12);
  });

  it('starts from the prior alone where one peer or equal peers are known', () => {
    const moments = new PeerMoments();
    addTo(moments, at(1, 1, 10));
    expect(deviationOf(moments, at(1, 1, 74))).toBeCloseTo(64 / (38.4 * Math.sqrt(4 / 5)), 12);
    addTo(moments, at(1, 1, 10));
    expect(deviationOf(moments, at(1, 1, 74))).toBeCloseTo(64 / (38.4 * Math.sqrt(4 / 6)), 12);
  });

  it('is missing without peers, for another measure, and for a missing value', () => {
    const moments = new PeerMoments();
    expect(deviationOf(moments, at(1, 0, 5))).toBeNaN();
    addTo(moments, at(1, 0, 5));
    expect(deviationOf(moments, at(1, 0, Number.NaN))).toBeNaN();
    expect(deviationOf(moments, at(1, 1, 5))).toBeNaN();
    expect(deviationOf(moments, at(2, 0, 5))).toBeNaN();
    addTo(moments, at(1, 0, 5), -1);
    expect(deviationOf(moments, at(1, 0, 5))).toBeNaN();
  });

  it('takes all measures of an item at once', () => {
    const moments = new PeerMoments();
    moments.add(1, 0, Float64Array.of(3, Number.NaN, 5), 0, 1);
    expect(plain(moments)).toEqual([[1, 0, 1, 3, 9, 0, 0, 0, 1, 5, 25]]);
  });

  it('makes no row of a missing value', () => {
    const moments = new PeerMoments();
    addTo(moments, at(1, 0, Number.NaN));
    expect(plain(moments)).toEqual([]);
  });

  it('has the same sums after any order of the same additions', () => {
    fc.assert(
      fc.property(
        additions.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(plain(momentsOf(shuffled))).toEqual(plain(momentsOf(list)));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('has the same sums after any split of the same additions and a merge', () => {
    fc.assert(
      fc.property(additions, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (list, isFirst) => {
        const merged = momentsOf(list.filter((_, index) => isFirst[index]));
        for (const sums of momentsOf(list.filter((_, index) => !isFirst[index])).inOrder()) merged.merge(sums);
        const whole = momentsOf(list);
        expect(plain(merged)).toEqual(plain(whole));
        for (const addition of list)
          expect(deviationOf(merged, { ...addition, step: 100 })).toEqual(
            deviationOf(whole, { ...addition, step: 100 }),
          );
      }),
      { numRuns: 50 },
    );
  });

  it('is a world without what was taken back', () => {
    fc.assert(
      fc.property(additions, additions, (kept, taken) => {
        const moments = momentsOf([...kept, ...taken]);
        for (const addition of taken) addTo(moments, addition, -1);
        expect(plain(moments)).toEqual(plain(momentsOf(kept)));
      }),
      { numRuns: 50 },
    );
  });

  it('comes in order of key, whatever came first, and grows beyond its first room', () => {
    const list = Array.from({ length: 300 }, (_, index) => ({
      keyHigh: (index * 2_654_435_761) % 2 ** 32,
      keyLow: ((index % 3) << 11) >>> 0,
      measure: 0,
      step: index,
    }));
    const rows = plain(momentsOf(list));
    expect(rows).toHaveLength(300);
    const sorted = [...rows].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
    expect(rows).toEqual(sorted);
    expect(plain(momentsOf([...list].reverse()))).toEqual(rows);
    const moments = momentsOf(list);
    for (const addition of list) expect(deviationOf(moments, addition)).toBe(0);
  });
});

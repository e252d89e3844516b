import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextHabits, textCountsOf, textCountsOfParty, textTraitCount } from '../../src/features/text-habits.ts';

interface Shown {
  readonly keyHigh: number;
  /** Share of words that say nothing, code of the brand, whether nobody is authorised. */
  readonly text: readonly [number, number, number];
}

const everybody = { high: 0, low: 1 };

const texts: fc.Arbitrary<Shown[]> = fc.array(
  fc.record({
    keyHigh: fc.constantFrom(1, 7, 0xffffffff),
    text: fc.tuple(
      fc.constantFrom(0, 0.4, 0.5, 1, Number.NaN),
      fc.constantFrom(0, 1, 2, Number.NaN),
      fc.constantFrom(0, 1, Number.NaN),
    ),
  }),
  { maxLength: 60 },
);

function addTo(habits: TextHabits, { keyHigh, text }: Shown, change: 1 | -1 = 1): void {
  const counts = new Float64Array(textCountsOfParty);
  // The numbers of the text come after one that is not its own.
  if (!textCountsOf(Float64Array.of(99, 3, ...text), 1, counts)) return;
  habits.add(keyHigh, 0, counts, change);
  habits.add(everybody.high, everybody.low, counts, change);
}

function habitsOf(list: readonly Shown[]): TextHabits {
  const habits = new TextHabits();
  for (const shown of list) addTo(habits, shown);
  return habits;
}

function deviationsOf(habits: TextHabits, keyHigh: number): number[] {
  const out = new Float64Array(1 + textTraitCount).fill(7);
  habits.deviations(keyHigh, 0, everybody, out, 1);
  expect(out[0]).toBe(7);
  return [...out.subarray(1)];
}

const plain = (habits: TextHabits) =>
  [...habits.inOrder()].map(({ keyHigh, keyLow, counts }) => [keyHigh, keyLow, ...counts]);

describe('TextHabits', () => {
  it('tells how much more frequent a trait is with a party than with everybody', () => {
    const habits = new TextHabits();
    for (let item = 0; item < 80; item++) addTo(habits, { keyHigh: 1, text: [0, 0, Number.NaN] });
    for (let item = 0; item < 6; item++) addTo(habits, { keyHigh: 7, text: [0.5, 2, 1] });
    // Six of 86, and one of twenty that is taken to be usual from the start.
    const usual = 7 / 106;
    const own = (6 - 6 * usual) / Math.sqrt(usual * 16);
    for (const deviation of deviationsOf(habits, 7)) expect(deviation).toBeCloseTo(own, 12);
    for (const deviation of deviationsOf(habits, 1))
      expect(deviation).toBeCloseTo((-80 * usual) / Math.sqrt(usual * 90), 12);
  });

  it('is 0 for a party of which no text is known', () => {
    expect(deviationsOf(habitsOf([{ keyHigh: 1, text: [1, 2, 1] }]), 7)).toEqual([0, 0, 0]);
    expect(deviationsOf(new TextHabits(), 7)).toEqual([0, 0, 0]);
  });

  it('counts nothing of an item without text', () => {
    const habits = habitsOf([{ keyHigh: 1, text: [Number.NaN, Number.NaN, Number.NaN] }]);
    expect(habits.isEmpty).toBe(true);
    expect(plain(habits)).toEqual([]);
    addTo(habits, { keyHigh: 1, text: [0.5, Number.NaN, Number.NaN] });
    expect(habits.isEmpty).toBe(false);
    expect(plain(habits)[1]).toEqual([1, 0, 1, 1, 0, 0, 0, 0]);
    addTo(habits, { keyHigh: 1, text: [Number.NaN, 1, 1] });
    expect(plain(habits)[1]).toEqual([1, 0, 1, 1, 1, 0, 1, 1]);
  });

  it('has the same counts after any order and any split of the same texts and a merge', () => {
    fc.assert(
      fc.property(
        texts.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
        ([list, shuffled], isFirst) => {
          const merged = habitsOf(shuffled.filter((_, index) => isFirst[index]));
          for (const counts of habitsOf(shuffled.filter((_, index) => !isFirst[index])).inOrder()) merged.merge(counts);
          const whole = habitsOf(list);
          expect(plain(habitsOf(shuffled))).toEqual(plain(whole));
          expect(plain(merged)).toEqual(plain(whole));
          for (const { keyHigh } of list) expect(deviationsOf(merged, keyHigh)).toEqual(deviationsOf(whole, keyHigh));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is a world without what was taken back', () => {
    fc.assert(
      fc.property(texts, texts, (kept, taken) => {
        const habits = habitsOf([...kept, ...taken]);
        for (const shown of taken) addTo(habits, shown, -1);
        expect(plain(habits)).toEqual(plain(habitsOf(kept)));
      }),
      { numRuns: 50 },
    );
  });

  it('comes in order of key and grows beyond its first room', () => {
    const list = Array.from({ length: 300 }, (_, index): Shown => ({ keyHigh: 1000 - index, text: [1, 0, 0] }));
    const rows = plain(habitsOf(list));
    expect(rows).toHaveLength(301);
    expect(rows).toEqual([...rows].sort((a, b) => a[0]! - b[0]!));
    expect(plain(habitsOf([...list].reverse()))).toEqual(rows);
  });
});

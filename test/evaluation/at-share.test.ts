import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atShare, selectedCount } from '../../src/evaluation/at-share.ts';
import { evaluateScores } from '../../src/evaluation/evaluate-scores.ts';
import { pairedComparison } from '../../src/evaluation/paired-comparison.ts';
import { rankOrder } from '../../src/evaluation/rank-order.ts';
import { evaluateSegments } from '../../src/evaluation/segments.ts';
import { createRng } from '../../src/util/rng.ts';

describe('selectedCount', () => {
  it.each([
    [8134, 0.01, 81],
    [8134, 0.05, 406],
    [8134, 0.1, 813],
    [100, 0.29, 29],
    [10, 0.05, 0],
    [0, 0.5, 0],
  ])('of %i rows at %d selects %i', (rows, share, selected) => {
    expect(selectedCount(rows, share)).toBe(selected);
  });
});

describe('atShare', () => {
  it('finds the same positives by precision as by recall', () => {
    const labels = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(labels, fc.double({ min: 0.01, max: 1, noNaN: true }), (list, share) => {
        const column = Uint8Array.from(list);
        const order = Uint32Array.from(list.keys());
        const positives = list.reduce((sum, label) => sum + label, 0);
        const { selected, precision, recall, lift } = atShare(order, column, share);
        const found = list.slice(0, selected).reduce((sum, label) => sum + label, 0);
        if (selected === 0) expect(precision).toBeNaN();
        else expect(precision * selected).toBeCloseTo(found, 9);
        if (positives === 0) expect(recall).toBeNaN();
        else expect(recall * positives).toBeCloseTo(found, 9);
        if (selected > 0 && positives > 0) expect(lift).toBeCloseTo(precision / (positives / list.length), 9);
      }),
    );
  });
});

describe('rankOrder', () => {
  it('goes by score, then by the rank of the id, missing scores last', () => {
    const scores = Float64Array.from([1, Number.NaN, 2, 1]);
    expect([...rankOrder(scores, Uint32Array.from([3, 0, 1, 2]))]).toEqual([2, 3, 0, 1]);
  });
});

describe('evaluateScores', () => {
  const rng = createRng(5);
  const labels = Uint8Array.from({ length: 2000 }, () => Number(rng.next() < 0.2));
  const scores = Float64Array.from(labels, (label) => label + rng.nextNormal());
  const evaluate = (seed: number) => evaluateScores({ scores, labels, shares: [0.05, 0.1], rng: createRng(seed) });

  it('puts the precision inside its interval, and repeats by seed', () => {
    const figures = evaluate(1);
    for (const { precision, interval } of figures.at) {
      expect(interval[0]).toBeLessThanOrEqual(precision);
      expect(interval[1]).toBeGreaterThanOrEqual(precision);
      expect(interval[1] - interval[0]).toBeGreaterThan(0.01);
    }
    expect(evaluate(1).at).toEqual(figures.at);
  });

  it('takes no rows at all', () => {
    const none = evaluateScores({
      scores: new Float64Array(0),
      labels: new Uint8Array(0),
      shares: [0.1],
      rng: createRng(1),
    });
    expect(none.baseRate).toBeNaN();
    expect(none.at[0]).toMatchObject({ selected: 0, precision: Number.NaN });
  });

  it('tells a better column from a worse one by pairs', () => {
    const noisy = scores.map((score) => score + 2 * rng.nextNormal());
    const better = pairedComparison({ a: scores, b: noisy, labels }, 0.1, createRng(1));
    expect(better.interval[0]).toBeGreaterThan(0);
    expect(better.probabilityABetter).toBeGreaterThan(0.95);
    const same = pairedComparison({ a: scores, b: scores, labels }, 0.1, createRng(1));
    expect(same).toMatchObject({ difference: 0, interval: [0, 0], probabilityABetter: 0.5 });
    expect(pairedComparison({ a: scores, b: noisy, labels }, 0.0001, createRng(1)).difference).toBeNaN();
  });

  it('lets segments share one capacity', () => {
    const half = Uint8Array.from(labels, (_, row) => row % 2);
    const other = half.map((bit) => 1 - bit);
    const { order } = evaluate(1);
    const [a, b] = evaluateSegments(
      [
        { name: 'odd', mask: half },
        { name: 'even', mask: other },
      ],
      { scores, labels, order },
    );
    const positives = labels.reduce((sum, label) => sum + label, 0);
    expect(a!.rows + b!.rows).toBe(2000);
    expect(a!.positives + b!.positives).toBe(positives);
    const found = a!.recallAt5 * a!.positives + b!.recallAt5 * b!.positives;
    expect(found / positives).toBeCloseTo(evaluate(1).at[0]!.recall, 9);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSplit } from '../../src/learners/find-split.ts';
import { fillHistogram, layOutHistogram, subtractHistogram } from '../../src/learners/histogram.ts';

const limits = { penalty: 1, minimumCurvature: 0.5, minimumGain: 0 };

const problems = fc.array(
  fc.record({
    bin: fc.integer({ min: 0, max: 4 }),
    gradient: fc.integer({ min: -9, max: 9 }),
    curvature: fc.integer({ min: 1, max: 5 }),
  }),
  {
    minLength: 2,
    maxLength: 30,
  },
);

describe('findSplit', () => {
  it('finds the gain that trying every cut and direction finds', () => {
    fc.assert(
      fc.property(problems, (rows) => {
        const bins = Uint8Array.from(rows, (row) => row.bin);
        const layout = layOutHistogram([{ bins, binCount: 5 }]);
        const gradients = {
          gradient: Float64Array.from(rows, (row) => row.gradient),
          curvature: Float64Array.from(rows, (row) => row.curvature),
        };
        const histogram = new Float64Array(layout.length);
        fillHistogram(
          layout,
          gradients,
          { rows: Uint32Array.from(rows.keys()), start: 0, end: rows.length },
          histogram,
        );
        const sum = (list: typeof rows, field: 'gradient' | 'curvature') =>
          list.reduce((total, row) => total + row[field], 0);
        const score = (list: typeof rows) => sum(list, 'gradient') ** 2 / (sum(list, 'curvature') + limits.penalty);
        let best = 0;
        for (let cut = 1; cut <= 4; cut++) {
          for (const isMissingLeft of [false, true]) {
            const left = rows.filter((row) => (row.bin === 0 ? isMissingLeft : row.bin <= cut));
            const right = rows.filter((row) => !left.includes(row));
            if (left.every((row) => row.bin === 0) || right.length === 0) continue;
            best = Math.max(best, score(left) + score(right) - score(rows));
          }
        }
        const found = findSplit(
          layout,
          histogram,
          { gradient: sum(rows, 'gradient'), curvature: sum(rows, 'curvature') },
          limits,
        );
        expect(found?.gain ?? 0).toBeCloseTo(best, 9);
      }),
    );
  });
});

describe('histograms', () => {
  it('of one child and the parent give the other child, exactly', () => {
    const bins = [
      Uint8Array.from([1, 2, 3, 1]),
      Uint8Array.from([0, 0, 1, 1]),
      Uint8Array.from([1, 1, 1, 1]),
      Uint8Array.from([2, 1, 2, 1]),
      Uint8Array.from([1, 2, 1, 2]),
    ];
    const layout = layOutHistogram(bins.map((column) => ({ bins: column, binCount: 4 })));
    const gradients = { gradient: Float64Array.from([5, -3, 2, 7]), curvature: Float64Array.from([1, 2, 3, 4]) };
    const of = (list: number[]) => {
      const histogram = new Float64Array(layout.length);
      fillHistogram(layout, gradients, { rows: Uint32Array.from(list), start: 0, end: list.length }, histogram);
      return histogram;
    };
    const parent = of([0, 1, 2, 3]);
    subtractHistogram(parent, of([1, 3]));
    expect(parent).toEqual(of([0, 2]));
  });
});

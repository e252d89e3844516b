import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowWeights } from '../../src/learners/row-weights.ts';

const meanOf = (weights: Float64Array, rows: Uint32Array): number =>
  rows.reduce((sum, row) => sum + weights[row]!, 0) / rows.length;

describe('rowWeights', () => {
  const days = Int32Array.from([100, 130, 160, 160, 500]);
  const rows = Uint32Array.from([0, 1, 2, 3]);
  const selectionWeights = Float64Array.from([1, 3, 0.5, 0.5, 9]);

  it('weighs nothing where nothing is asked for or known', () => {
    expect(rowWeights({ halfLifeDays: 0, selection: 'none' }, { rows, days, selectionWeights })).toBeUndefined();
    const unknown = { rows, days, selectionWeights: undefined };
    expect(rowWeights({ halfLifeDays: 0, selection: 'propensity' }, unknown)).toBeUndefined();
  });

  it('halves a row with every half-life before the newest row of the window', () => {
    const weights = rowWeights({ halfLifeDays: 30, selection: 'none' }, { rows, days, selectionWeights })!;
    // A row outside of the window neither counts nor sets the newest day.
    expect(weights[4]).toBe(0);
    const scale = 4 / (0.25 + 0.5 + 1 + 1);
    [0.25, 0.5, 1, 1].forEach((decay, row) => {
      expect(weights[row]).toBeCloseTo(decay * scale, 12);
    });
  });

  it('counts rows by the inverse of their chance of selection, and fades them too', () => {
    const selected = rowWeights({ halfLifeDays: 0, selection: 'propensity' }, { rows, days, selectionWeights })!;
    expect(selected[1]! / selected[0]!).toBeCloseTo(3, 12);
    const both = rowWeights({ halfLifeDays: 60, selection: 'propensity' }, { rows, days, selectionWeights })!;
    expect(both[1]! / both[0]!).toBeCloseTo(3 * Math.SQRT2, 12);
    expect(meanOf(both, rows)).toBeCloseTo(1, 12);
  });

  it('takes no part in selection weights that the recipe does not ask for', () => {
    const asked = { halfLifeDays: 30, selection: 'none' } as const;
    expect(rowWeights(asked, { rows, days, selectionWeights })).toEqual(
      rowWeights(asked, { rows, days, selectionWeights: undefined }),
    );
  });

  it('has a mean of 1 over the rows, and does not care when the window was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 3650 }),
        fc.integer({ min: 0, max: 20_000 }),
        (list, halfLifeDays, later) => {
          const all = Uint32Array.from(list.keys());
          const weigh = (shift: number) =>
            rowWeights(
              { halfLifeDays, selection: 'none' },
              { rows: all, days: Int32Array.from(list, (day) => day + shift), selectionWeights: undefined },
            )!;
          expect(meanOf(weigh(0), all)).toBeCloseTo(1, 9);
          expect(weigh(later)).toEqual(weigh(0));
        },
      ),
      { numRuns: 60 },
    );
  });
});

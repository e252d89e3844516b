import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AllocationOption,
  type AllocationProblem,
  layOutProblem,
} from '../../../src/ranking/allocation/allocation-problem.ts';
import { solveAllocation } from '../../../src/ranking/allocation/solve-allocation.ts';

const option = (rows: number): fc.Arbitrary<AllocationOption> =>
  fc.record({
    value: fc.integer({ min: 0, max: 100 }),
    uses: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: rows - 1 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 1,
      maxLength: 3,
      selector: ([row]) => row,
    }),
  });

const small = fc
  .record({ limits: fc.integer({ min: 1, max: 3 }), floors: fc.integer({ min: 0, max: 1 }) })
  .chain(({ limits, floors }) =>
    fc.record({
      limits: fc.array(fc.integer({ min: 1, max: 15 }), { minLength: limits, maxLength: limits }),
      floors: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: floors, maxLength: floors }),
      units: fc.array(fc.array(option(limits + floors), { maxLength: 3 }), { maxLength: 6 }),
    }),
  );

/** The best objective, by trying everything. */
function bestOf(problem: AllocationProblem): number {
  const { limits, floors, penalty, unitStart, value, useStart, useRow, useAmount } = problem;
  const used = new Float64Array(limits.length + floors.length);
  let best = Number.NEGATIVE_INFINITY;
  const go = (unit: number, sum: number): void => {
    if (unit === unitStart.length - 1) {
      if (limits.some((limit, row) => used[row]! > limit)) return;
      const missing = floors.reduce((all, floor, at) => all + Math.max(0, floor - used[limits.length + at]!), 0);
      best = Math.max(best, sum - penalty * missing);
      return;
    }
    go(unit + 1, sum);
    for (let at = unitStart[unit]!; at < unitStart[unit + 1]!; at++) {
      for (let use = useStart[at]!; use < useStart[at + 1]!; use++) used[useRow[use]!]! += useAmount[use]!;
      go(unit + 1, sum + value[at]!);
      for (let use = useStart[at]!; use < useStart[at + 1]!; use++) used[useRow[use]!]! -= useAmount[use]!;
    }
  };
  go(0, 0);
  return best;
}

describe('solveAllocation', () => {
  it('stays within limits, between greedy and the best, and the bound holds', () => {
    fc.assert(
      fc.property(small, (input) => {
        const { problem } = layOutProblem(input);
        const solution = solveAllocation(problem);
        const best = bestOf(problem);
        problem.limits.forEach((limit, row) => {
          expect(solution.used[row]).toBeLessThanOrEqual(limit + 1e-9);
        });
        expect(solution.objective).toBeLessThanOrEqual(best + 1e-9);
        expect(solution.objective).toBeGreaterThanOrEqual(solution.greedyObjective);
        expect(solution.bound).toBeGreaterThanOrEqual(best - 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  it('counts in used and value what it chose', () => {
    fc.assert(
      fc.property(small, (input) => {
        const { problem } = layOutProblem(input);
        const solution = solveAllocation(problem);
        const used = new Float64Array(solution.used.length);
        let value = 0;
        solution.choice.forEach((chosen, unit) => {
          if (chosen < 0) return;
          expect(chosen).toBeGreaterThanOrEqual(problem.unitStart[unit]!);
          expect(chosen).toBeLessThan(problem.unitStart[unit + 1]!);
          value += problem.value[chosen]!;
          for (let use = problem.useStart[chosen]!; use < problem.useStart[chosen + 1]!; use++)
            used[problem.useRow[use]!]! += problem.useAmount[use]!;
        });
        expect(solution.value).toBeCloseTo(value, 9);
        used.forEach((amount, row) => {
          expect(solution.used[row]).toBeCloseTo(amount, 9);
        });
      }),
    );
  });

  it('finds the best where greedy does not', () => {
    // Greedy takes the dense small one, after which the large one does not fit.
    const { problem } = layOutProblem({
      limits: [10],
      floors: [],
      units: [[{ value: 3, uses: [[0, 2]] }], [{ value: 10, uses: [[0, 10]] }]],
    });
    const solution = solveAllocation(problem);
    expect(solution.greedyObjective).toBe(3);
    expect(solution.value).toBe(10);
    expect(solution.bound).toBeGreaterThanOrEqual(10);
    expect(solution.bound).toBeLessThan(11.1);
  });

  it('gives a partner its minutes where others are worth more', () => {
    const dear: AllocationOption[] = [{ value: 10, uses: [[0, 5]] }];
    const partner: AllocationOption[] = [
      {
        value: 1,
        uses: [
          [0, 5],
          [1, 5],
        ],
      },
    ];
    const { problem } = layOutProblem({ limits: [10], floors: [5], units: [dear, dear, partner] });
    const solution = solveAllocation(problem);
    expect(solution.used[1]).toBe(5);
    expect(solution.value).toBe(11);
  });
});

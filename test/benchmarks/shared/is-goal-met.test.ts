import { describe, expect, it } from 'vitest';
import { isGoalMet } from '../../../benchmarks/shared/is-goal-met.ts';

describe('isGoalMet', () => {
  it.each([
    ['>= 0.99', 0.99, true],
    ['>= 0.99', 0.9899, false],
    ['<= 60', 60, true],
    ['<= 60', 60.1, false],
    ['== 0', 0, true],
    ['== 0', 1, false],
    ['<= 60', Number.NaN, false],
  ])('judges %s on a value of %d', (goal, value, expected) => {
    expect(isGoalMet({ name: 'x', value, unit: '', goal })).toBe(expected);
  });

  it('judges the ratio where there is one', () => {
    expect(isGoalMet({ name: 'x', value: 10, unit: 's', rivalValue: 5, ratio: 2, goal: '<= 3' })).toBe(true);
    expect(isGoalMet({ name: 'x', value: 1, unit: 's', rivalValue: 0.1, ratio: 10, goal: '<= 3' })).toBe(false);
  });

  it('says nothing without a goal, and refuses one it cannot read', () => {
    expect(isGoalMet({ name: 'x', value: 1, unit: '' })).toBeUndefined();
    expect(() => isGoalMet({ name: 'x', value: 1, unit: '', goal: '≤ 3' })).toThrow(RangeError);
  });
});

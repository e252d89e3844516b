import { expect, it } from 'vitest';
import { trainingRows } from '../../../benchmarks/accuracy/training-rows.ts';

const times = (seconds: readonly [number, number, number], versions = {}) => ({
  members: [
    { name: 'a', seconds: seconds[0], loss: 0.2 },
    { name: 'b', seconds: seconds[1], loss: 0.3 },
  ],
  extra: [{ name: 'c', seconds: seconds[2], loss: 0.4 }],
  versions,
});

it('judges the least sum of the members, without the trainings beside them', () => {
  const own = [times([4, 2, 50]), times([3, 2.5, 60])];
  const rows = trainingRows(own, [times([2, 1, 10], { xgboost: '1.7.4' })]);
  expect(rows[0]).toMatchObject({ value: 5.5, rivalValue: 3, goal: '<= 3', rival: 'XGBoost 1.7.4 hist' });
  expect(rows[0]!.ratio).toBeCloseTo(5.5 / 3);
  expect(rows.find(({ name }) => name === 'training, c')).toMatchObject({ value: 50, rivalValue: 10, ratio: 5 });
  expect(rows.filter(({ goal }) => goal !== undefined)).toHaveLength(1);
});

it('has nothing to judge without a rival', () => {
  const rows = trainingRows([times([4, 2, 50])], []);
  expect(rows[0]).toEqual({
    name: 'training, all members',
    value: 6,
    unit: 's',
    rival: 'XGBoost hist (not installed)',
  });
  expect(rows.some((row) => 'goal' in row || 'ratio' in row || 'rivalValue' in row)).toBe(false);
});

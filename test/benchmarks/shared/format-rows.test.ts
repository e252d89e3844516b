import { expect, it } from 'vitest';
import { formatRows } from '../../../benchmarks/shared/format-rows.ts';

it('shows a missed goal as one, and lines of equal length', () => {
  const text = formatRows([
    { name: 'AUC', value: 0.96, unit: 'AUC', rival: 'lookup', rivalValue: 0.971, goal: '>= 0.970' },
    { name: 'memory', value: 1400, unit: 'MB', goal: '<= 1536' },
    { name: 'loop', value: 0.5, unit: 's' },
  ]);
  const lines = text.split('\n');
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  const verdicts = lines.slice(2).map((line) => line.split('|').at(-2)!.trim());
  expect(verdicts).toEqual(['NO', 'yes', '']);
});

it('keeps a goal that was replaced visible, and judges by the one that holds', () => {
  const row = { name: 'recall', value: 0.91, unit: 'share', goal: '>= 0.90', goalWas: '>= 0.97' };
  const cells = formatRows([row]).split('\n')[2]!.split('|');
  expect(cells.slice(-3, -1).map((cell) => cell.trim())).toEqual(['>= 0.90 (was >= 0.97)', 'yes']);
});

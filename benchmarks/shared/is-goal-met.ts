/** Judges figures by their goals. */
import type { BenchRow } from './bench-row.ts';

const comparisons: { readonly [operator: string]: (a: number, b: number) => boolean } = {
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
  '==': (a, b) => a === b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
};

/**
 * Returns whether a row reaches its goal, judged on the ratio where there is one and else on the value; undefined without a goal.
 * @throws `RangeError` for a goal that is not an operator and a bare number.
 */
export function isGoalMet(row: BenchRow): boolean | undefined {
  if (row.goal === undefined) return undefined;
  const parts = /^(>=|<=|==|>|<) (-?\d+(?:\.\d+)?)$/.exec(row.goal);
  if (parts === null) throw new RangeError(`goal ${row.goal} is not an operator and a bare number`);
  return comparisons[parts[1]!]!(row.ratio ?? row.value, Number(parts[2]));
}

/** A choice of options while it is being made. */
import type { AllocationProblem } from './allocation-problem.ts';

/** Sums of minutes are compared with this much room for rounding. */
const slack = 1e-9;

/** At most one option a unit, within all limits. */
export class Packing {
  readonly problem: AllocationProblem;
  /** Option of each unit; -1 for none. */
  readonly choice: Int32Array;
  /** What is used of each row. */
  readonly used: Float64Array;

  constructor(problem: AllocationProblem) {
    this.problem = problem;
    this.choice = new Int32Array(problem.unitStart.length - 1).fill(-1);
    this.used = new Float64Array(problem.limits.length + problem.floors.length);
  }

  /** Whether an option fits into what is left. */
  fits(option: number): boolean {
    const { limits, useStart, useRow, useAmount } = this.problem;
    for (let use = useStart[option]!; use < useStart[option + 1]!; use++) {
      const row = useRow[use]!;
      if (row < limits.length && this.used[row]! + useAmount[use]! > limits[row]! + slack) return false;
    }
    return true;
  }

  /** What the objective gains by an option: its value, and what it fills of floors. */
  gain(option: number): number {
    const { limits, floors, penalty, value, useStart, useRow, useAmount } = this.problem;
    let sum = value[option]!;
    if (floors.length === 0) return sum;
    for (let use = useStart[option]!; use < useStart[option + 1]!; use++) {
      const floor = useRow[use]! - limits.length;
      if (floor < 0) continue;
      const missing = floors[floor]! - this.used[useRow[use]!]!;
      if (missing > 0) sum += penalty * Math.min(missing, useAmount[use]!);
    }
    return sum;
  }

  /** Takes an option for a unit that has none. */
  take(unit: number, option: number): void {
    this.choice[unit] = option;
    this.book(option, 1);
  }

  /** Takes the option of a unit back and returns it. */
  release(unit: number): number {
    const option = this.choice[unit]!;
    this.choice[unit] = -1;
    this.book(option, -1);
    return option;
  }

  /** Sum of values. */
  value(): number {
    let sum = 0;
    for (const option of this.choice) if (option >= 0) sum += this.problem.value[option]!;
    return sum;
  }

  /** Sum of values less the penalties of floors that are not reached. */
  objective(): number {
    const { limits, floors, penalty } = this.problem;
    let sum = this.value();
    floors.forEach((floor, index) => {
      sum -= penalty * Math.max(0, floor - this.used[limits.length + index]!);
    });
    return sum;
  }

  private book(option: number, sign: 1 | -1): void {
    const { useStart, useRow, useAmount } = this.problem;
    for (let use = useStart[option]!; use < useStart[option + 1]!; use++) {
      const row = useRow[use]!;
      this.used[row] = this.used[row]! + sign * useAmount[use]!;
    }
  }
}

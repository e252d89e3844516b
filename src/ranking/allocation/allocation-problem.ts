/** Choosing controls under limits, as numbers alone: at most one option a unit, most value within all limits. */

/**
 * A multiple-choice packing problem in flat arrays. Rows are limits first and floors after them. Options of a unit stand together, as do the uses of an option.
 *
 * A floor that is not reached costs `penalty` for every unit of it that is missing, so that a problem always has a solution.
 */
export interface AllocationProblem {
  /** Upper limits, over 0: officer-minutes of an office, shift and kind, and caps on targets. */
  readonly limits: Float64Array;
  /** Lower limits, over 0: officer-minutes for a partner. */
  readonly floors: Float64Array;
  /** What a unit of a floor is worth that is missing. */
  readonly penalty: number;
  /** First option of each unit; one more entry than there are units. */
  readonly unitStart: Int32Array;
  /** Value of each option, 0 or more. */
  readonly value: Float64Array;
  /** First use of each option; one more entry than there are options. */
  readonly useStart: Int32Array;
  /** Row of each use: a limit, or the number of limits plus a floor. */
  readonly useRow: Int32Array;
  /** Amount of each use, over 0. */
  readonly useAmount: Float64Array;
}

/** One option before it is laid out. */
export interface AllocationOption {
  readonly value: number;
  /** Row and amount; at most one entry a row. */
  readonly uses: readonly (readonly [row: number, amount: number])[];
}

/** Lays a problem out; options that no limit admits by itself are left out, and `kept` tells which of the given ones each option is. */
export function layOutProblem(input: {
  readonly limits: readonly number[];
  readonly floors: readonly number[];
  readonly units: readonly (readonly AllocationOption[])[];
}): { readonly problem: AllocationProblem; readonly kept: Int32Array } {
  const { limits, floors, units } = input;
  const unitStart = new Int32Array(units.length + 1);
  const value: number[] = [];
  const useStart: number[] = [0];
  const useRow: number[] = [];
  const useAmount: number[] = [];
  const kept: number[] = [];
  let densest = 0;
  units.forEach((options, unit) => {
    options.forEach((option, index) => {
      if (option.uses.some(([row, amount]) => row < limits.length && amount > limits[row]!)) return;
      let largest = 0;
      for (const [row, amount] of option.uses) {
        useRow.push(row);
        useAmount.push(amount);
        largest = Math.max(largest, amount);
      }
      if (largest > 0) densest = Math.max(densest, option.value / largest);
      value.push(option.value);
      useStart.push(useRow.length);
      kept.push(index);
    });
    unitStart[unit + 1] = value.length;
  });
  const problem = {
    limits: Float64Array.from(limits),
    floors: Float64Array.from(floors),
    // A minute for a floor takes at most a minute from the best use that there is.
    penalty: 2 * densest,
    unitStart,
    value: Float64Array.from(value),
    useStart: Int32Array.from(useStart),
    useRow: Int32Array.from(useRow),
    useAmount: Float64Array.from(useAmount),
  };
  return { problem, kept: Int32Array.from(kept) };
}

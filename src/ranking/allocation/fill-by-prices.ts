/** Makes whole choices of prices. */
import type { AllocationProblem } from './allocation-problem.ts';
import { Packing } from './packing.ts';

/**
 * Takes units without an option in the order of the best that they bring for their price: each gets the option that fits and is worth most after prices. First those that are worth their price, then whatever still fits.
 */
export function fillByPrices(
  problem: AllocationProblem,
  prices: Float64Array,
  packing: Packing = new Packing(problem),
): Packing {
  const { unitStart } = problem;
  const { left, merit } = weighOptions(problem, prices);
  const order = Uint32Array.from(merit, (_, unit) => unit).sort((a, b) => merit[b]! - merit[a]! || a - b);
  for (const least of [0, Number.NEGATIVE_INFINITY]) {
    for (const unit of order) {
      if (packing.choice[unit]! >= 0) continue;
      let most = least;
      let chosen = -1;
      for (let option = unitStart[unit]!; option < unitStart[unit + 1]!; option++) {
        if (left[option]! > most && packing.fits(option)) {
          most = left[option]!;
          chosen = option;
        }
      }
      if (chosen >= 0) packing.take(unit, chosen);
    }
  }
  return packing;
}

/** What is left of each option's value after prices, and of each unit the best value for its price. */
function weighOptions(
  problem: AllocationProblem,
  prices: Float64Array,
): { readonly left: Float64Array; readonly merit: Float64Array } {
  const { limits, unitStart, value, useStart, useRow, useAmount } = problem;
  const left = new Float64Array(value.length);
  const merit = new Float64Array(unitStart.length - 1);
  for (let unit = 0; unit < merit.length; unit++) {
    for (let option = unitStart[unit]!; option < unitStart[unit + 1]!; option++) {
      let cost = 0;
      let bonus = 0;
      for (let use = useStart[option]!; use < useStart[option + 1]!; use++) {
        const row = useRow[use]!;
        if (row < limits.length) cost += prices[row]! * useAmount[use]!;
        else bonus -= prices[row]! * useAmount[use]!;
      }
      const worth = value[option]! + bonus;
      left[option] = worth - cost;
      merit[unit] = Math.max(merit[unit]!, cost > 0 ? worth / cost : Number.MAX_VALUE);
    }
  }
  return { left, merit };
}

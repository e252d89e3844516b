/** Prices of limits: what one more minute of each would bring, and the bound that follows from them. */
import type { AllocationProblem } from './allocation-problem.ts';

/** Prices and the bound that they prove. */
export interface LimitPrices {
  /** Price of each row: 0 or more for limits, from -penalty to 0 for floors. */
  readonly prices: Float64Array;
  /** No allocation is worth more, not even with fractions of options: the least value of the Lagrangian dual that was met. */
  readonly bound: number;
  readonly rounds: number;
}

/** Where the search for prices starts and ends. */
export interface PricingOptions {
  readonly start: Float64Array;
  /** Objective of the best allocation known; the bound cannot lie below. */
  readonly known: number;
  readonly mostRounds: number;
  /** Ends when the bound has come this near to `known`, as a share of it. */
  readonly enough: number;
}

/** Rounds without a better bound after which the aim is brought nearer. */
const patience = 12;
/** How far below the best bound the aim lies at first, as a share of it, and at last. */
const firstAim = 0.02;
const leastAim = 1e-5;

/**
 * Lowers the Lagrangian dual by the subgradient method with Polyak's step (Held, Wolfe and Crowder 1974) and the deflection of Camerini, Fratta and Maffioli (1975), each row in shares of its limit.
 *
 * Each unit's part is to take the option that is worth most after prices, or none. Since that choice has no fractional optimum of its own, the least dual value is the optimum of the linear relaxation; any
 * dual value is an upper bound.
 */
export function priceLimits(problem: AllocationProblem, options: PricingOptions): LimitPrices {
  const { limits, floors, penalty } = problem;
  const rows = limits.length + floors.length;
  const right = new Float64Array(rows);
  right.set(limits);
  right.set(floors, limits.length);
  const prices = Float64Array.from(options.start);
  const best = Float64Array.from(prices);
  const direction = new Float64Array(rows);
  const gradient = new Float64Array(rows);
  const used = new Float64Array(rows);
  let bound = Number.POSITIVE_INFINITY;
  let aim = firstAim;
  let since = 0;
  let rounds = 0;
  for (; rounds < options.mostRounds; rounds++) {
    const value = dualValue(problem, right, prices, used);
    if (value < bound * (1 - 1e-7)) since = 0;
    else since++;
    if (value < bound) {
      bound = value;
      best.set(prices);
    }
    if (bound - options.known <= options.enough * Math.abs(options.known)) break;
    if (since >= patience) {
      aim /= 2;
      since = 0;
      if (aim < leastAim) break;
      prices.set(best);
      direction.fill(0);
      continue;
    }
    let along = 0;
    let before = 0;
    for (let row = 0; row < rows; row++) {
      let slope = 1 - used[row]! / right[row]!;
      // A price at its end that is pushed further stays there.
      if (row < limits.length ? prices[row]! <= 0 && slope > 0 : prices[row]! <= -penalty && slope > 0) slope = 0;
      if (row >= limits.length && prices[row]! >= 0 && slope < 0) slope = 0;
      gradient[row] = slope;
      along += slope * direction[row]!;
      before += direction[row]! ** 2;
    }
    const turn = along < 0 && before > 0 ? (-1.5 * along) / before : 0;
    let length = 0;
    for (let row = 0; row < rows; row++) {
      direction[row] = gradient[row]! + turn * direction[row]!;
      length += direction[row]! ** 2;
    }
    if (length === 0) break;
    const stride = (value - Math.max(options.known, bound - aim * Math.abs(bound))) / length;
    for (let row = 0; row < rows; row++) {
      const price = prices[row]! - (stride * direction[row]!) / right[row]!;
      prices[row] = row < limits.length ? Math.max(0, price) : Math.min(0, Math.max(-penalty, price));
    }
  }
  return { prices: best, bound, rounds };
}

/** The Lagrangian at some prices; fills in what each row is used for there. */
function dualValue(problem: AllocationProblem, right: Float64Array, prices: Float64Array, used: Float64Array): number {
  const { unitStart, value, useStart, useRow, useAmount } = problem;
  used.fill(0);
  let sum = 0;
  for (let row = 0; row < right.length; row++) sum += prices[row]! * right[row]!;
  for (let unit = 0; unit + 1 < unitStart.length; unit++) {
    let most = 0;
    let chosen = -1;
    for (let option = unitStart[unit]!; option < unitStart[unit + 1]!; option++) {
      let left = value[option]!;
      for (let use = useStart[option]!; use < useStart[option + 1]!; use++)
        left -= prices[useRow[use]!]! * useAmount[use]!;
      if (left > most) {
        most = left;
        chosen = option;
      }
    }
    if (chosen < 0) continue;
    sum += most;
    for (let use = useStart[chosen]!; use < useStart[chosen + 1]!; use++) {
      const row = useRow[use]!;
      used[row] = used[row]! + useAmount[use]!;
    }
  }
  return sum;
}

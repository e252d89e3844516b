/** Solves an allocation: prices by the dual, whole choices by prices, small exchanges, and never less than greedy. */
import { allocateGreedily } from './allocate-greedily.ts';
import type { AllocationProblem } from './allocation-problem.ts';
import { fillByPrices } from './fill-by-prices.ts';
import { improvePacking } from './improve-packing.ts';
import { Packing } from './packing.ts';
import { priceLimits } from './price-limits.ts';
import { roundInStages } from './round-in-stages.ts';

/** An allocation with what is proved of it. */
export interface AllocationSolution {
  /** Option of each unit; -1 for none. */
  readonly choice: Int32Array;
  /** What is used of each row. */
  readonly used: Float64Array;
  /** Sum of values of the options taken. */
  readonly value: number;
  /** Value less the penalties of floors that are not reached. */
  readonly objective: number;
  /** Upper bound of the objective, from the linear relaxation. */
  readonly bound: number;
  /** (bound − objective) ÷ bound; 0 where the bound is 0. */
  readonly gap: number;
  /** The same of the greedy allocation, before any exchange. */
  readonly greedyObjective: number;
  readonly greedyGap: number;
  /** What one more unit of each row would bring; floors have prices of 0 or less. */
  readonly prices: Float64Array;
}

/** How long the search may go on. */
interface SolveOptions {
  /** `greedy` keeps the greedy allocation, whose gap is then known; default `best`. */
  readonly method?: 'best' | 'greedy' | undefined;
  /** Prices of a similar problem with the same rows, to start from; those of another shape are not used. */
  readonly startPrices?: Float64Array | undefined;
}

/** By how much of what is missing floors are raised, one after the other, when a choice that misses one is rounded anew. */
const repairs = [1.5, 3, 9, 27];
const leastMissing = 1e-6;
/** Shares of the open units that a stage of rounding decides: another try, where the first is not near enough to the bound. */
const decidedShares = [0.15, 0.25] as const;
const goodEnough = 9e-3;
const spells = 25;
const roundsPerSpell = 100;
/** A gap that is not worth more work. */
const enough = 5e-4;
/** A bound that falls by less in a spell has settled. */
const settled = 2e-5;

/** Solves a problem; the same problem gives the same allocation. */
export function solveAllocation(problem: AllocationProblem, options: SolveOptions = {}): AllocationSolution {
  const greedy = allocateGreedily(problem);
  const greedyObjective = greedy.objective();
  let best = greedy;
  let known = greedyObjective;
  const isSameShape = options.startPrices?.length === problem.limits.length + problem.floors.length;
  let prices = isSameShape ? options.startPrices! : firstPrices(problem, greedy);
  let bound = Number.POSITIVE_INFINITY;
  const consider = (packing: Packing): void => {
    const objective = packing.objective();
    if (objective <= known) return;
    known = objective;
    best = packing;
  };
  for (let spell = 0; spell < spells; spell++) {
    const priced = priceLimits(problem, { start: prices, known, mostRounds: roundsPerSpell, enough });
    const lowered = bound - priced.bound;
    if (lowered > 0) {
      bound = priced.bound;
      prices = priced.prices;
    }
    if (options.method !== 'greedy') consider(fillByPrices(problem, priced.prices));
    if (bound - known <= enough * Math.abs(bound) || lowered <= settled * Math.abs(bound)) break;
  }
  if (options.method !== 'greedy') {
    for (const share of decidedShares) {
      if (bound - known <= goodEnough * Math.abs(bound)) break;
      const staged = roundInStages(problem, prices, share);
      improvePacking(staged, prices);
      consider(staged);
    }
    const filled = fillByPrices(problem, prices);
    improvePacking(filled, prices);
    consider(filled);
    for (const multiple of repairs) if (missesFloor(best)) consider(roundOverFloors(problem, prices, best, multiple));
  }
  // Rounding must not make a bound of what it bounds.
  bound = Math.max(bound, known);
  const gapOf = (objective: number): number => (bound === 0 ? 0 : (bound - objective) / Math.abs(bound));
  return {
    choice: best.choice,
    used: best.used,
    value: best.value(),
    objective: known,
    bound,
    gap: gapOf(known),
    greedyObjective,
    greedyGap: gapOf(greedyObjective),
    prices,
  };
}

function missesFloor({ problem, used }: Packing): boolean {
  return problem.floors.some((floor, index) => floor - used[problem.limits.length + index]! > leastMissing);
}

/** Rounds again with floors that are higher by a multiple of what was missing of them, since rounding ends a little beside its aim. */
function roundOverFloors(
  problem: AllocationProblem,
  prices: Float64Array,
  { used }: Packing,
  multiple: number,
): Packing {
  const floors = problem.floors.map((floor, index) => {
    const missing = floor - used[problem.limits.length + index]!;
    return missing > leastMissing ? floor + multiple * missing : floor;
  });
  const staged = roundInStages({ ...problem, floors }, prices, decidedShares[0]!);
  improvePacking(staged, prices);
  const packing = new Packing(problem);
  staged.choice.forEach((option, unit) => {
    if (option >= 0) packing.take(unit, option);
  });
  // What is over the true floors may go to better use.
  improvePacking(packing, prices);
  return packing;
}

/** Prices to begin with: what the least dense unit brought that greedy took at each limit which is nearly full. */
function firstPrices(problem: AllocationProblem, greedy: Packing): Float64Array {
  const { limits, floors, value, useStart, useRow, useAmount } = problem;
  const prices = new Float64Array(limits.length + floors.length);
  const least = new Float64Array(limits.length).fill(Number.POSITIVE_INFINITY);
  for (const option of greedy.choice) {
    if (option < 0) continue;
    let share = 0;
    for (let use = useStart[option]!; use < useStart[option + 1]!; use++) {
      const row = useRow[use]!;
      if (row < limits.length) share += useAmount[use]! / limits[row]!;
    }
    for (let use = useStart[option]!; use < useStart[option + 1]!; use++) {
      const row = useRow[use]!;
      if (row < limits.length) least[row] = Math.min(least[row]!, value[option]! / share / limits[row]!);
    }
  }
  for (let row = 0; row < limits.length; row++)
    if (greedy.used[row]! > 0.9 * limits[row]! && Number.isFinite(least[row]!)) prices[row] = least[row]!;
  return prices;
}

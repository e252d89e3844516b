/** Makes whole choices of prices where many units do not care which of several options they get. */
import type { AllocationProblem } from './allocation-problem.ts';
import { fillByPrices } from './fill-by-prices.ts';
import { Packing } from './packing.ts';
import { priceLimits } from './price-limits.ts';

const fewestOpen = 60;
const roundsPerStage = 150;
/** What is left of a limit that is spent. */
const nothing = 1e-6;

/**
 * Decides first the units that lose most by any other option, prices what is left anew, and goes on so until few units are open; those are filled by price. At fixed prices, units that do not care between two shifts, or
 * between a scan and an opening, all lean to the same side; new prices make the fuller side dearer.
 *
 * @param decidedShare share of the open units that is decided at each stage.
 */
export function roundInStages(problem: AllocationProblem, startPrices: Float64Array, decidedShare: number): Packing {
  const packing = new Packing(problem);
  let prices = startPrices;
  let open = Array.from(packing.choice.keys());
  while (open.length > fewestOpen) {
    const leaning = open.map((unit) => leaningOf(packing, unit, prices));
    const order = [...open.keys()].sort((a, b) => leaning[b]!.regret - leaning[a]!.regret || a - b);
    const decided = new Set<number>();
    for (const place of order.slice(0, Math.ceil(open.length * decidedShare))) {
      const { option } = leaning[place]!;
      if (option >= 0) {
        // What has become full meanwhile is for the next prices.
        if (!packing.fits(option)) continue;
        packing.take(open[place]!, option);
      }
      decided.add(place);
    }
    if (decided.size === 0) break;
    open = open.filter((_, place) => !decided.has(place));
    const rest = leaveOpen(packing, open);
    const known = fillByPrices(rest, prices).objective();
    prices = priceLimits(rest, { start: prices, known, mostRounds: roundsPerStage, enough: 1e-4 }).prices;
  }
  return fillByPrices(problem, prices, packing);
}

/** The option that is worth most after prices, -1 for none, and how much less the next best is worth. */
function leaningOf(
  { problem }: Packing,
  unit: number,
  prices: Float64Array,
): { readonly option: number; readonly regret: number } {
  const { unitStart, value, useStart, useRow, useAmount } = problem;
  let chosen = -1;
  let most = 0;
  let second = Number.NEGATIVE_INFINITY;
  for (let option = unitStart[unit]!; option < unitStart[unit + 1]!; option++) {
    let left = value[option]!;
    for (let use = useStart[option]!; use < useStart[option + 1]!; use++)
      left -= prices[useRow[use]!]! * useAmount[use]!;
    if (left > most) {
      second = most;
      most = left;
      chosen = option;
    } else if (left > second) second = left;
  }
  return { option: chosen, regret: most - second };
}

/** The problem of the units that are still open, under what is left of the rows. */
function leaveOpen({ problem, used }: Packing, open: readonly number[]): AllocationProblem {
  const { limits, floors, penalty, unitStart, value, useStart, useRow, useAmount } = problem;
  const options: number[] = [];
  const starts = new Int32Array(open.length + 1);
  open.forEach((unit, index) => {
    for (let option = unitStart[unit]!; option < unitStart[unit + 1]!; option++) options.push(option);
    starts[index + 1] = options.length;
  });
  const uses = new Int32Array(options.length + 1);
  options.forEach((option, index) => {
    uses[index + 1] = uses[index]! + useStart[option + 1]! - useStart[option]!;
  });
  const rows = new Int32Array(uses[options.length]!);
  const amounts = new Float64Array(rows.length);
  options.forEach((option, index) => {
    rows.set(useRow.subarray(useStart[option]!, useStart[option + 1]!), uses[index]!);
    amounts.set(useAmount.subarray(useStart[option]!, useStart[option + 1]!), uses[index]!);
  });
  return {
    limits: limits.map((limit, row) => Math.max(nothing, limit - used[row]!)),
    floors: floors.map((floor, index) => Math.max(nothing, floor - used[limits.length + index]!)),
    penalty,
    unitStart: starts,
    value: Float64Array.from(options, (option) => value[option]!),
    useStart: uses,
    useRow: rows,
    useAmount: amounts,
  };
}

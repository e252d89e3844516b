/** Betters a whole choice by small exchanges. */
import type { Packing } from './packing.ts';

const mostPasses = 4;
/** A gain below this is rounding. */
const leastGain = 1e-9;

/**
 * Tries, for every unit: a better option of its own; and, for one without an option, to take the place of one other unit that uses the row which is full, which then takes the best that still fits. An exchange
 * stays only if the objective gains by it.
 */
export function improvePacking(packing: Packing, prices: Float64Array): void {
  for (let pass = 0; pass < mostPasses; pass++) {
    const gained = changeOptions(packing) + exchangeUnits(packing, prices);
    if (gained <= leastGain) return;
  }
}

/** The best option of a unit that fits and gains more than `least`; -1 for none. */
function bestFitting(packing: Packing, unit: number, least: number): number {
  const { unitStart } = packing.problem;
  let most = least;
  let chosen = -1;
  for (let option = unitStart[unit]!; option < unitStart[unit + 1]!; option++) {
    const gain = packing.gain(option);
    if (gain > most && packing.fits(option)) {
      most = gain;
      chosen = option;
    }
  }
  return chosen;
}

function changeOptions(packing: Packing): number {
  let gained = 0;
  for (let unit = 0; unit < packing.choice.length; unit++) {
    const before = packing.choice[unit]!;
    let worth = leastGain;
    if (before >= 0) {
      packing.release(unit);
      worth = packing.gain(before) + leastGain;
    }
    const better = bestFitting(packing, unit, worth);
    if (better >= 0) {
      gained += packing.gain(better) - (worth - leastGain);
      packing.take(unit, better);
    } else if (before >= 0) packing.take(unit, before);
  }
  return gained;
}

function exchangeUnits(packing: Packing, prices: Float64Array): number {
  const { limits, unitStart, value, useStart, useRow, useAmount } = packing.problem;
  const users = usersOfRows(packing);
  let gained = 0;
  for (let unit = 0; unit < packing.choice.length; unit++) {
    if (packing.choice[unit]! >= 0) continue;
    for (let option = unitStart[unit]!; option < unitStart[unit + 1]!; option++) {
      let cost = 0;
      let full = -1;
      let fullRows = 0;
      for (let use = useStart[option]!; use < useStart[option + 1]!; use++) {
        const row = useRow[use]!;
        cost += prices[row]! * useAmount[use]!;
        if (row < limits.length && packing.used[row]! + useAmount[use]! > limits[row]! + 1e-9) {
          full = row;
          fullRows++;
        }
      }
      // Far below its price, an option wins no exchange.
      if (fullRows !== 1 || value[option]! < worthTrying * cost) continue;
      const gain = takePlace(packing, { unit, option, full }, users[full]!);
      if (gain <= 0) continue;
      gained += gain;
      for (let use = useStart[option]!; use < useStart[option + 1]!; use++) {
        const row = useRow[use]!;
        if (row < limits.length) users[row]!.push(unit);
      }
      break;
    }
  }
  return gained;
}

/** Share of its price that an option must be worth to be tried. */
const worthTrying = 0.7;

/** Exchanges a unit for the one of `others` in the row that is full by which the objective gains most; returns the gain, 0 for none. */
function takePlace(
  packing: Packing,
  wanted: { readonly unit: number; readonly option: number; readonly full: number },
  others: readonly number[],
): number {
  const { unit, option, full } = wanted;
  const { limits } = packing.problem;
  const needed = packing.used[full]! + amountIn(packing, option, full) - limits[full]! - 1e-9;
  let most = leastGain;
  let victim = -1;
  for (const other of others) {
    const old = packing.choice[other]!;
    if (old < 0 || other === unit || amountIn(packing, old, full) < needed) continue;
    packing.release(other);
    const loss = packing.gain(old);
    if (packing.fits(option)) {
      const own = packing.gain(option);
      let gain = own - loss;
      // Where the other can move to is only looked at if it matters.
      if (own + loss > most) {
        packing.take(unit, option);
        const moved = bestFitting(packing, other, 0);
        if (moved >= 0) gain += packing.gain(moved);
        packing.release(unit);
      }
      if (gain > most) {
        most = gain;
        victim = other;
      }
    }
    packing.take(other, old);
  }
  if (victim < 0) return 0;
  packing.release(victim);
  packing.take(unit, option);
  const moved = bestFitting(packing, victim, 0);
  if (moved >= 0) packing.take(victim, moved);
  return most;
}

function amountIn({ problem }: Packing, option: number, row: number): number {
  for (let use = problem.useStart[option]!; use < problem.useStart[option + 1]!; use++)
    if (problem.useRow[use] === row) return problem.useAmount[use]!;
  return 0;
}

/** Units by the limits that they use; grows while exchanges go on, and may name units that have left. */
function usersOfRows(packing: Packing): number[][] {
  const { limits, useStart, useRow } = packing.problem;
  const users: number[][] = Array.from({ length: limits.length }, () => []);
  packing.choice.forEach((option, unit) => {
    if (option < 0) return;
    for (let use = useStart[option]!; use < useStart[option + 1]!; use++) users[useRow[use]!]?.push(unit);
  });
  return users;
}

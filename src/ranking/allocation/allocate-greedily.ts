/** The fallback and the floor of every allocation: the most value for the share of a limit that it takes, first. */
import type { AllocationProblem } from './allocation-problem.ts';
import { Packing } from './packing.ts';

/**
 * Goes through all options in an order, and takes each that still fits for a unit without one; what uses a floor that is not reached comes first. Of two orders the one that comes to more counts: options by what they are
 * worth for the shares of limits that they use (the effective gradient of Senju and Toyoda 1968 at equal weights), and units by that of their most valuable option, each with its options by value. The first is
 * better where limits are scarce, the second where units are.
 */
export function allocateGreedily(problem: AllocationProblem): Packing {
  const { limits, unitStart, value, useStart, useRow, useAmount } = problem;
  const density = new Float64Array(value.length);
  const unitOf = new Int32Array(value.length);
  const ofBest = new Float64Array(unitStart.length - 1);
  for (let unit = 0; unit < ofBest.length; unit++) {
    let most = -1;
    for (let option = unitStart[unit]!; option < unitStart[unit + 1]!; option++) {
      unitOf[option] = unit;
      let share = 0;
      for (let use = useStart[option]!; use < useStart[option + 1]!; use++) {
        const row = useRow[use]!;
        if (row < limits.length) share += useAmount[use]! / limits[row]!;
      }
      density[option] = share === 0 ? Number.MAX_VALUE : value[option]! / share;
      if (value[option]! > most || (value[option] === most && density[option]! > ofBest[unit]!)) {
        most = value[option]!;
        ofBest[unit] = density[option]!;
      }
    }
  }
  const sorted = (compare: (a: number, b: number) => number): Uint32Array =>
    Uint32Array.from(value, (_, option) => option).sort((a, b) => compare(a, b) || a - b);
  const byDensity = takeInOrder(
    problem,
    unitOf,
    sorted((a, b) => density[b]! - density[a]!),
  );
  const byUnit = takeInOrder(
    problem,
    unitOf,
    sorted(
      (a, b) =>
        ofBest[unitOf[b]!]! - ofBest[unitOf[a]!]! ||
        unitOf[a]! - unitOf[b]! ||
        value[b]! - value[a]! ||
        density[b]! - density[a]!,
    ),
  );
  return byUnit.objective() > byDensity.objective() ? byUnit : byDensity;
}

function takeInOrder(problem: AllocationProblem, unitOf: Int32Array, order: Uint32Array): Packing {
  const packing = new Packing(problem);
  const goThrough = (isWanted: (option: number) => boolean): void => {
    for (const option of order) {
      const unit = unitOf[option]!;
      if (packing.choice[unit]! < 0 && problem.value[option]! > 0 && isWanted(option) && packing.fits(option))
        packing.take(unit, option);
    }
  };
  if (problem.floors.length > 0) {
    goThrough((option) => missesFloor(packing, option));
    fillFloors(packing);
  }
  goThrough(() => true);
  return packing;
}

/** Whether an option uses a floor that is not reached. */
function missesFloor(packing: Packing, option: number): boolean {
  const { limits, floors, useStart, useRow } = packing.problem;
  for (let use = useStart[option]!; use < useStart[option + 1]!; use++) {
    const floor = useRow[use]! - limits.length;
    if (floor >= 0 && packing.used[useRow[use]!]! < floors[floor]!) return true;
  }
  return false;
}

/** Where cheap options have not reached a floor, gives its units the ones that use most of it. */
function fillFloors(packing: Packing): void {
  const { unitStart } = packing.problem;
  for (let unit = 0; unit < packing.choice.length; unit++) {
    const before = packing.choice[unit]!;
    if (before < 0 || !missesFloor(packing, before)) continue;
    packing.release(unit);
    let most = packing.gain(before);
    let chosen = before;
    for (let option = unitStart[unit]!; option < unitStart[unit + 1]!; option++) {
      if (packing.gain(option) > most && packing.fits(option)) {
        most = packing.gain(option);
        chosen = option;
      }
    }
    packing.take(unit, chosen);
  }
}

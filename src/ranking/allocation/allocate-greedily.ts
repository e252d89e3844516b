/** The fallback and the floor of every allocation: the most value for the share of a limit that it takes, first. */
import type { AllocationProblem } from './allocation-problem.ts';
import { Packing } from './packing.ts';

/**
 * Goes through all options in the order of value for what they use, and takes each that still fits a unit without one. What uses of a floor that is not reached comes first. Options
 * that use several rows count with the sum of the shares of their limits (the order of Senju and Toyoda's effective gradient at equal weights).
 */
export function allocateGreedily(problem: AllocationProblem): Packing {
  const { limits, floors, unitStart, value, useStart, useRow, useAmount } = problem;
  const density = new Float64Array(value.length);
  const unitOf = new Int32Array(value.length);
  for (let unit = 0; unit + 1 < unitStart.length; unit++) unitOf.fill(unit, unitStart[unit]!, unitStart[unit + 1]!);
  for (let option = 0; option < value.length; option++) {
    let share = 0;
    for (let use = useStart[option]!; use < useStart[option + 1]!; use++) {
      const row = useRow[use]!;
      if (row < limits.length) share += useAmount[use]! / limits[row]!;
    }
    density[option] = share === 0 ? Number.POSITIVE_INFINITY : value[option]! / share;
  }
  const order = Uint32Array.from(density, (_, option) => option).sort((a, b) => density[b]! - density[a]! || a - b);
  const packing = new Packing(problem);
  const goThrough = (isWanted: (option: number) => boolean): void => {
    for (const option of order) {
      const unit = unitOf[option]!;
      if (packing.choice[unit]! < 0 && value[option]! > 0 && isWanted(option) && packing.fits(option))
        packing.take(unit, option);
    }
  };
  if (floors.length > 0) {
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

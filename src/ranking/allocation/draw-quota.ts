/** The random quota of an operation: drawn over everything that can be controlled, before anything is chosen. */
import { drawOf } from '../draw.ts';
import type { ExaminationUnit } from './allocation-candidate.ts';
import type { MinuteBook } from './minute-book.ts';
import type { OfficeShift, Operation } from './operation.ts';
import type { UnitOption } from './unit-options.ts';

/** A unit with what can be done with it. */
export interface OptionedUnit {
  readonly unit: ExaminationUnit;
  readonly options: readonly UnitOption[];
}

/** What the draw came to. */
export interface QuotaDraw {
  /** Option of each drawn unit, by the unit's name. */
  readonly placed: ReadonlyMap<string, UnitOption>;
  /** Units that were drawn and for which no shift has room. */
  readonly notPlaced: readonly string[];
  /** Chance of each unit to be drawn, by the unit's name; 0 for one that cannot be opened. */
  readonly chance: ReadonlyMap<string, number>;
}

/**
 * Draws units office by office (that of the consignment), each with the same chance among those that can be opened, and opens them: only a physical examination teaches what was not there. A drawn unit
 * goes to the shift with the most room.
 *
 * An office draws share × physical minutes ÷ mean minutes of opening one of its units, rounded up or down at random, so that small offices keep their share on average. Caps do not hold the draw back, for then its
 * chances would not be even.
 */
export function drawQuota(input: {
  readonly units: readonly OptionedUnit[];
  readonly shifts: readonly OfficeShift[];
  readonly operation: Pick<Operation, 'randomShare' | 'offices'>;
  readonly book: MinuteBook;
  readonly seed: number;
}): QuotaDraw {
  const { units, shifts, operation, book, seed } = input;
  const chance = new Map(units.map(({ unit }) => [unit.name, 0]));
  const placed = new Map<string, UnitOption>();
  const notPlaced: string[] = [];
  for (const { office } of operation.offices) {
    // Where a unit has several offices, it stands in the draw of the first that can open it.
    const pool = units.flatMap(({ unit, options }) => {
      const openings = options.filter(
        ({ plan }) => plan.control === 'physical' && plan.targets === openedTogether(options),
      );
      const first = openings[0];
      return first !== undefined && shifts[first.at]!.office === office ? [{ name: unit.name, openings }] : [];
    });
    if (pool.length === 0) continue;
    const physical = shifts.reduce(
      (sum, shift) => sum + (shift.office === office ? (shift.minutes.physical ?? 0) : 0),
      0,
    );
    const mean = pool.reduce((sum, { openings }) => sum + openings[0]!.plan.minutes.physical, 0) / pool.length;
    const wanted = Math.min(pool.length, (operation.randomShare * physical) / mean);
    const size = Math.min(pool.length, Math.floor(wanted + drawOf(seed, 'quota size', office)));
    for (const { name } of pool) chance.set(name, wanted / pool.length);
    const drawn = pool
      .map((entry) => ({ ...entry, draw: drawOf(seed, `quota ${office}`, entry.name) }))
      .sort((a, b) => a.draw - b.draw || (a.name < b.name ? -1 : 1))
      .slice(0, size);
    for (const { name, openings } of drawn) {
      let best: UnitOption | undefined;
      for (const option of openings) {
        const isEmptier =
          best === undefined || book.filled(option.at, 'physical') < book.filled(best.at, 'physical') - 1e-9;
        if (isEmptier && book.fits(option)) best = option;
      }
      if (best === undefined) notPlaced.push(name);
      else {
        book.take(best);
        placed.set(name, best);
      }
    }
  }
  return { placed, notPlaced, chance };
}

/** Most targets that an opening of the unit serves. */
function openedTogether(options: readonly UnitOption[]): number {
  return options.reduce((most, { plan }) => (plan.control === 'physical' ? Math.max(most, plan.targets) : most), 0);
}

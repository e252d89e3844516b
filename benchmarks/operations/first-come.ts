/** The rival that needs no score: whatever arrives first is opened first. */

import type { AllocationTarget, ExaminationUnit } from '../../src/ranking/allocation/allocation-candidate.ts';
import { gatherUnits } from '../../src/ranking/allocation/allocation-candidate.ts';
import { MinuteBook } from '../../src/ranking/allocation/minute-book.ts';
import { officeShifts } from '../../src/ranking/allocation/operation.ts';
import { unitOptions } from '../../src/ranking/allocation/unit-options.ts';
import type { MadeOperation } from './make-operation.ts';

/** What was opened: targets, and the share of infringing goods that is found. */
export interface Opened {
  readonly targets: readonly AllocationTarget[];
  readonly finds: number;
}

/** Opens units in the order of arrival, each with all its targets, in the first shift with room. */
export function firstCome(
  { operation, candidates }: MadeOperation,
  harmOf: (unit: MadeOperation['candidates'][number]) => number,
): Opened[] {
  const shifts = officeShifts(operation);
  const book = new MinuteBook(shifts);
  const units: ExaminationUnit[] = gatherUnits(
    candidates.map((candidate) => ({ candidate, harm: harmOf(candidate) })),
  ).sort((a, b) => a.arrivedAtMs - b.arrivedAtMs);
  const opened: Opened[] = [];
  for (const unit of units) {
    const { options } = unitOptions(unit, operation, shifts);
    const openings = options.filter(({ plan }) => plan.control === 'physical');
    const most = Math.max(0, ...openings.map(({ plan }) => plan.targets));
    const option = openings.find((each) => each.plan.targets === most && book.fits(each));
    if (option === undefined) continue;
    book.take(option);
    opened.push({ targets: unit.targets.slice(0, most), finds: option.plan.finds });
  }
  return opened;
}

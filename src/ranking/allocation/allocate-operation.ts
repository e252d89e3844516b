/** Chooses and assigns the controls of an operation. */
import { harmOf } from '../harm.ts';
import type { Policy } from '../policy.ts';
import { type AllocationCandidate, type ExaminationUnit, gatherUnits } from './allocation-candidate.ts';
import { layOutProblem } from './allocation-problem.ts';
import { type Control, controls } from './control-plan.ts';
import { drawQuota, type OptionedUnit } from './draw-quota.ts';
import { LimitRows, type LimitState, type MinutesState } from './limit-rows.ts';
import { MinuteBook } from './minute-book.ts';
import { type OfficeShift, type Operation, officeShifts } from './operation.ts';
import { type AllocationSolution, solveAllocation } from './solve-allocation.ts';
import { type UnfitReason, type UnitOption, unitOptions, valueOfOption } from './unit-options.ts';

/** One control that officers carry out. */
export interface Assignment {
  readonly unit: ExaminationUnit;
  /** Consignments that it is for, most expected harm first. */
  readonly targets: ExaminationUnit['targets'];
  readonly control: Control;
  readonly shift: OfficeShift;
  /** Where the unit is opened after a scan, if not in the same shift. */
  readonly opensIn: OfficeShift | undefined;
  readonly minutes: UnitOption['plan']['minutes'];
  /** Share of infringing goods that it finds. */
  readonly finds: number;
  readonly expectedHarm: number;
  /** For statistics only; never shown to officers. */
  readonly source: 'random' | 'allocation';
}

/** What was chosen, and how good it is. */
export interface OperationAllocation {
  /** By office, shift, control and unit. */
  readonly assignments: readonly Assignment[];
  /** Units that cannot be controlled. */
  readonly unfit: readonly { readonly unit: ExaminationUnit; readonly reason: UnfitReason }[];
  readonly notPlaced: readonly string[];
  /** Chance of every fit unit to be drawn at random, by its name; for statistics only. */
  readonly drawChance: ReadonlyMap<string, number>;
  /** Expected harm found, the random quota's included. */
  readonly expectedHarm: number;
  /** How good the choice beside the random quota is. */
  readonly solution: AllocationSolution;
  readonly minutes: readonly MinutesState[];
  readonly minimumShares: readonly LimitState[];
  readonly caps: readonly LimitState[];
}

/** What is allocated. */
export interface AllocateInput {
  readonly candidates: readonly AllocationCandidate[];
  readonly operation: Operation;
  readonly policy: Policy;
  readonly seed: number;
  /** `greedy` is the fallback: the densest first; default `best`. */
  readonly method?: 'best' | 'greedy' | undefined;
  /** Prices of the same plan with other capacities, to start from. */
  readonly startPrices?: Float64Array | undefined;
}

/** Allocates; the result depends on the candidates, not on their order, and equal seeds give equal lists. */
export function allocateOperation(input: AllocateInput): OperationAllocation {
  const { operation, policy } = input;
  const shifts = officeShifts(operation);
  const units = gatherUnits(
    input.candidates.map((candidate) => ({ candidate, harm: harmOf(candidate, policy).total })),
  );
  const fit: OptionedUnit[] = [];
  const unfit: { unit: ExaminationUnit; reason: UnfitReason }[] = [];
  for (const unit of units) {
    const { options, reason } = unitOptions(unit, operation, shifts);
    if (reason === undefined) fit.push({ unit, options });
    else unfit.push({ unit, reason });
  }
  const book = new MinuteBook(shifts);
  const quota = drawQuota({ units: fit, shifts, operation, book, seed: input.seed });
  const rows = new LimitRows({ operation, shifts, book, fit, placed: quota.placed });
  const rest = fit.filter(({ unit }) => !quota.placed.has(unit.name));
  const { problem, kept } = layOutProblem({
    limits: rows.limits(),
    floors: rows.floors(),
    units: rest.map(({ unit, options }) =>
      options.map((option) => ({ value: valueOfOption(unit, option), uses: rows.usesOf(unit, option) })),
    ),
  });
  const solution = solveAllocation(problem, { method: input.method, startPrices: input.startPrices });
  const assignments: Assignment[] = [];
  for (const { unit } of fit) {
    const option = quota.placed.get(unit.name);
    if (option !== undefined) assignments.push(assign(unit, option, shifts, 'random'));
  }
  rest.forEach(({ unit, options }, index) => {
    const chosen = solution.choice[index]!;
    if (chosen >= 0) assignments.push(assign(unit, options[kept[chosen]!]!, shifts, 'allocation'));
  });
  const place = new Map(shifts.map((shift, index) => [shift, index]));
  assignments.sort(
    (a, b) =>
      place.get(a.shift)! - place.get(b.shift)! ||
      controls.indexOf(a.control) - controls.indexOf(b.control) ||
      (a.unit.name < b.unit.name ? -1 : 1),
  );
  return {
    assignments,
    unfit,
    notPlaced: quota.notPlaced,
    drawChance: quota.chance,
    expectedHarm: assignments.reduce((sum, { expectedHarm }) => sum + expectedHarm, 0),
    solution,
    ...rows.states(solution.used, solution.prices),
  };
}

function assign(
  unit: ExaminationUnit,
  option: UnitOption,
  shifts: readonly OfficeShift[],
  source: Assignment['source'],
): Assignment {
  const { plan, at, opensAt } = option;
  return {
    unit,
    targets: unit.targets.slice(0, plan.targets),
    control: plan.control,
    shift: shifts[at]!,
    opensIn: opensAt === at ? undefined : shifts[opensAt]!,
    minutes: plan.minutes,
    finds: plan.finds,
    expectedHarm: valueOfOption(unit, option),
    source,
  };
}

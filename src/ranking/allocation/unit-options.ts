/** What can be done with an examination unit, where and when. */
import { hourMs } from '../../domain/moment.ts';
import type { ExaminationUnit } from './allocation-candidate.ts';
import { type ControlKind, type ControlPlan, type ControlTerms, controlKinds, controlPlans } from './control-plan.ts';
import type { OfficeShift, Operation } from './operation.ts';

const minuteMs = 60_000;

/** One control of a unit in one shift; the opening after a scan may come in the next. */
export interface UnitOption {
  readonly plan: ControlPlan;
  /** Index of the office-shift in which it begins. */
  readonly at: number;
  /** Index of the one in which the unit is opened after a scan. */
  readonly opensAt: number;
}

/** Why a unit cannot be controlled at all. */
export type UnfitReason =
  | 'no office serves it'
  | 'arrives after the last shift'
  | 'released before a shift can take it'
  | 'no minutes for it in its shifts';

/** Returns the terms of a channel. */
function termsOf(operation: Operation, channel: string | undefined): ControlTerms {
  return operation.controlsByChannel[channel as keyof Operation['controlsByChannel']] ?? operation.controls;
}

/**
 * Returns what can be done with a unit: every control in every shift of every office that serves it, from its arrival to its release, as far as the plan lets shifts count. A control must begin after the arrival
 * and end before both the shift and the release end.
 */
export function unitOptions(
  unit: ExaminationUnit,
  operation: Operation,
  shifts: readonly OfficeShift[],
): { readonly options: readonly UnitOption[]; readonly reason: UnfitReason | undefined } {
  const terms = termsOf(operation, unit.channel);
  const releasedMs = unit.releaseCutOffMs ?? unit.arrivedAtMs + operation.holdHours * hourMs;
  const serving = new Set(
    operation.offices
      .filter(({ office, serves }) => unit.office !== undefined && (serves ?? [office]).includes(unit.office))
      .map(({ office }) => office),
  );
  const shortest = Math.min(terms.documentary.minutes, terms.physical.minutes) * minuteMs;
  const atOffices = shifts.map((shift, index) => ({ shift, index })).filter(({ shift }) => serving.has(shift.office));
  const afterArrival = atOffices.filter(({ shift }) => shift.endsMs - unit.arrivedAtMs >= shortest);
  const feasible = afterArrival
    .filter(({ shift }) => Math.min(shift.endsMs, releasedMs) - Math.max(shift.beginsMs, unit.arrivedAtMs) >= shortest)
    .sort((a, b) => a.shift.beginsMs - b.shift.beginsMs || a.index - b.index)
    .slice(0, operation.mostShifts);
  if (feasible.length === 0) {
    if (atOffices.length === 0) return { options: [], reason: 'no office serves it' };
    return {
      options: [],
      reason: afterArrival.length === 0 ? 'arrives after the last shift' : 'released before a shift can take it',
    };
  }
  const roomMs = (shift: OfficeShift): number =>
    Math.min(shift.endsMs, releasedMs) - Math.max(shift.beginsMs, unit.arrivedAtMs);
  const has = (shift: OfficeShift, kind: ControlKind, minutes: number): boolean =>
    minutes === 0 || ((shift.minutes[kind] ?? 0) >= minutes && roomMs(shift) >= minutes * minuteMs);
  const options: UnitOption[] = [];
  const plans = controlPlans(
    unit.targets.map(({ candidate }) => candidate.probability),
    terms,
  );
  feasible.forEach(({ shift, index }, place) => {
    const next = feasible.slice(place + 1).find((other) => other.shift.office === shift.office);
    for (const plan of plans) {
      if (plan.control !== 'scan-then-open') {
        if (controlKinds.every((kind) => has(shift, kind, plan.minutes[kind])))
          options.push({ plan, at: index, opensAt: index });
        continue;
      }
      if (!has(shift, 'scan', plan.minutes.scan)) continue;
      const opening = terms.physical.minutes + (plan.targets - 1) * terms.physical.minutesPerFurtherTarget;
      // Whatever the chance, there must be room for the opening itself.
      for (const opens of [{ shift, index }, ...(next === undefined ? [] : [next])]) {
        const neededMs = (opens.index === index ? plan.minutes.scan + opening : opening) * minuteMs;
        if ((opens.shift.minutes.physical ?? 0) >= plan.minutes.physical && roomMs(opens.shift) >= neededMs)
          options.push({ plan, at: index, opensAt: opens.index });
      }
    }
  });
  return { options, reason: options.length === 0 ? 'no minutes for it in its shifts' : undefined };
}

/** Minutes that an option takes: office-shift, kind and minutes. */
export function minutesOfOption({ plan, at, opensAt }: UnitOption): (readonly [number, ControlKind, number])[] {
  return controlKinds.flatMap((kind) =>
    plan.minutes[kind] === 0 ? [] : [[kind === 'physical' ? opensAt : at, kind, plan.minutes[kind]] as const],
  );
}

/** Harm that an option is expected to find. */
export function valueOfOption(unit: ExaminationUnit, { plan }: UnitOption): number {
  let sum = 0;
  for (let index = 0; index < plan.targets; index++) {
    const { candidate, harm } = unit.targets[index]!;
    sum += candidate.probability * harm * plan.finds;
  }
  return sum;
}

/** What-if: the plan with other capacities. */
import { AppError } from '../../errors.ts';
import { type ControlKind, controlKinds } from './control-plan.ts';
import type { Operation } from './operation.ts';

/** A change of the minutes of every shift of an office, or of all offices. */
export interface CapacityChange {
  /** Undefined for all. */
  readonly office: string | undefined;
  readonly kind: ControlKind | undefined;
  /** Minutes are multiplied by this and then added to. */
  readonly factor: number;
  readonly addMinutes: number;
}

/**
 * Reads a change such as `AU1001:physical:+25%`, `*:scan:-60` or `AU1001:*:+120`: office, kind, and percent or minutes of every shift.
 * @throws `usage`.
 */
export function parseCapacityChange(text: string): CapacityChange {
  const parts = /^(.+):([a-z*]+):([+-]\d+(?:\.\d+)?)(%?)$/.exec(text);
  const kind = parts?.[2];
  if (parts === null || (kind !== '*' && !controlKinds.includes(kind as ControlKind))) {
    throw new AppError('usage', {
      reason: `--what-if takes office:kind:change, such as AU1001:physical:+25% or *:scan:-60 (kinds ${controlKinds.join(', ')}); got ${text}`,
    });
  }
  const amount = Number(parts[3]);
  const isPercent = parts[4] === '%';
  return {
    office: parts[1] === '*' ? undefined : parts[1],
    kind: kind === '*' ? undefined : (kind as ControlKind),
    factor: isPercent ? Math.max(0, 1 + amount / 100) : 1,
    addMinutes: isPercent ? 0 : amount,
  };
}

/**
 * Returns the plan with changes made in their order; no minutes fall below 0.
 * @throws `usage` for an office that the plan has not.
 */
export function changeCapacity(operation: Operation, changes: readonly CapacityChange[]): Operation {
  let changed = operation;
  for (const { office, kind, factor, addMinutes } of changes) {
    if (office !== undefined && !operation.offices.some((known) => known.office === office))
      throw new AppError('usage', { reason: `--what-if: the operation has no office ${office}` });
    const changeMinutes = (minutes: number): number => Math.max(0, minutes * factor + addMinutes);
    changed = {
      ...changed,
      offices: changed.offices.map((entry) =>
        office !== undefined && entry.office !== office
          ? entry
          : {
              ...entry,
              shifts: entry.shifts.map((shift) => {
                const minutes = { ...shift.minutes };
                for (const each of kind === undefined ? controlKinds : [kind])
                  if (minutes[each] !== undefined) minutes[each] = changeMinutes(minutes[each]);
                return { ...shift, minutes };
              }),
            },
      ),
    };
  }
  return changed;
}

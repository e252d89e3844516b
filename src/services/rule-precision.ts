/** How often a rule is right, held against its floor. */
import { clopperPearson } from '../evaluation/hit-rate.ts';

/** Precision of a rule by what its matches came to. */
export interface RulePrecision {
  /** Matches with a result that teaches. */
  readonly examined: number;
  readonly found: number;
  /** Found of examined, with its exact 95% interval; undefined where nothing was examined. */
  readonly precision: number | undefined;
  readonly interval: readonly [number, number] | undefined;
  /** Whether the precision lies below the rule's floor for sure enough: the whole interval does. */
  readonly isBelowFloor: boolean;
}

/** Returns the precision; `floor` is a share in [0, 1]. */
export function rulePrecision(
  { examined, found }: { readonly examined: number; readonly found: number },
  floor: number,
): RulePrecision {
  const interval = examined === 0 ? undefined : clopperPearson(found, examined);
  return {
    examined,
    found,
    precision: examined === 0 ? undefined : found / examined,
    interval,
    isBelowFloor: interval !== undefined && interval[1] < floor,
  };
}

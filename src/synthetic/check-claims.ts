/** What a scenario claims against what a run measured. */
import type { Scenario } from './scenario.ts';
import type { WorldFigures } from './world-figures.ts';

/** One claim with its measurement. */
export interface CheckedClaim {
  readonly figure: string;
  readonly claimed: number;
  readonly tolerance: number;
  readonly measured: number;
  readonly holds: boolean;
}

/** Returns each claim of a scenario; it holds where the measurement lies within the tolerance. */
export function checkClaims(claims: Scenario['claims'], figures: WorldFigures): CheckedClaim[] {
  return Object.entries(claims).map(([figure, { value, tolerance }]) => {
    const measured = figures[figure as keyof WorldFigures];
    return { figure, claimed: value, tolerance, measured, holds: Math.abs(measured - value) <= tolerance };
  });
}

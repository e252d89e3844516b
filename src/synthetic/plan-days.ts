/** Spreads a world's rows over its days. */
import { dayMs } from '../domain/moment.ts';
import type { Season, WorldParameters } from './world-parameters.ts';

/** One day and its number of goods items. */
export interface DayPlan {
  /** 0 for the first day. */
  readonly day: number;
  readonly rows: number;
  /** Rows of the phase from this day on. */
  readonly rowsLeft: number;
}

/** Trade by day of the week, Sunday first (own choice). */
const weekdayWeights = [0.25, 1, 1.05, 1.05, 1, 1, 0.45];

/** Returns every day of the phases; the rows of a phase add up exactly. */
export function planDays(world: Pick<WorldParameters, 'phases' | 'season'>, startMs: number): DayPlan[] {
  const plans: DayPlan[] = [];
  let firstDay = 0;
  for (const phase of world.phases) {
    const weights = Array.from({ length: phase.days }, (_, index) =>
      dayWeight(startMs + (firstDay + index) * dayMs, world.season),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let weighed = 0;
    let given = 0;
    for (const [index, weight] of weights.entries()) {
      weighed += weight;
      const upTo = index === phase.days - 1 ? phase.rows : Math.round((phase.rows * weighed) / total);
      plans.push({ day: firstDay + index, rows: upTo - given, rowsLeft: phase.rows - given });
      given = upTo;
    }
    firstDay += phase.days;
  }
  return plans;
}

/** Whether a moment lies in the season. */
export function isInSeason(epochMs: number, season: Season): boolean {
  return season.months.includes(new Date(epochMs).getUTCMonth() + 1);
}

function dayWeight(atMs: number, season: Season): number {
  return weekdayWeights[new Date(atMs).getUTCDay()]! * (isInSeason(atMs, season) ? season.trade : 1);
}

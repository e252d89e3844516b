/** Spreads a world's rows over its days. */
import { dayMs } from '../domain/moment.ts';
import type { WorldParameters } from './world-parameters.ts';

/** One day and its number of goods items. */
export interface DayPlan {
  /** 0 for the first day. */
  readonly day: number;
  readonly rows: number;
}

/** Trade by day of the week, Sunday first (own choice). */
const weekdayWeights = [0.25, 1, 1.05, 1.05, 1, 1, 0.45];
/** A surge at the end of the year is named by United States customs without a figure ([S96]); the height is our own. */
const surge = 1.3;

/** Yields every day of the phases; the rows of a phase add up exactly. */
export function* planDays(
  world: Pick<WorldParameters, 'phases'>,
  startMs: number,
): Generator<DayPlan, void, undefined> {
  let firstDay = 0;
  for (const phase of world.phases) {
    const weights = Array.from({ length: phase.days }, (_, index) => dayWeight(startMs + (firstDay + index) * dayMs));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let weighed = 0;
    let given = 0;
    for (const [index, weight] of weights.entries()) {
      weighed += weight;
      const upTo = index === phase.days - 1 ? phase.rows : Math.round((phase.rows * weighed) / total);
      yield { day: firstDay + index, rows: upTo - given };
      given = upTo;
    }
    firstDay += phase.days;
  }
}

function dayWeight(atMs: number): number {
  const date = new Date(atMs);
  const isSurge = date.getUTCMonth() >= 10;
  return weekdayWeights[date.getUTCDay()]! * (isSurge ? surge : 1);
}

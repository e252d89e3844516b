/**
 * Moments and ticks: when something happened or became known, and in which slice of time it counts.
 *
 * A tick is an hour since 1970-01-01T00:00Z. A source that gives dates only has the day as its tick: what it reports
 * of day D becomes known in the last hour of D, and its rows are scored at the first hour of D, so that no row sees
 * a fact of its own day.
 */

/** How fine a source's time stamp is. */
export type MomentPrecision = 'day' | 'hour';

/** A point in time in UTC milliseconds, with the precision of its source. */
export interface Moment {
  readonly epochMs: number;
  readonly precision: MomentPrecision;
}

/** Milliseconds in an hour. */
export const hourMs = 3_600_000;
/** Milliseconds in a day. */
export const dayMs = 86_400_000;

/** The tick (hours since the epoch) before which a row must have been known to be seen by a row scored at `moment`. */
export function scoreTickHour(moment: Moment): number {
  return moment.precision === 'day' ? Math.floor(moment.epochMs / dayMs) * 24 : Math.floor(moment.epochMs / hourMs);
}

/** The tick (hours since the epoch) in which a fact with this `knownAt` becomes known. */
export function knownTickHour(moment: Moment): number {
  return moment.precision === 'day'
    ? Math.floor(moment.epochMs / dayMs) * 24 + 23
    : Math.floor(moment.epochMs / hourMs);
}

/** ISO text of a moment: the date alone for day precision, else to the minute in UTC. */
export function formatMoment(moment: Moment): string {
  const iso = new Date(moment.epochMs).toISOString();
  return moment.precision === 'day' ? iso.slice(0, 10) : `${iso.slice(0, 16)}Z`;
}

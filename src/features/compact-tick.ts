/** Which tick stands for another once a store has joined its old cells. */
import { monthEndOf } from './history-months.ts';

/** How far a store has joined its cells. Ticks are hours since 1970-01-01, days are counted from it. */
export interface Compaction {
  /** Ticks before this one stand together as the last tick of their day. */
  readonly daysBeforeTick: number;
  /** Days before this first day of a month stand together as the last tick of their month. */
  readonly monthsBeforeDay: number;
}

/** A store in which nothing is joined. */
export const nothingJoined: Compaction = { daysBeforeTick: 0, monthsBeforeDay: 0 };

const hours = 24;

/** Returns the tick under which a fact of `tick` is counted. Times before 1970 stand for themselves. */
export function compactTick(tick: number, { daysBeforeTick, monthsBeforeDay }: Compaction): number {
  if (tick < 0) return tick;
  const day = Math.floor(tick / hours);
  if (day < monthsBeforeDay) return monthEndOf(day) * hours + hours - 1;
  return tick < daysBeforeTick ? day * hours + hours - 1 : tick;
}

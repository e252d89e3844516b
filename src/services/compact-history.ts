/** Joins old cells of a store's history. */
import { firstOwnDay, monthAfterDays } from '../features/history-months.ts';
import type { HistoryPort } from './history-ports.ts';

/** Days whose ticks are kept apart. */
const daysOfTicks = 7;
const hours = 24;

/** What a compaction has done. */
export interface CompactHistoryReport {
  readonly before: number;
  readonly after: number;
  /** First tick (hours since 1970-01-01) as of which replays stay exact. */
  readonly exactFromTick: number;
}

/**
 * Joins ticks older than a week to days, and days to months where every reading from `asOfTick` on does so in any case. Readings as of `asOfTick` and later stay the
 * same to the bit; earlier ones would see what became known later in a joined day or month.
 */
export async function compactHistory(
  { history }: { readonly history: HistoryPort },
  asOfTick: number,
): Promise<CompactHistoryReport> {
  const asOfDay = Math.floor(asOfTick / hours);
  const monthsBeforeDay = firstOwnDay(asOfDay);
  const daysBeforeTick = Math.max(0, (asOfDay - daysOfTicks) * hours);
  const exactFromTick = Math.max(
    daysBeforeTick,
    monthsBeforeDay === 0 ? 0 : (monthsBeforeDay + monthAfterDays) * hours,
  );
  const { before, after } = await history.compact({ daysBeforeTick, monthsBeforeDay, exactFromTick });
  return { before, after, exactFromTick: Math.max(exactFromTick, (await history.state()).exactFromTick) };
}

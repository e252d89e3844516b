/** Old days count by their month, so that history need not keep them apart. */

/** Cells of a month that ended more than this many days ago count as if everything in them had become known in the middle of it. */
export const monthAfterDays = 45;

const tableDays = 40_000;
const monthEnds = new Int32Array(tableDays);
const monthMiddles = new Int32Array(tableDays);
for (let year = 1970, day = 0; day < tableDays; year++) {
  for (let month = 0; month < 12; month++) {
    const next = Date.UTC(year, month + 1, 1) / 86_400_000;
    const middle = Date.UTC(year, month, 15) / 86_400_000;
    for (; day < next && day < tableDays; day++) {
      monthEnds[day] = next - 1;
      monthMiddles[day] = middle;
    }
  }
}

/** Last day of the month of a day of 1970 to 2079. */
export function monthEndOf(day: number): number {
  return monthEnds[day]!;
}

/** The 15th of the month of a day of 1970 to 2079. */
export function monthMiddleOf(day: number): number {
  return monthMiddles[day]!;
}

/** First day that counts for itself as of another: days of 1970 to 2079 before it count by their month, see {@link effectiveDay}. */
export function firstOwnDay(asOfDay: number): number {
  const day = asOfDay - monthAfterDays;
  return day < 0 || day >= tableDays ? Math.max(0, Math.min(day, tableDays)) : monthMiddles[day]! - 14;
}

/**
 * The day that a cell's day counts for as of another: itself, or the 15th of its month once the month ended long enough before. Days are counted from
 * 1970-01-01; days outside 1970 to 2079 count for themselves.
 */
export function effectiveDay(day: number, asOfDay: number): number {
  if (asOfDay - day <= monthAfterDays || day < 0 || day >= tableDays) return day;
  return asOfDay - monthEnds[day]! > monthAfterDays ? monthMiddles[day]! : day;
}

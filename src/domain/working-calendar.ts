/** Calendars of working days, as data. */
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { dayMs } from './moment.ts';

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const years = { fromYear: z.int().optional(), toYear: z.int().optional() };
const named = { name: z.string().min(1), ...years };
const month = z.int().min(1).max(12);

const calendarSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  country: z.string().regex(/^[A-Z]{2}$/),
  source: z.string().min(1),
  weekend: z.array(z.enum(weekdays)).min(1).max(6),
  /** `nearest-weekday`: a fixed day on a Saturday is kept on Friday, one on a Sunday on Monday. */
  observed: z.literal('nearest-weekday').optional(),
  holidays: z.array(
    z.union([
      z.strictObject({ ...named, month, day: z.int().min(1).max(31) }),
      /** Days after Easter Sunday of the Western churches. */
      z.strictObject({ ...named, easter: z.int().min(-100).max(100) }),
      /** The nth such weekday of a month; -1 is the last. */
      z.strictObject({ ...named, month, weekday: z.enum(weekdays), nth: z.int().min(-1).max(5) }),
    ]),
  ),
});

/** A validated calendar. */
export type WorkingCalendar = z.infer<typeof calendarSchema>;

/**
 * Returns the calendar in a YAML text.
 * @throws `settings-invalid` with every problem.
 */
export function parseCalendar(file: string, text: string): WorkingCalendar {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    throw new AppError('settings-invalid', { file, problems: `  ${(error as Error).message}` }, error);
  }
  const parsed = calendarSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`);
  throw new AppError('settings-invalid', { file, problems: problems.join('\n') });
}

const dayOf = (year: number, monthNumber: number, day: number): number =>
  Math.floor(Date.UTC(year, monthNumber - 1, day) / dayMs);

/** Day of the week of a day since 1970-01-01, 0 for Sunday. */
const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** Easter Sunday as a day since 1970-01-01 (the Gregorian computus of Meeus, Jones and Butcher). */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(sum / 31), (sum % 31) + 1);
}

const known = new WeakMap<WorkingCalendar, Map<number, ReadonlyMap<number, string>>>();

/** Holidays that fall into a year, by the day since 1970-01-01 on which they are kept. */
export function holidaysOf(calendar: WorkingCalendar, year: number): ReadonlyMap<number, string> {
  const byYear = known.get(calendar) ?? new Map<number, ReadonlyMap<number, string>>();
  known.set(calendar, byYear);
  const kept = byYear.get(year);
  if (kept !== undefined) return kept;
  const made = new Map<number, string>();
  // A New Year's Day on a Saturday is kept on the last day of the year before.
  for (const own of [year, year + 1])
    for (const holiday of calendar.holidays) {
      if (own < (holiday.fromYear ?? own) || own > (holiday.toYear ?? own)) continue;
      const day = dayOfHoliday(calendar, holiday, own);
      if (day !== undefined && new Date(day * dayMs).getUTCFullYear() === year) made.set(day, holiday.name);
    }
  byYear.set(year, made);
  return made;
}

function dayOfHoliday(
  calendar: WorkingCalendar,
  holiday: WorkingCalendar['holidays'][number],
  year: number,
): number | undefined {
  if ('easter' in holiday) return easterSunday(year) + holiday.easter;
  if ('day' in holiday) {
    const day = dayOf(year, holiday.month, holiday.day);
    if (calendar.observed === undefined) return day;
    const weekday = weekdayOf(day);
    if (weekday === 6) return day - 1;
    return weekday === 0 ? day + 1 : day;
  }
  const wanted = weekdays.indexOf(holiday.weekday);
  if (holiday.nth === -1) {
    const last = dayOf(year, holiday.month + 1, 0);
    return last - ((weekdayOf(last) - wanted + 7) % 7);
  }
  const first = dayOf(year, holiday.month, 1);
  const day = first + ((wanted - weekdayOf(first) + 7) % 7) + 7 * (holiday.nth - 1);
  return new Date(day * dayMs).getUTCMonth() === holiday.month - 1 ? day : undefined;
}

/** Whether people work on a day (days since 1970-01-01). */
export function isWorkingDay(calendar: WorkingCalendar, day: number): boolean {
  if (calendar.weekend.includes(weekdays[weekdayOf(day)]!)) return false;
  return !holidaysOf(calendar, new Date(day * dayMs).getUTCFullYear()).has(day);
}

/**
 * Returns the last day of a period: so many working days after a day, which itself does not count (as Article 3 of Regulation (EEC, Euratom) 1182/71 has it). Of calendar days, a period that would end on a day
 * without work ends on the next working day.
 */
export function endOfPeriod(
  calendar: WorkingCalendar,
  from: number,
  period: { readonly days: number; readonly kind: 'working' | 'calendar' },
): number {
  if (period.kind === 'calendar') {
    let end = from + period.days;
    while (!isWorkingDay(calendar, end)) end++;
    return end;
  }
  let end = from;
  for (let left = period.days; left > 0; ) if (isWorkingDay(calendar, ++end)) left--;
  return end;
}

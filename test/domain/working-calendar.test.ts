import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  easterSunday,
  endOfPeriod,
  holidaysOf,
  isWorkingDay,
  parseCalendar,
} from '../../src/domain/working-calendar.ts';

const dayMs = 86_400_000;
const read = (name: string) => parseCalendar(name, readFileSync(`data/calendars/${name}.yaml`, 'utf8'));
const de = read('de');
const us = read('us');
const day = (text: string): number => Date.parse(text) / dayMs;
const text = (of: number): string => new Date(of * dayMs).toISOString().slice(0, 10);
const namesOf = (calendar: typeof de, year: number): string[] =>
  [...holidaysOf(calendar, year)].sort(([a], [b]) => a - b).map(([on, name]) => `${text(on)} ${name}`);

const anyDay = fc.integer({ min: day('1995-01-01'), max: day('2060-12-31') });
const anyCalendar = fc.constantFrom(de, us);

describe('easterSunday', () => {
  it('is that of known years', () => {
    // The earliest and the latest of the century, and the years around.
    const known = ['2008-03-23', '2011-04-24', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2038-04-25'];
    for (const date of known) expect(text(easterSunday(Number(date.slice(0, 4))))).toBe(date);
  });
});

describe('holidaysOf', () => {
  it('has the German days of 2026', () => {
    expect(namesOf(de, 2026).map((line) => line.slice(0, 10))).toEqual([
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
      '2026-10-03',
      '2026-12-25',
      '2026-12-26',
    ]);
    expect(namesOf(de, 2017)).toContain('2017-10-31 Reformationstag');
  });

  it('has the American days as they were kept', () => {
    // https://www.opm.gov lists 2021 and 2022 so: New Year's Day 2022 was kept on the last day of 2021.
    expect(namesOf(us, 2021).map((line) => line.slice(0, 10))).toEqual([
      '2021-01-01',
      '2021-01-18',
      '2021-02-15',
      '2021-05-31',
      '2021-06-18',
      '2021-07-05',
      '2021-09-06',
      '2021-10-11',
      '2021-11-11',
      '2021-11-25',
      '2021-12-24',
      '2021-12-31',
    ]);
    expect(namesOf(us, 2022)[0]).toContain('2022-01-17');
    expect(namesOf(us, 2020).some((line) => line.includes('Juneteenth'))).toBe(false);
  });
});

describe('endOfPeriod', () => {
  it('counts over weekends, holidays and the end of a year', () => {
    // Christmas 2026: Friday 25 and Saturday 26 December; Friday 1 January 2027.
    expect(text(endOfPeriod(de, day('2026-12-23'), { days: 1, kind: 'working' }))).toBe('2026-12-24');
    expect(text(endOfPeriod(de, day('2026-12-24'), { days: 1, kind: 'working' }))).toBe('2026-12-28');
    expect(text(endOfPeriod(de, day('2026-12-24'), { days: 10, kind: 'working' }))).toBe('2027-01-11');
    expect(text(endOfPeriod(us, day('2021-12-23'), { days: 1, kind: 'working' }))).toBe('2021-12-27');
    expect(text(endOfPeriod(us, day('2021-12-30'), { days: 1, kind: 'working' }))).toBe('2022-01-03');
  });

  it('takes 29 February for a day', () => {
    expect(text(endOfPeriod(de, day('2028-02-28'), { days: 1, kind: 'working' }))).toBe('2028-02-29');
    expect(text(endOfPeriod(de, day('2027-02-26'), { days: 1, kind: 'working' }))).toBe('2027-03-01');
  });

  it('ends on a working day with exactly so many in between', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: 1, max: 60 }), (calendar, from, days) => {
        const end = endOfPeriod(calendar, from, { days, kind: 'working' });
        expect(isWorkingDay(calendar, end)).toBe(true);
        let worked = 0;
        for (let each = from + 1; each <= end; each++) if (isWorkingDay(calendar, each)) worked++;
        expect(worked).toBe(days);
      }),
    );
  });

  it('adds up, and never runs backwards', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.nat(30), fc.nat(30), (calendar, from, a, b) => {
        const working = (start: number, days: number): number =>
          endOfPeriod(calendar, start, { days, kind: 'working' });
        expect(working(working(from, a), b)).toBe(working(from, a + b));
        expect(working(from + 1, a)).toBeGreaterThanOrEqual(working(from, a));
      }),
    );
  });

  it('moves the end of calendar days to the next working day', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.nat(400), (calendar, from, days) => {
        const end = endOfPeriod(calendar, from, { days, kind: 'calendar' });
        expect(isWorkingDay(calendar, end)).toBe(true);
        for (let each = from + days; each < end; each++) expect(isWorkingDay(calendar, each)).toBe(false);
      }),
    );
  });
});

describe('isWorkingDay', () => {
  it('is false on every weekend and holiday, and true on the rest', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, (calendar, each) => {
        const weekday = new Date(each * dayMs).getUTCDay();
        const isHoliday = holidaysOf(calendar, new Date(each * dayMs).getUTCFullYear()).has(each);
        expect(isWorkingDay(calendar, each)).toBe(weekday !== 0 && weekday !== 6 && !isHoliday);
      }),
    );
  });

  it('keeps every American holiday on a weekday', () => {
    for (let year = 2021; year < 2060; year++)
      for (const on of holidaysOf(us, year).keys()) expect([0, 6]).not.toContain(new Date(on * dayMs).getUTCDay());
  });
});

/** Dates and times as agencies write them. */
import { dayMs, hourMs, type Moment, type MomentPrecision } from '../domain/moment.ts';

/** Forms of date that profiles may name. */
export const dateForms = [
  'YYYY-MM-DD',
  'YY-MM-DD',
  'YYYYMMDD',
  /** Code 304 of UN/EDIFACT 2379, with or without its zone (`Z`, `+0100`). */
  'YYYYMMDDHHmmss',
  'DD.MM.YYYY',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'YYYY-MM-DD HH:mm',
  'DD.MM.YYYY HH:mm',
  'ISO',
] as const;

/** A form of {@link dateForms}. */
export type DateForm = (typeof dateForms)[number];

/** Turns a text into a moment; undefined where it is not one. */
export type MomentParser = (text: string) => Moment | undefined;

const rememberedTexts = 4096;

/**
 * Returns a parser for one form. Local times are turned into UTC by the zone; a source whose tick is the day keeps the date alone.
 */
export function createMomentParser(form: DateForm, timeZone: string, precision: MomentPrecision): MomentParser {
  const toUtc = createZoneShift(timeZone);
  const parseText = form === 'ISO' ? (text: string) => parseIso(text, toUtc) : createFormParser(form, toUtc);
  const remembered = new Map<string, Moment | undefined>();
  return (text) => {
    const known = remembered.get(text);
    if (known !== undefined || remembered.has(text)) return known;
    const parsed = parseText(text);
    const moment = parsed === undefined ? undefined : atPrecision(parsed, precision, toUtc);
    if (remembered.size >= rememberedTexts) remembered.clear();
    remembered.set(text, moment);
    return moment;
  };
}

interface LocalTime {
  readonly utcMs: number;
  readonly hasTime: boolean;
}

function atPrecision(parsed: LocalTime, precision: MomentPrecision, toUtc: (localMs: number) => number): Moment {
  if (precision === 'hour' && parsed.hasTime) return { epochMs: parsed.utcMs, precision: 'hour' };
  // The local calendar day, whatever the hour is in UTC.
  const localMs = parsed.hasTime ? 2 * parsed.utcMs - toUtc(parsed.utcMs) : parsed.utcMs;
  return { epochMs: Math.floor(localMs / dayMs) * dayMs, precision: 'day' };
}

function createFormParser(
  form: Exclude<DateForm, 'ISO'>,
  toUtc: (localMs: number) => number,
): (text: string) => LocalTime | undefined {
  const order = [...form.matchAll(/YYYY|YY|MM|DD|HH|mm|ss/g)].map((match) => match[0]);
  const zonePattern = form.endsWith('ss') ? '(Z|[+-]\\d{2}:?\\d{2})?' : '()';
  const pattern = new RegExp(
    `^${form.replace(/[./]/g, '\\$&').replace(/YYYY|YY|MM|DD|HH|mm|ss/g, (part) => `(\\d{${part.length}})`)}${zonePattern}$`,
  );
  return (text) => {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const part = (name: string): number | undefined => {
      const index = order.indexOf(name);
      return index < 0 ? undefined : Number(match[index + 1]);
    };
    const shortYear = part('YY');
    const year = part('YYYY') ?? (shortYear! < 70 ? 2000 + shortYear! : 1900 + shortYear!);
    if ((part('ss') ?? 0) > 59) return undefined;
    const zone = match[order.length + 1];
    const shift = zone ? (localMs: number) => localMs - offsetMs(zone) : toUtc;
    return localTime(year, part('MM')!, part('DD')!, part('HH'), part('mm'), shift);
  };
}

function parseIso(text: string, toUtc: (localMs: number) => number): LocalTime | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text,
  );
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, zone] = match;
  const hours = hour === undefined ? undefined : Number(hour);
  const shift = zone === undefined ? toUtc : (localMs: number) => localMs - offsetMs(zone);
  return localTime(
    Number(year),
    Number(month),
    Number(day),
    hours,
    minute === undefined ? undefined : Number(minute),
    shift,
  );
}

function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

function localTime(
  year: number,
  month: number,
  day: number,
  hour: number | undefined,
  minute: number | undefined,
  toUtc: (localMs: number) => number,
): LocalTime | undefined {
  const dateMs = Date.UTC(year, month - 1, day);
  const date = new Date(dateMs);
  const isDate = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isDate || year < 1970 || year > 2099) return undefined;
  if (hour === undefined) return { utcMs: dateMs, hasTime: false };
  if (hour > 23 || (minute ?? 0) > 59) return undefined;
  return { utcMs: toUtc(dateMs + hour * hourMs + (minute ?? 0) * 60_000), hasTime: true };
}

/** Returns a function from local to UTC milliseconds; in the hour that clocks repeat, the earlier one is meant. */
function createZoneShift(timeZone: string): (localMs: number) => number {
  if (timeZone === 'UTC') return (localMs) => localMs;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const offsetAt = (utcMs: number): number => {
    const parts = Object.fromEntries(format.formatToParts(utcMs).map((part) => [part.type, Number(part.value)]));
    return (
      Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!) -
      Math.floor(utcMs / 60_000) * 60_000
    );
  };
  const offsets = new Map<number, number>();
  return (localMs) => {
    const hour = Math.floor(localMs / hourMs);
    let offset = offsets.get(hour);
    if (offset === undefined) {
      offset = offsetAt(localMs - offsetAt(localMs));
      if (offsets.size > rememberedTexts) offsets.clear();
      offsets.set(hour, offset);
    }
    return localMs - offset;
  };
}

/** Moments as people read them, always with their time zone. */

/** Zone in which times are shown: that of the browser, or UTC. */
export type ShownZone = 'local' | 'UTC';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: ShownZone, style: 'full' | 'day' | 'time' | 'near'): Intl.DateTimeFormat {
  const key = `${zone} ${style}`;
  let format = formats.get(key);
  if (format === undefined) {
    const day = { day: '2-digit', month: 'short', ...(style === 'near' ? {} : { year: 'numeric' as const }) } as const;
    const time = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
    format = new Intl.DateTimeFormat('en-GB', {
      ...(style === 'time' ? {} : day),
      ...(style === 'day' ? {} : { ...time, timeZoneName: 'short' }),
      ...(zone === 'UTC' ? { timeZone: 'UTC' } : {}),
    });
    formats.set(key, format);
  }
  return format;
}

/** Returns date, time and zone, as `28 Nov 2026, 14:05 UTC`. */
export function formatMoment(atMs: number, zone: ShownZone = 'local'): string {
  return formatOf(zone, 'full').format(atMs);
}

const halfYearMs = 183 * 86_400_000;

/** Returns time and zone for a moment of today, with the date for one of another day, and with the year for one that is far off. */
export function formatNearMoment(atMs: number, nowMs: number, zone: ShownZone = 'local'): string {
  const day = formatOf(zone, 'day');
  if (day.format(atMs) === day.format(nowMs)) return formatOf(zone, 'time').format(atMs);
  return formatOf(zone, Math.abs(atMs - nowMs) < halfYearMs ? 'near' : 'full').format(atMs);
}

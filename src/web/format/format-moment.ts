/** Moments as people read them, always with their time zone. */

/** Zone in which times are shown: that of the browser, or UTC. */
export type ShownZone = 'local' | 'UTC';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: ShownZone, style: 'full' | 'day' | 'time'): Intl.DateTimeFormat {
  const key = `${zone} ${style}`;
  let format = formats.get(key);
  if (format === undefined) {
    const day = { day: '2-digit', month: 'short', year: 'numeric' } as const;
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

/** Returns time and zone for a moment of today, else date, time and zone. */
export function formatNearMoment(atMs: number, nowMs: number, zone: ShownZone = 'local'): string {
  const day = formatOf(zone, 'day');
  return day.format(atMs) === day.format(nowMs) ? formatOf(zone, 'time').format(atMs) : formatMoment(atMs, zone);
}

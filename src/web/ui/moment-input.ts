/** Moments in fields of forms. */

/** Returns the text of a `datetime-local` field, in the browser's zone and to the minute. */
export function msToInput(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Returns the moment that such a text names. */
export function inputToMs(text: string): number {
  return new Date(text).getTime();
}

/** Returns this time tomorrow. */
export function tomorrowMs(): number {
  return Date.now() + 24 * 3_600_000;
}

/** Times as the agencies write them. */

/** `YYYY-MM-DD` in UTC. */
export function isoDay(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}

/** `YYYY-MM-DDTHH:mmZ` in UTC. */
export function isoMinute(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 16)}Z`;
}

/** `DD.MM.YYYY` in UTC. */
export function dottedDay(epochMs: number): string {
  const [year, month, day] = isoDay(epochMs).split('-');
  return `${day}.${month}.${year}`;
}

/** `DD.MM.YYYY HH:mm` in UTC. */
export function dottedMinute(epochMs: number): string {
  return `${dottedDay(epochMs)} ${new Date(epochMs).toISOString().slice(11, 16)}`;
}

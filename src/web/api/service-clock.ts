/** The service's clock, for a claim or a cut-off ends by it and not by the clock of a desk. */

let offsetMs = 0;

/** Below this a difference may be that of the journey, and of `Date` having whole seconds. */
const ignoredMs = 5_000;

/** Learns the service's time from the `Date` of a reply. */
export function learnServiceTime(dateHeader: string | null): void {
  const atMs = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
  if (Number.isNaN(atMs)) return;
  const difference = atMs - Date.now();
  offsetMs = Math.abs(difference) < ignoredMs ? 0 : difference;
}

/** Returns the service's time in milliseconds, as far as it is known. */
export function serviceNowMs(): number {
  return Date.now() + offsetMs;
}

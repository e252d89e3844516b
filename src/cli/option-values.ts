/** Values of command-line options, checked. */
import { hourMs } from '../domain/moment.ts';
import { AppError } from '../errors.ts';

/** Returns shares such as `0.01,0.05`. @throws `usage`. */
export function parseShares(text: string): number[] {
  const shares = text.split(',').map(Number);
  if (shares.some((share) => !(share > 0 && share <= 1))) {
    throw new AppError('usage', { reason: `--at takes shares over 0 and up to 1, separated by commas; got ${text}` });
  }
  return shares;
}

/** Returns a parser of whole numbers of at least `least`. */
export function wholeNumber(option: string, least = 0): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,15}$/.test(text) && value >= least) return value;
    throw new AppError('usage', { reason: `${option} takes a whole number of ${least} or more; got ${text}` });
  };
}

/** Returns a parser of ISO dates, or dates and times with their zone, into ticks (hours since 1970-01-01). A date alone is its first hour in UTC. */
export function tickOfMoment(option: string): (text: string) => number {
  const parse = msOfMoment(option);
  return (text) => Math.floor(parse(text) / hourMs);
}

/** Returns a parser of ISO dates, or dates and times with their zone, into epoch milliseconds. A date alone is its beginning in UTC. */
export function msOfMoment(option: string): (text: string) => number {
  return (text) => {
    const isIso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
    const epochMs = Date.parse(text);
    if (isIso && !Number.isNaN(epochMs)) return epochMs;
    throw new AppError('usage', {
      reason: `${option} takes a date such as 2026-10-10, or a time with its zone such as 2026-10-10T12:00Z; got ${text}`,
    });
  };
}

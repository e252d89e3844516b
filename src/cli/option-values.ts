/** Values of command-line options, checked. */
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

/** Names by which people sign in. */
import { AppError } from '../errors.ts';

/** Returns the form in which a name is kept: case and spaces around it do not count. */
export function accountName(given: string): string {
  return given.normalize('NFKC').trim().toLowerCase();
}

/** Whether a text can be the name of an account, in the form in which it is kept. */
export function isAccountName(name: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{1,59}$/.test(name);
}

/**
 * Returns the name of a new account.
 * @throws `usage`.
 */
export function newAccountName(given: string): string {
  const name = accountName(given);
  if (isAccountName(name)) return name;
  throw new AppError('usage', {
    reason: `the name of an account has 2 to 60 letters a–z, digits, points, hyphens and underscores; got ${given}`,
  });
}

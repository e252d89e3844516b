/** Which passwords are taken. */
import { AppError } from '../errors.ts';

const fewestCharacters = 12;
const mostCharacters = 1000;

/** Returns the form in which a password is hashed: the same characters typed on another machine are the same password (NIST SP 800-63B, 3.1.1.2). */
export function typedPassword(given: string): string {
  return given.normalize('NFKC');
}

/**
 * Checks a new password against the rules.
 * @throws `usage`.
 */
export function requireGoodPassword(
  password: string,
  account: { readonly name: string; readonly former: string },
): void {
  const refuse = (reason: string): never => {
    throw new AppError('usage', { reason });
  };
  const { length } = [...password];
  if (length < fewestCharacters) refuse(`a password has ${fewestCharacters} characters or more`);
  if (length > mostCharacters) refuse(`a password has ${mostCharacters} characters at most`);
  if (password === account.former) refuse('the new password is the old one');
  if (password.toLowerCase().includes(account.name)) refuse('a password does not contain the name of its account');
}

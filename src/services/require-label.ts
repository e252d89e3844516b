/** Names that people give to things. */
import { AppError } from '../errors.ts';

const longest = 200;

/**
 * Returns a name without the space around it: one line of at most 200 characters.
 * @throws `usage`.
 */
export function requireLabel(what: string, given: string): string {
  const text = given.normalize('NFC').trim();
  if (text.length > 0 && text.length <= longest && !/[\p{Cc}\p{Cs}]/u.test(text)) return text;
  throw new AppError('usage', { reason: `${what} is one line of 1 to ${longest} characters` });
}

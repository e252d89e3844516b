/** Caps the depth of what a request says. */
import { AppError } from '../errors.ts';

const deepest = 16;

/**
 * Lets a body pass that is nested no deeper than 16 levels; streams pass.
 * @throws `too-large`.
 */
export function requireShallow(body: unknown): void {
  if (body === null || typeof body !== 'object' || 'pipe' in body) return;
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest)
      throw new AppError('too-large', { what: 'the nesting of the request', limit: `${deepest} levels` });
    level = level
      .flatMap((value) => Object.values(value as object))
      .filter((value) => value !== null && typeof value === 'object');
  }
}

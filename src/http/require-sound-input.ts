/** Caps the depth of what a request says, and lets only texts pass that can be stored. */
import { AppError } from '../errors.ts';

const deepest = 16;
const loneSurrogate = /\p{Surrogate}/u;

/**
 * Lets what a request says pass where it is nested no deeper than 16 levels and its texts are Unicode without NUL, which PostgreSQL stores; streams pass.
 * @throws `too-large`, `usage`.
 */
export function requireSoundInput(said: unknown): void {
  let level: unknown[] = [said];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) {
      throw new AppError('too-large', { what: 'the nesting of the request', limit: `${deepest} levels` });
    }
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string') requireText(value);
      if (value === null || typeof value !== 'object' || 'pipe' in value) continue;
      for (const [name, inner] of Object.entries(value)) {
        requireText(name);
        next.push(inner);
      }
    }
    level = next;
  }
}

function requireText(text: string): void {
  if (text.includes('\0') || loneSurrogate.test(text)) {
    throw new AppError('usage', { reason: 'a text holds NUL or half of a surrogate pair' });
  }
}

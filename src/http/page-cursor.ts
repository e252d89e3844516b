/** Places in lists, as clients pass them back. */
import { AppError } from '../errors.ts';

/** Returns an id as a cursor; null where no page follows. */
export function idCursor(id: number | undefined): string | null {
  return id === undefined ? null : id.toString(36);
}

/**
 * Returns the id of a cursor; undefined for the first page.
 * @throws `usage` for what is none.
 */
export function idOfCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const id = /^[0-9a-z]{1,11}$/.test(cursor) ? Number.parseInt(cursor, 36) : Number.NaN;
  if (!Number.isSafeInteger(id)) throw new AppError('usage', { reason: 'the cursor is not one of this list' });
  return id;
}

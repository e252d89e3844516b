/** Says what an agency can examine. */
import { AppError } from '../errors.ts';
import { parseCapacity } from '../ranking/capacity.ts';
import type { ChangeAuthor } from './change-author.ts';
import { findAgency } from './find-agency.ts';
import type { Ports } from './ports.ts';
import type { Store } from './store-ports.ts';

const mostCharacters = 100_000;

/** A capacity to be. */
interface CapacityChange {
  readonly agency: string;
  /** Text of a capacity file (`src/ranking/capacity.ts`). */
  readonly text: string;
  /** The version that was read before the change; undefined replaces whichever there is. */
  readonly replacedVersion?: number | undefined;
}

/**
 * Puts a capacity in the place of an agency's, and returns its version.
 * @throws `settings-invalid` with every problem, `too-large`, `not-found` for an agency that is not there or not the author's, `stale-version`.
 */
export async function setCapacity(
  { clock }: Pick<Ports, 'clock'>,
  { people }: Pick<Store, 'people'>,
  by: ChangeAuthor,
  { agency: code, text, replacedVersion }: CapacityChange,
): Promise<number> {
  const atMs = clock.nowMs();
  if (text.length > mostCharacters) {
    throw new AppError('too-large', { what: 'the capacity', limit: `${mostCharacters} characters` });
  }
  // A comment may hold what the database cannot.
  if (text.includes('\0')) throw new AppError('usage', { reason: 'the capacity holds a NUL' });
  parseCapacity('the capacity', text);
  return people.change(async ({ agencies, audit }) => {
    const agency = await findAgency({ agencies }, by, code);
    const version = await agencies.setCapacity(code, text, replacedVersion);
    if (version === undefined) throw new AppError('stale-version', { what: 'the capacity' });
    const entry = { atMs, actor: by.label, agency: code, action: 'set-capacity', subject: `agency:${code}` };
    await audit.append({ ...entry, payload: { from: agency.capacity ?? null, to: text } });
    return version;
  });
}

/** Says what an agency can examine. */
import { AppError } from '../errors.ts';
import { parseCapacity } from '../ranking/capacity.ts';
import { type ChangeAuthor, reaches } from './change-author.ts';
import type { Ports } from './ports.ts';
import type { Store } from './store-ports.ts';

const mostCharacters = 100_000;

/**
 * Puts a capacity in the place of an agency's.
 * @param text of a capacity file (`src/ranking/capacity.ts`).
 * @throws `settings-invalid` with every problem, `too-large`, `not-found` for an agency that is not there or not the author's.
 */
export async function setCapacity(
  { clock }: Pick<Ports, 'clock'>,
  { people }: Pick<Store, 'people'>,
  by: ChangeAuthor,
  { agency: code, text }: { readonly agency: string; readonly text: string },
): Promise<void> {
  const atMs = clock.nowMs();
  if (text.length > mostCharacters) {
    throw new AppError('too-large', { what: 'the capacity', limit: `${mostCharacters} characters` });
  }
  parseCapacity('the capacity', text);
  await people.change(async ({ agencies, audit }) => {
    const agency = reaches(by, code) ? await agencies.find(code) : undefined;
    if (agency === undefined) throw new AppError('not-found', { what: 'agency', name: code });
    await agencies.setCapacity(code, text);
    const entry = { atMs, actor: by.label, agency: code, action: 'set-capacity', subject: `agency:${code}` };
    await audit.append({ ...entry, payload: { from: agency.capacity ?? null, to: text } });
  });
}

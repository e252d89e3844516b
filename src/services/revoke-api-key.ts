/** Revokes the key of a machine. */
import { actorLabel } from '../domain/actor.ts';
import { AppError } from '../errors.ts';
import { type ChangeAuthor, reaches } from './change-author.ts';
import type { Ports } from './ports.ts';
import type { Store } from './store-ports.ts';

/**
 * Revokes a key: it opens nothing from now on. Done twice it does nothing.
 * @throws `not-found` where it is not there or of another agency.
 */
export async function revokeApiKey(
  { clock }: Pick<Ports, 'clock'>,
  { people }: Pick<Store, 'people'>,
  by: ChangeAuthor,
  id: number,
): Promise<void> {
  const atMs = clock.nowMs();
  await people.change(async ({ apiKeys, audit }) => {
    const key = await apiKeys.get(id);
    if (key === undefined || !reaches(by, key.agency)) throw new AppError('not-found', { what: 'key', name: id });
    if (!(await apiKeys.revoke(id, atMs))) return;
    const subject = actorLabel({ kind: 'key', id });
    const entry = { atMs, actor: by.label, agency: key.agency, action: 'revoke-api-key', subject };
    await audit.append({ ...entry, payload: {} });
  });
}

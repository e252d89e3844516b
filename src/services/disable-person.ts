/** Disables the account of a person. */
import { actorLabel } from '../domain/actor.ts';
import type { ChangeAuthor } from './change-author.ts';
import { findPerson } from './find-person.ts';
import type { Ports } from './ports.ts';
import type { Store } from './store-ports.ts';

/**
 * Disables an account and ends its sessions at once; what it did stays under its name. Done twice it does nothing.
 * @throws `not-found`, `refused` for the author's own.
 */
export async function disablePerson(
  { clock }: Pick<Ports, 'clock'>,
  store: Pick<Store, 'people'>,
  by: ChangeAuthor,
  id: number,
): Promise<void> {
  const atMs = clock.nowMs();
  const { agency } = await findPerson(store, by, id);
  await store.people.change(async ({ accounts, sessions, audit }) => {
    if (!(await accounts.disable(id, atMs))) return;
    await sessions.revokeAll(id, atMs);
    const subject = actorLabel({ kind: 'person', id });
    await audit.append({ atMs, actor: by.label, agency, action: 'disable-person', subject, payload: {} });
  });
}

/** Enables the account of a person again. */
import { actorLabel } from '../domain/actor.ts';
import type { ChangeAuthor } from './change-author.ts';
import { findPerson } from './find-person.ts';
import type { Ports } from './ports.ts';
import type { Store } from './store-ports.ts';

/**
 * Enables an account that was disabled: it signs in again with the password and the codes that it had. Done twice it does nothing. While its agency is disabled it still opens nothing.
 * @throws `not-found`, `refused` for the author's own.
 */
export async function enablePerson(
  { clock }: Pick<Ports, 'clock'>,
  store: Pick<Store, 'people'>,
  by: ChangeAuthor,
  id: number,
): Promise<void> {
  const atMs = clock.nowMs();
  const { agency } = await findPerson(store, by, id);
  await store.people.change(async ({ accounts, audit }) => {
    if (!(await accounts.enable(id))) return;
    const subject = actorLabel({ kind: 'person', id });
    await audit.append({ atMs, actor: by.label, agency, action: 'enable-person', subject, payload: {} });
  });
}

/** Gives a person a new one-time password. */
import { actorLabel } from '../domain/actor.ts';
import type { ChangeAuthor } from './change-author.ts';
import { drawOneTimePassword } from './draw-secrets.ts';
import { findPerson } from './find-person.ts';
import type { Ports } from './ports.ts';
import type { Store } from './store-ports.ts';

/**
 * Puts a one-time password in the place of a person's, ends all sessions and a lock.
 * @param dropsCode takes the time-based codes away too, for whoever has lost the authenticator.
 * @returns the password, which is shown this once.
 * @throws `not-found`, `refused` for the author's own.
 */
export async function resetPassword(
  ports: Pick<Ports, 'clock' | 'passwords' | 'secrets'>,
  store: Pick<Store, 'people'>,
  by: ChangeAuthor,
  { id, dropsCode }: { readonly id: number; readonly dropsCode: boolean },
): Promise<string> {
  const atMs = ports.clock.nowMs();
  const { agency } = await findPerson(store, by, id);
  const oneTimePassword = drawOneTimePassword(ports.secrets);
  const passwordHash = await ports.passwords.hash(oneTimePassword);
  await store.people.change(async ({ accounts, sessions, audit }) => {
    await accounts.setPassword(id, passwordHash, true);
    if (dropsCode) await accounts.setCodeSecret(id, undefined);
    await sessions.revokeAll(id, atMs);
    const subject = actorLabel({ kind: 'person', id });
    await audit.append({ atMs, actor: by.label, agency, action: 'reset-password', subject, payload: { dropsCode } });
  });
  return oneTimePassword;
}

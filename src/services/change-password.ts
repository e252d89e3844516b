/** Changes a person's own password. */
import { actorLabel } from '../domain/actor.ts';
import { AppError } from '../errors.ts';
import { requireGoodPassword, typedPassword } from './password-rules.ts';
import type { Ports } from './ports.ts';
import type { SignedIn } from './read-session.ts';
import type { Store } from './store-ports.ts';

/**
 * Changes the password of whoever is signed in and ends the other sessions. The present password is asked for, and wrong ones count as attempts to sign in do.
 * @throws `usage` for a password against the rules, `refused` where the present one is wrong or the account is locked.
 */
export async function changePassword(
  ports: Pick<Ports, 'clock' | 'passwords'>,
  { people }: Pick<Store, 'people'>,
  { actor, tokenHash }: Pick<SignedIn, 'actor' | 'tokenHash'>,
  { password, newPassword }: { readonly password: string; readonly newPassword: string },
): Promise<void> {
  const atMs = ports.clock.nowMs();
  const former = typedPassword(password);
  const next = typedPassword(newPassword);
  requireGoodPassword(next, { name: actor.name, former });
  const account = await people.accounts.get(actor.id);
  const attempts = await people.accounts.countAttempt(actor.id, atMs);
  const isRight = await ports.passwords.verify(former, attempts === undefined ? undefined : account?.passwordHash);
  if (!isRight) throw new AppError('refused', { reason: 'the present password is not right' });
  const passwordHash = await ports.passwords.hash(next);
  const label = actorLabel(actor);
  await people.change(async ({ accounts, sessions, audit }) => {
    await accounts.setPassword(actor.id, passwordHash, false);
    await sessions.revokeAll(actor.id, atMs, tokenHash);
    const entry = { atMs, actor: label, agency: actor.agency, subject: label, payload: {} };
    await audit.append({ ...entry, action: 'change-password' });
  });
}

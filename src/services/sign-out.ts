/** Signs a person out. */
import { actorLabel } from '../domain/actor.ts';
import type { Ports } from './ports.ts';
import type { SignedIn } from './read-session.ts';
import type { Store } from './store-ports.ts';

/** Ends a session at once. */
export async function signOut(
  { clock }: Pick<Ports, 'clock'>,
  { people }: Pick<Store, 'people'>,
  { actor, tokenHash }: Pick<SignedIn, 'actor' | 'tokenHash'>,
): Promise<void> {
  const atMs = clock.nowMs();
  const label = actorLabel(actor);
  await people.change(async ({ sessions, audit }) => {
    if (!(await sessions.revoke(tokenHash, atMs))) return;
    await audit.append({ atMs, actor: label, agency: actor.agency, action: 'sign-out', subject: label, payload: {} });
  });
}

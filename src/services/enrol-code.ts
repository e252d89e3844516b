/** Sets up time-based codes for whoever is signed in. */
import { actorLabel } from '../domain/actor.ts';
import { AppError } from '../errors.ts';
import { openCodeSecret, sealCodeSecret } from './code-secret.ts';
import type { Ports } from './ports.ts';
import type { SignedIn } from './read-session.ts';
import type { Store } from './store-ports.ts';
import { type ShownCodeSecret, showCodeSecret, stepOfCode } from './time-based-code.ts';

/** RFC 4226 recommends 160 bits. */
const secretBytes = 20;

/**
 * Makes a secret, which is shown this once; it counts when a code of it is entered.
 * @throws `refused` where codes are set up already: whoever got hold of a session must not put another authenticator in place of the person's.
 */
export async function startCode(
  ports: Pick<Ports, 'clock' | 'keys' | 'secrets'>,
  { people }: Pick<Store, 'people'>,
  { actor }: Pick<SignedIn, 'actor'>,
): Promise<ShownCodeSecret> {
  const account = await people.accounts.get(actor.id);
  if (account?.codeEnrolledAtMs !== undefined) {
    throw new AppError('refused', { reason: 'codes are set up already; an administrator can take them away' });
  }
  const secret = ports.secrets.bytes(secretBytes);
  const sealed = sealCodeSecret(await ports.keys.identityKey(), ports.secrets, actor.id, secret);
  await people.accounts.setCodeSecret(actor.id, sealed);
  return showCodeSecret(secret, actor.name);
}

/**
 * Confirms the secret by a code of it: from now on signing in needs one.
 * @throws `refused` where no secret waits or the code is not right.
 */
export async function confirmCode(
  ports: Pick<Ports, 'clock' | 'keys'>,
  { people }: Pick<Store, 'people'>,
  { actor }: Pick<SignedIn, 'actor'>,
  code: string,
): Promise<void> {
  const atMs = ports.clock.nowMs();
  const account = await people.accounts.get(actor.id);
  if (account?.codeSecret === undefined || account.codeEnrolledAtMs !== undefined) {
    throw new AppError('refused', { reason: 'no secret waits for its first code' });
  }
  const step = stepOfCode(openCodeSecret(await ports.keys.identityKey(), actor.id, account.codeSecret), code, atMs);
  if (step === undefined) throw new AppError('refused', { reason: 'the code is not right' });
  const label = actorLabel(actor);
  await people.change(async ({ accounts, audit }) => {
    await accounts.takeCodeStep(actor.id, step);
    await accounts.enrolCode(actor.id, atMs);
    const entry = { atMs, actor: label, agency: actor.agency, subject: label, payload: {} };
    await audit.append({ ...entry, action: 'enrol-code' });
  });
}

/** Signs a person in. */
import { accountName, isAccountName } from '../domain/account-name.ts';
import { actorLabel } from '../domain/actor.ts';
import { installationAgency } from '../domain/agency.ts';
import { failuresBeforeLock } from '../domain/lock-out.ts';
import { sessionLongestMs } from '../domain/session-life.ts';
import { AppError } from '../errors.ts';
import { openCodeSecret } from './code-secret.ts';
import { drawToken, hashOfToken } from './draw-secrets.ts';
import { typedPassword } from './password-rules.ts';
import type { Account } from './people-ports.ts';
import type { Ports } from './ports.ts';
import { type SignedIn, signedInBy } from './read-session.ts';
import type { Store } from './store-ports.ts';
import { stepOfCode } from './time-based-code.ts';

/** What a person gives to be known by. */
interface Credentials {
  readonly name: string;
  readonly password: string;
  /** Six digits; needed once codes are set up. */
  readonly code: string | undefined;
  /** Of a session that the browser still had; it ends. */
  readonly formerToken?: string | undefined;
}

/**
 * Signs a person in and begins a session. Every attempt costs the same and fails the same, whatever is wrong: the name, the password, the code, or an account that is locked or disabled.
 * Each failure stands in the audit.
 * @returns the token of the session, which is kept nowhere, and who it is of.
 * @throws `unauthorised`.
 */
export async function signIn(
  ports: Pick<Ports, 'clock' | 'passwords' | 'secrets' | 'keys'>,
  { people }: Pick<Store, 'people'>,
  { name: given, password, code, formerToken }: Credentials,
): Promise<{ readonly token: string; readonly signedIn: SignedIn }> {
  const nowMs = ports.clock.nowMs();
  const name = accountName(given);
  const account = isAccountName(name) ? await people.accounts.find(name) : undefined;
  const attempts = await people.accounts.countAttempt(account?.id ?? 0, nowMs);
  const isOpen = account?.isEnabled === true && attempts !== undefined;
  const isPassword = await ports.passwords.verify(typedPassword(password), isOpen ? account.passwordHash : undefined);
  if (account === undefined || !isPassword || !(await isRightCode(account, code, nowMs))) {
    await people.change(async ({ audit }) => {
      await audit.append(failureOf(account));
      if (account !== undefined && attempts !== undefined && attempts >= failuresBeforeLock) {
        await audit.append({ ...entryOf(account), actor: 'system', action: 'lock-account', payload: { attempts } });
      }
    });
    throw new AppError('unauthorised');
  }
  const token = drawToken(ports.secrets);
  const session = {
    tokenHash: hashOfToken(token),
    accountId: account.id,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + sessionLongestMs,
  };
  await people.change(async ({ accounts, sessions, audit }) => {
    await accounts.clearAttempts(account.id);
    if (formerToken !== undefined) await sessions.revoke(hashOfToken(formerToken), nowMs);
    await sessions.removeOver(account.id, nowMs);
    await sessions.add(session);
    await audit.append({ ...entryOf(account), action: 'sign-in', payload: {} });
  });
  return { token, signedIn: signedInBy({ ...session, account, lastSeenAtMs: nowMs }, nowMs) };

  async function isRightCode(of: Account, entered: string | undefined, atMs: number): Promise<boolean> {
    if (of.codeSecret === undefined || of.codeEnrolledAtMs === undefined) return true;
    if (entered === undefined) return false;
    const secret = openCodeSecret(await ports.keys.identityKey(), of.id, of.codeSecret);
    const step = stepOfCode(secret, entered, atMs);
    return step !== undefined && (await people.accounts.takeCodeStep(of.id, step));
  }

  /** A name that is no account may be a password in the wrong field: it is not kept. */
  function failureOf(of: Account | undefined) {
    const about = of === undefined ? { atMs: nowMs, agency: installationAgency } : entryOf(of);
    return { ...about, actor: 'system', action: 'fail-sign-in', payload: {} };
  }

  function entryOf({ id, agency }: Account) {
    const label = actorLabel({ kind: 'person', id });
    return { atMs: nowMs, actor: label, agency, subject: label };
  }
}

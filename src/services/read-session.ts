/** Finds out who a session is of. */
import type { Actor } from '../domain/actor.ts';
import { sessionIdleMs } from '../domain/session-life.ts';
import { hashOfToken } from './draw-secrets.ts';
import type { LiveSession } from './people-ports.ts';
import type { Ports } from './ports.ts';
import type { Store } from './store-ports.ts';

/** Whoever is signed in. */
export interface SignedIn {
  readonly actor: Extract<Actor, { kind: 'person' }>;
  readonly displayName: string;
  /** Nothing else works until the password is changed. */
  readonly mustChangePassword: boolean;
  readonly hasCode: boolean;
  /** When the session ends if nothing more is asked. */
  readonly expiresAtMs: number;
  readonly tokenHash: Uint8Array;
}

/** That a session is used is written down to the minute. */
const seenEveryMs = 60_000;

/** Returns who a token is of; undefined where its session, its account or its agency has ended. The session is seen by this. */
export async function readSession(
  { clock }: Pick<Ports, 'clock'>,
  { people }: Pick<Store, 'people'>,
  token: string,
): Promise<SignedIn | undefined> {
  const nowMs = clock.nowMs();
  const tokenHash = hashOfToken(token);
  const session = await people.sessions.find(tokenHash, nowMs, nowMs - sessionIdleMs);
  if (session === undefined) return undefined;
  if (session.lastSeenAtMs <= nowMs - seenEveryMs) await people.sessions.see(tokenHash, nowMs);
  return signedInBy(session, nowMs);
}

/** Returns who is signed in by a session that is seen now. */
export function signedInBy({ account, tokenHash, expiresAtMs }: LiveSession, nowMs: number): SignedIn {
  const { id, name, agency, role, displayName, mustChangePassword, codeEnrolledAtMs } = account;
  return {
    actor: { kind: 'person', id, name, agency, role },
    displayName,
    mustChangePassword,
    hasCode: codeEnrolledAtMs !== undefined,
    expiresAtMs: Math.min(expiresAtMs, nowMs + sessionIdleMs),
    tokenHash,
  };
}

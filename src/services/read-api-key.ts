/** Finds out which machine a key is of. */
import { timingSafeEqual } from 'node:crypto';
import type { Actor } from '../domain/actor.ts';
import { keyScopes } from '../domain/roles.ts';
import { hashOfToken } from './draw-secrets.ts';
import type { Ports } from './ports.ts';
import type { Store } from './store-ports.ts';

/** That a key is used is written down to the minute. */
const notedEveryMs = 60_000;
/** Compared with where no key bears a prefix, so that this takes no less time. */
const nobody = new Uint8Array(32);

/** Returns the machine of a key; undefined where it is none, is over or revoked, or its agency is disabled. */
export async function readApiKey(
  { clock }: Pick<Ports, 'clock'>,
  { people }: Pick<Store, 'people'>,
  token: string,
): Promise<Extract<Actor, { kind: 'key' }> | undefined> {
  const nowMs = clock.nowMs();
  const [, prefix, secret] = /^tsk_([0-9a-z]{10})_([\w-]{43})$/.exec(token) ?? [];
  if (prefix === undefined || secret === undefined) return undefined;
  const key = await people.apiKeys.find(prefix);
  const isRight = timingSafeEqual(hashOfToken(secret), key?.secretHash ?? nobody);
  if (key === undefined || !isRight) return undefined;
  if (key.revokedAtMs !== undefined || key.expiresAtMs <= nowMs || !key.isAgencyEnabled) return undefined;
  if ((key.lastUsedAtMs ?? 0) <= nowMs - notedEveryMs) await people.apiKeys.noteUse(key.id, nowMs);
  const { id, name, agency, operatorId } = key;
  // A scope that no longer exists permits nothing.
  const scopes = keyScopes.filter((scope) => key.scopes.includes(scope));
  return { kind: 'key', id, name, agency, scopes, operatorId };
}

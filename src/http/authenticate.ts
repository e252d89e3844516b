/** Finds out who makes a request: a person by the cookie of a session, or a machine by its key. */
import type { FastifyRequest } from 'fastify';
import { readApiKey } from '../services/read-api-key.ts';
import { readSession } from '../services/read-session.ts';
import type { Authenticate } from './authenticated.ts';
import type { ServiceMeans } from './service-means.ts';
import { sessionTokenOf } from './session-cookie.ts';

/** Returns a function that finds out who makes a request. A key goes before a cookie. */
export function createAuthenticate({ ports, store }: Pick<ServiceMeans, 'ports' | 'store'>): Authenticate {
  return async (request: FastifyRequest) => {
    // Pages and their files are open: what is shown on them is not.
    if (!request.url.startsWith('/api')) return undefined;
    const bearer = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) {
      const actor = await readApiKey(ports, store, bearer);
      return actor === undefined ? undefined : { actor, isByCookie: false, mustChangePassword: false };
    }
    const token = sessionTokenOf(request);
    const signedIn = token === undefined ? undefined : await readSession(ports, store, token);
    if (signedIn === undefined) return undefined;
    return { actor: signedIn.actor, isByCookie: true, mustChangePassword: signedIn.mustChangePassword, signedIn };
  };
}

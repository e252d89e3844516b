/** Who makes a request. */
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../domain/actor.ts';
import type { SignedIn } from '../services/read-session.ts';

/** Whoever makes a request, and whether a password must be changed first. */
export interface Authenticated {
  readonly actor: Actor;
  /** The actor was told by a cookie, which a browser sends along by itself. */
  readonly isByCookie: boolean;
  readonly mustChangePassword: boolean;
  /** The session, where there is one. */
  readonly signedIn?: SignedIn;
}

/** Returns who makes a request; undefined where nobody is signed in. */
export type Authenticate = (request: FastifyRequest) => Promise<Authenticated | undefined>;

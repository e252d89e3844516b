/** A route as data: what it takes, what it gives, and who may use it. The server, the description of the interface and the tests all read it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor } from '../domain/actor.ts';
import type { Permission } from '../domain/roles.ts';
import type { AgencyView } from '../services/agency-view-ports.ts';
import type { ServiceMeans } from './service-means.ts';

/** What a handler knows of a request beside its input. */
export interface RequestContext extends ServiceMeans {
  readonly actor: Actor;
  readonly requestId: string;
  readonly nowMs: number;
  /** Where the request comes from, for rates; never logged. */
  readonly address: string;
  /** What the actor says that it reads personal data for; undefined means the usual purpose of the role. */
  readonly purpose: string | undefined;
  /** Version that the actor read, from If-Match. */
  readonly ifMatch: number | undefined;
  /** The store as the actor's agency may see it, in one transaction. */
  inView<T>(use: (view: AgencyView) => Promise<T>): Promise<T>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

type Schema = z.ZodType | undefined;
type OutputOf<S extends Schema> = S extends z.ZodType ? z.output<S> : undefined;

/** Input of a handler, checked. */
interface RouteInput<P extends Schema, Q extends Schema, B extends Schema> {
  readonly params: OutputOf<P>;
  readonly query: OutputOf<Q>;
  readonly body: OutputOf<B>;
}

/** What a route is open to: a permission, anybody who is signed in, or everybody (signing in alone). */
export type RouteAccess = Permission | 'signed-in' | 'everybody';

/** How often an actor may use a route. */
interface RouteRate {
  readonly requests: number;
  readonly perMs: number;
}

interface RouteDefinition<P extends Schema, Q extends Schema, B extends Schema, R extends Schema> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Beneath `/api`, as `/cases/:caseId`. */
  readonly path: string;
  readonly summary: string;
  readonly permission: RouteAccess;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Shape of the reply; what it does not name is left out. Undefined for routes that answer nothing, or write the reply themselves. */
  readonly reply?: R;
  /** Status of success; the default is 200, or 204 without a reply. */
  readonly status?: number;
  readonly rate?: RouteRate;
  /** The body is a stream of bytes (`application/octet-stream`), at most so many. */
  readonly uploadBytes?: number;
  /** The reply bears a secret that is shown this once: a repeated request is told that it was done, and not the secret. */
  readonly isShownOnce?: boolean;
  /** Works while the password is still the one-time one. */
  readonly isBeforePassword?: boolean;
  handle(context: RequestContext, input: RouteInput<P, Q, B>): Promise<unknown>;
}

/** A route. */
export type Route = RouteDefinition<Schema, Schema, Schema, Schema>;

/** Returns a route whose handler is checked against its schemas. */
export function defineRoute<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
  R extends Schema = undefined,
>(
  route: Omit<RouteDefinition<P, Q, B, R>, 'handle'> & {
    handle(
      context: RequestContext,
      input: RouteInput<P, Q, B>,
    ): Promise<R extends z.ZodType ? z.output<R> | undefined : unknown>;
  },
): Route {
  return route as unknown as Route;
}

/** Routes over a store, asked by whomever a test says. */
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { Actor } from '../../src/domain/actor.ts';
import type { Role } from '../../src/domain/roles.ts';
import type { Route } from '../../src/http/define-route.ts';
import { createServiceServer } from '../../src/http/service-server.ts';
import type { Ports } from '../../src/services/ports.ts';
import type { QueuePort } from '../../src/services/queue-ports.ts';
import type { Store } from '../../src/services/store-ports.ts';

/** A server whose requests say who makes them. */
export interface ServedRoutes {
  readonly server: FastifyInstance;
  /** Asks beneath `/api`; what is no GET comes from a page of our own. */
  ask(
    actor: Actor,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    more?: InjectOptions,
  ): ReturnType<FastifyInstance['inject']>;
}

/** Returns a person of an agency. */
export function personOf(agency: string, role: Role, id = 1): Actor {
  return { kind: 'person', id, name: `${role} ${id}`, agency, role };
}

/** Serves routes; nothing in them may ask for queues. */
export async function serveRoutes(
  means: { readonly ports: Ports; readonly store: Store },
  routes: readonly Route[],
): Promise<ServedRoutes> {
  let asking: Actor | undefined;
  const server = await createServiceServer({
    means: { ...means, queues: undefined as unknown as QueuePort },
    routes,
    authenticate: async () => asking && { actor: asking, isByCookie: true, mustChangePassword: false },
    pagesFolder: undefined,
    requestsPerMinute: 100_000,
  });
  return {
    server,
    ask: (actor, method, path, more = {}) => {
      asking = actor;
      const headers = { 'x-touchstone': '1', ...more.headers };
      return server.inject({ ...more, method, url: `/api${path}`, headers }) as ReturnType<FastifyInstance['inject']>;
    },
  };
}

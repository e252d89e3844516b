import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { keyScopes, permissions, permissionsOf, roles } from '../../src/domain/roles.ts';
import type { Authenticated } from '../../src/http/authenticated.ts';
import type { RequestContext, Route } from '../../src/http/define-route.ts';
import { allRoutes } from '../../src/http/routes/all-routes.ts';
import type { ServiceMeans } from '../../src/http/service-means.ts';
import { createServiceServer } from '../../src/http/service-server.ts';

/** Reached only by who gets past the door. */
const reached = 'the handler';
let server: FastifyInstance;
let asks: Authenticated | undefined;

beforeAll(async () => {
  const means = {
    ports: { clock: { nowMs: () => 0 }, log: { info: () => {}, warn: () => {}, error: () => {} } },
    store: {},
  } as unknown as ServiceMeans;
  server = await createServiceServer({
    means,
    routes: allRoutes.map((route) => ({
      ...route,
      // The door stands before everything that a route does or checks.
      params: undefined,
      query: undefined,
      body: undefined,
      reply: undefined,
      handle: async ({ reply }: RequestContext) => reply.code(200).type('text/plain').send(reached),
    })) as unknown as Route[],
    authenticate: async () => asks,
    pagesFolder: undefined,
    requestsPerMinute: 1_000_000,
  });
});
afterAll(() => server.close());

async function statusFor(route: Route, actor: Actor | undefined, isByCookie = true): Promise<number> {
  asks = actor === undefined ? undefined : { actor, isByCookie, mustChangePassword: false };
  const reply = await server.inject({
    method: route.method,
    url: `/api${route.path.replace(/:\w+/g, '1')}`,
    headers: { 'x-touchstone': '1' },
  });
  return reply.statusCode;
}

const nameOf = ({ method, path, permission }: Route): string => `${method} ${path} (${permission})`;
let lastId = 0;
/** Everyone is somebody new, so that no rate is used up. */
const person = (role: (typeof roles)[number]): Actor => ({
  kind: 'person',
  id: ++lastId,
  name: role,
  agency: 'A',
  role,
});

describe('the door of every route', () => {
  it('stands before as many routes as there are addresses', () => {
    expect(new Set(allRoutes.map(({ method, path }) => `${method} ${path}`)).size).toBe(allRoutes.length);
    expect(allRoutes.filter(({ permission }) => permission === 'everybody').map(nameOf)).toEqual([
      'POST /session (everybody)',
    ]);
  });

  it.each(allRoutes.filter(({ permission }) => permission !== 'everybody').map((route) => [nameOf(route), route]))(
    '%s',
    async (_, route) => {
      const { permission } = route as Route;
      expect(await statusFor(route as Route, undefined)).toBe(401);
      for (const role of roles) {
        const isOpen = permission === 'signed-in' || permissionsOf[role].includes(permission as never);
        expect([role, await statusFor(route as Route, person(role))]).toEqual([role, isOpen ? 200 : 403]);
      }
      for (const scope of keyScopes) {
        const key: Actor = {
          kind: 'key',
          id: ++lastId,
          name: 'k',
          agency: 'A',
          scopes: [scope],
          operatorId: undefined,
        };
        const isOpen = permission === 'signed-in' || permission === scope;
        expect([scope, await statusFor(route as Route, key, false)]).toEqual([scope, isOpen ? 200 : 403]);
      }
    },
  );

  it('is asked for by every permission but those that no route needs yet', () => {
    const asked = new Set(allRoutes.map(({ permission }) => permission));
    expect(permissions.filter((permission) => !asked.has(permission))).toEqual(['steal-claims']);
  });

  it('is shut for an auditor wherever something changes, and for an administrator wherever cases are', () => {
    const changing = allRoutes.filter(({ method, permission }) => method !== 'GET' && permission !== 'signed-in');
    for (const { permission } of changing) expect(permissionsOf.auditor).not.toContain(permission);
    for (const permission of ['see-consignments', 'search-consignments', 'see-queue', 'see-quarantine'] as const) {
      expect(permissionsOf.administrator).not.toContain(permission);
    }
  });
});

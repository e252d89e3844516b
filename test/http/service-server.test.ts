import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../../src/domain/actor.ts';
import type { Role } from '../../src/domain/roles.ts';
import { AppError } from '../../src/errors.ts';
import { defineRoute, type Route } from '../../src/http/define-route.ts';
import type { ServiceMeans } from '../../src/http/service-means.ts';
import { createServiceServer } from '../../src/http/service-server.ts';
import type { IdempotencyPort, RepeatState } from '../../src/services/idempotency-ports.ts';

const logged: { event: string; fields: unknown }[] = [];
let server: FastifyInstance | undefined;
let handled = 0;

afterEach(async () => {
  await server?.close();
  logged.length = 0;
  handled = 0;
});

const routes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/things/:thingId',
    summary: 'Does a thing.',
    permission: 'decide-cases',
    params: z.object({ thingId: z.coerce.number().int().positive() }),
    body: z.strictObject({ name: z.string().min(1), deep: z.unknown().optional() }),
    reply: z.object({ name: z.string(), times: z.number() }),
    handle: async (_, { params, body }) => {
      handled++;
      if (body.name === 'refused') throw new AppError('refused', { reason: 'not today' });
      if (body.name === 'broken') throw new Error('secret detail in /etc/passwd');
      const surplus = { name: `${body.name} ${params.thingId}`, times: handled, secret: 'not for you' };
      return surplus;
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/open',
    summary: 'Says who asks.',
    permission: 'signed-in',
    reply: z.object({ agency: z.string() }),
    rate: { requests: 3, perMs: 60_000 },
    handle: async ({ actor }) => ({ agency: actor.agency }),
  }),
];

function person(role: Role): Actor {
  return { kind: 'person', id: 7, name: 'olga', agency: 'AURELIA', role };
}

async function serve(
  actor: Actor | undefined,
  options: { mustChangePassword?: boolean } = {},
): Promise<FastifyInstance> {
  const kept = new Map<string, { hash: string; answer?: { status: number; body: string } }>();
  const idempotency: IdempotencyPort = {
    begin: async ({ key, requestHash }): Promise<RepeatState> => {
      const hash = Buffer.from(requestHash).toString('hex');
      const known = kept.get(key);
      if (known === undefined) kept.set(key, { hash });
      if (known === undefined) return { state: 'new' };
      if (known.hash !== hash) return { state: 'different' };
      return known.answer === undefined ? { state: 'running' } : { state: 'done', ...known.answer };
    },
    finish: async ({ key }, answer) => void Object.assign(kept.get(key)!, { answer }),
    abandon: async ({ key }) => void kept.delete(key),
  };
  const log = (event: string, fields: unknown): void => void logged.push({ event, fields });
  const means = {
    ports: { clock: { nowMs: () => 1000 }, log: { info: log, warn: log, error: log } },
    store: { idempotency },
  } as unknown as ServiceMeans;
  server = await createServiceServer({
    means,
    routes,
    authenticate: async () =>
      actor === undefined
        ? undefined
        : { actor, isByCookie: true, mustChangePassword: options.mustChangePassword ?? false },
    pagesFolder: undefined,
  });
  return server;
}

const headers = { 'x-touchstone': '1' };
const post = (payload: unknown, more: Record<string, string> = {}) =>
  ({ method: 'POST', url: '/api/things/3', payload: payload as object, headers: { ...headers, ...more } }) as const;

describe('the service server', () => {
  it('lets a permitted role through, and answers nothing that the schema does not name', async () => {
    const reply = await (await serve(person('targeting-officer'))).inject(post({ name: 'a' }));
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toEqual({ name: 'a 3', times: 1 });
  });

  it('refuses whoever is not signed in, has the wrong role, or has still to change the password', async () => {
    expect((await (await serve(undefined)).inject(post({ name: 'a' }))).statusCode).toBe(401);
    await server?.close();
    expect((await (await serve(person('auditor'))).inject(post({ name: 'a' }))).statusCode).toBe(403);
    await server?.close();
    const early = await serve(person('supervisor'), { mustChangePassword: true });
    expect((await early.inject(post({ name: 'a' }))).statusCode).toBe(403);
    expect(handled).toBe(0);
  });

  it('refuses a change that another site made the browser send', async () => {
    const app = await serve(person('supervisor'));
    const { 'x-touchstone': _, ...without } = headers;
    expect((await app.inject({ ...post({ name: 'a' }), headers: without })).statusCode).toBe(403);
    expect((await app.inject(post({ name: 'a' }, { origin: 'https://evil.example' }))).statusCode).toBe(403);
    expect((await app.inject(post({ name: 'a' }, { origin: 'null' }))).statusCode).toBe(403);
    expect(
      (await app.inject(post({ name: 'a' }, { origin: 'http://localhost:8080', host: 'localhost:8080' }))).statusCode,
    ).toBe(200);
    expect(handled).toBe(1);
  });

  it('tells what is wrong with a request, field by field', async () => {
    const app = await serve(person('supervisor'));
    const reply = await app.inject(post({ name: '', surplus: 1 }));
    expect(reply.statusCode).toBe(400);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(reply.json()).toMatchObject({ code: 'usage', status: 400, errors: [{ field: 'name' }, {}] });
    expect((await app.inject({ ...post({ name: 'a' }), url: '/api/things/x' })).statusCode).toBe(400);
    expect(
      (await app.inject({ ...post('{"name":'), headers: { ...headers, 'content-type': 'application/json' } }))
        .statusCode,
    ).toBe(400);
  });

  it('answers failures by their codes, and says nothing of a defect but the request id', async () => {
    const app = await serve(person('supervisor'));
    expect((await app.inject(post({ name: 'refused' }))).json()).toMatchObject({
      status: 409,
      code: 'refused',
      detail: 'not today',
    });
    const broken = await app.inject(post({ name: 'broken' }));
    expect(broken.statusCode).toBe(500);
    expect(broken.body).not.toContain('secret');
    expect(broken.body).not.toContain('.ts');
    expect(logged.map(({ event }) => event)).toEqual(['request-failed']);
  });

  it('refuses bodies that are nested too deep or too large', async () => {
    const app = await serve(person('supervisor'));
    let deep: unknown = 1;
    for (let level = 0; level < 40; level++) deep = { deep };
    expect((await app.inject(post({ name: 'a', deep }))).statusCode).toBe(413);
    expect((await app.inject(post({ name: 'a'.repeat(2_000_000) }))).statusCode).toBe(413);
    expect(handled).toBe(0);
  });

  it('does a repeated request once and gives the same answer again', async () => {
    const app = await serve(person('supervisor'));
    const key = { 'idempotency-key': 'key-0001' };
    const first = await app.inject(post({ name: 'a' }, key));
    const second = await app.inject(post({ name: 'a' }, key));
    expect(second.body).toBe(first.body);
    expect(second.statusCode).toBe(200);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect((await app.inject(post({ name: 'b' }, key))).statusCode).toBe(400);
    const refused = { 'idempotency-key': 'key-0002' };
    const no = await app.inject(post({ name: 'refused' }, refused));
    const again = await app.inject(post({ name: 'refused' }, refused));
    expect([no.statusCode, again.statusCode, again.body]).toEqual([409, 409, no.body]);
    expect(handled).toBe(2);
  });

  it('does a request again that failed in the server', async () => {
    const app = await serve(person('supervisor'));
    const key = { 'idempotency-key': 'key-0003' };
    await app.inject(post({ name: 'broken' }, key));
    await app.inject(post({ name: 'broken' }, key));
    expect(handled).toBe(2);
  });

  it('holds rates', async () => {
    const app = await serve(person('supervisor'));
    const codes = [];
    for (let n = 0; n < 4; n++) codes.push((await app.inject({ url: '/api/open' })).statusCode);
    expect(codes).toEqual([200, 200, 200, 429]);
  });

  it('sends headers that keep pages to themselves', async () => {
    const reply = await (await serve(person('supervisor'))).inject({ url: '/api/open' });
    expect(reply.headers['content-security-policy']).toContain("default-src 'self'");
    expect(reply.headers['content-security-policy']).not.toContain('unsafe');
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
    expect(reply.headers['cache-control']).toBe('no-store');
  });

  it('describes every route in OpenAPI 3.1, to whoever is signed in', async () => {
    const app = await serve(person('supervisor'));
    const document = (await app.inject({ url: '/api/openapi.json' })).json();
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/api/things/{thingId}', '/api/open']));
    await app.close();
    expect((await (await serve(undefined)).inject({ url: '/api/openapi.json' })).statusCode).toBe(401);
    expect((await server!.inject({ url: '/api/docs' })).statusCode).toBe(401);
  });

  it('knows no other address', async () => {
    const reply = await (await serve(person('supervisor'))).inject({ url: '/nothing' });
    expect(reply.statusCode).toBe(404);
    expect(reply.json().code).toBe('not-found');
  });
});

import { Queue } from 'bullmq';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import type { ServiceMeans } from '../../src/http/service-means.ts';
import { createServiceServer } from '../../src/http/service-server.ts';
import { personOf } from '../factories/serve-routes.ts';

/** A queue that is never asked: the page alone needs none of its jobs. */
const queue = Object.assign(Object.create(Queue.prototype) as Queue, { name: 'ingest-batch' });

describe('the board of queues at the service', () => {
  let server: Awaited<ReturnType<typeof createServiceServer>>;
  let asking: { readonly actor: Actor; readonly mustChangePassword: boolean } | undefined;
  beforeAll(async () => {
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const means = { ports: { clock: { nowMs: () => 0 }, log }, store: {} } as unknown as ServiceMeans;
    server = await createServiceServer({
      means,
      routes: [],
      authenticate: async () => asking && { ...asking, isByCookie: true },
      pagesFolder: undefined,
      board: [queue],
    });
  });
  afterAll(() => server.close());

  const statusFor = async (actor: Actor | undefined, mustChangePassword = false, method: 'GET' | 'PUT' = 'GET') => {
    asking = actor && { actor, mustChangePassword };
    const url = method === 'GET' ? '/api/board' : '/api/board/api/queues/ingest-batch/pause';
    return (await server.inject({ method, url })).statusCode;
  };

  it('is for administrators of the installation alone, once their password is their own', async () => {
    const root = personOf('', 'administrator');
    expect(await statusFor(undefined)).toBe(401);
    expect(await statusFor(personOf('AURELIA', 'administrator'))).toBe(403);
    expect(await statusFor(personOf('', 'auditor'))).toBe(403);
    expect(await statusFor(root, true)).toBe(403);
    expect(await statusFor(root)).toBe(200);
    expect(await statusFor(root, false, 'PUT')).toBe(403);
  });

  it('lets its own page run and no script of another place', async () => {
    asking = { actor: personOf('', 'administrator'), mustChangePassword: false };
    const { body, headers } = await server.inject('/api/board');
    expect(body).toContain('<base href="/api/board/" />');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).toContain("base-uri 'self'");
  });
});

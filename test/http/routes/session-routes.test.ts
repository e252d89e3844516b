import type { FastifyInstance, InjectOptions } from 'fastify';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAuthenticate } from '../../../src/http/authenticate.ts';
import { peopleRoutes } from '../../../src/http/routes/people-routes.ts';
import { sessionRoutes } from '../../../src/http/routes/session-routes.ts';
import { createServiceServer } from '../../../src/http/service-server.ts';
import { commandAuthor } from '../../../src/services/change-author.ts';
import { createAgency } from '../../../src/services/create-agency.ts';
import { createApiKey } from '../../../src/services/create-api-key.ts';
import { createPerson } from '../../../src/services/create-person.ts';
import type { QueuePort } from '../../../src/services/queue-ports.ts';
import type { Store } from '../../../src/services/store-ports.ts';
import { peopleMeans } from '../../factories/people-means.ts';

const { ports, clock } = peopleMeans();
let store: Store;
let server: FastifyInstance;
let made = 0;

beforeAll(async () => {
  store = await ports.openStore('memory:');
  await createAgency(ports, store, commandAuthor, { code: 'AURELIA', name: 'Aurelia', regime: 'customs' });
});
afterAll(() => store?.close());
beforeEach(async () => {
  await server?.close();
  const means = { ports, store, queues: undefined as unknown as QueuePort };
  server = await createServiceServer({
    means,
    routes: [...sessionRoutes, ...peopleRoutes],
    authenticate: createAuthenticate(means),
    pagesFolder: undefined,
    trustedProxies: ['127.0.0.1'],
  });
});
afterAll(() => server?.close());

/** Asks as a page of our own does. */
function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, token?: string, more: InjectOptions = {}) {
  const cookies: Record<string, string> = token === undefined ? {} : { touchstone: token };
  const headers = { 'x-touchstone': '1', ...more.headers };
  return server.inject({ ...more, method, url: `/api${path}`, cookies, headers });
}

/** Makes a person, with a password of her own unless told otherwise. */
async function person(role: 'administrator' | 'analyst' = 'analyst', isOwn = true) {
  const name = `person-${++made}`;
  const fresh = await createPerson(ports, store, commandAuthor, { name, displayName: name, agency: 'AURELIA', role });
  const password = isOwn ? 'a password of my own' : fresh.oneTimePassword;
  if (isOwn) await store.people.accounts.setPassword(fresh.id, `hash of ${password}`, false);
  return { id: fresh.id, name, password };
}

async function signInAs({ name, password }: { readonly name: string; readonly password: string }): Promise<string> {
  const answer = await ask('POST', '/session', undefined, { payload: { name, password } });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.cookies[0]!.value;
}

describe('sessions by HTTP', () => {
  it('begin with a cookie that no script and no other site gets hold of', async () => {
    const ada = await person();
    const payload = { name: ada.name, password: ada.password };
    const plain = await ask('POST', '/session', undefined, { payload });
    expect(plain.cookies).toEqual([
      expect.objectContaining({ name: 'touchstone', httpOnly: true, sameSite: 'Strict', path: '/' }),
    ]);
    expect(plain.cookies[0]).not.toHaveProperty('secure');
    const secure = await ask('POST', '/session', undefined, { payload, headers: { 'x-forwarded-proto': 'https' } });
    expect(secure.cookies).toEqual([
      expect.objectContaining({ name: '__Host-touchstone', httpOnly: true, secure: true, path: '/' }),
    ]);
    expect(secure.cookies[0]).not.toHaveProperty('domain');
    expect(plain.json()).toMatchObject({
      user: { id: ada.id, name: ada.name, agency: 'AURELIA', role: 'analyst' },
      mustChangePassword: false,
      hasCode: false,
    });
    expect(plain.json().user.permissions).toContain('change-models');
    const { value } = plain.cookies[0]!;
    expect((await ask('GET', '/session', value)).json()).toEqual(plain.json());
    expect(plain.body).not.toContain(value);
  });

  it('are new at each sign-in, and the former one is over', async () => {
    const ada = await person();
    const first = await signInAs(ada);
    const again = await ask('POST', '/session', first, { payload: { name: ada.name, password: ada.password } });
    expect(again.cookies[0]!.value).not.toBe(first);
    expect((await ask('GET', '/session', first)).statusCode).toBe(401);
    expect((await ask('GET', '/session', again.cookies[0]!.value)).statusCode).toBe(200);
  });

  it('end with signing out, which takes the cookie away', async () => {
    const token = await signInAs(await person());
    const out = await ask('DELETE', '/session', token);
    expect([out.statusCode, out.cookies[0]]).toEqual([204, expect.objectContaining({ name: 'touchstone', value: '' })]);
    expect((await ask('GET', '/session', token)).statusCode).toBe(401);
    expect((await ask('DELETE', '/session', token)).statusCode).toBe(401);
  });

  it('answer every wrong attempt with the same bytes', async () => {
    const ada = await person();
    const gone = await person();
    await store.people.accounts.disable(gone.id, 1);
    const attempts = [
      { name: ada.name, password: 'wrong' },
      { name: 'nobody', password: ada.password },
      { name: gone.name, password: gone.password },
      { name: "' or 1=1", password: 'x' },
      { name: ada.name, password: 'wrong', code: '123456' },
    ];
    const answers = await Promise.all(attempts.map((payload) => ask('POST', '/session', undefined, { payload })));
    const bodies = answers.map(({ statusCode, body }) => [statusCode, { ...JSON.parse(body), requestId: '' }]);
    expect(new Set(bodies.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(bodies[0]![0]).toBe(401);
    expect(answers.every(({ cookies }) => cookies.length === 0)).toBe(true);
  });

  it('cannot be begun or used by a page of another site', async () => {
    const ada = await person();
    const payload = { name: ada.name, password: ada.password };
    const url = '/api/session';
    const bare = await server.inject({ method: 'POST', url, payload });
    const foreign = await ask('POST', '/session', undefined, { payload, headers: { origin: 'https://evil.example' } });
    expect([bare.statusCode, foreign.statusCode]).toEqual([403, 403]);
    const token = await signInAs(ada);
    const out = await server.inject({ method: 'DELETE', url, cookies: { touchstone: token } });
    expect(out.statusCode).toBe(403);
    expect((await ask('GET', '/session', token)).statusCode).toBe(200);
  });

  it('allow nothing but a new password while it is the one-time one', async () => {
    const root = await person('administrator', false);
    const token = await signInAs(root);
    expect((await ask('GET', '/session', token)).json().mustChangePassword).toBe(true);
    for (const [method, path] of [
      ['GET', '/users'],
      ['POST', '/session/code'],
    ] as const) {
      expect((await ask(method, path, token)).statusCode, path).toBe(403);
    }
    const change = (newPassword: string, password = root.password) =>
      ask('POST', '/session/password', token, { payload: { password, newPassword } });
    expect((await change('short')).statusCode).toBe(400);
    expect((await change('quite long enough', 'wrong')).statusCode).toBe(409);
    expect((await change('quite long enough')).statusCode).toBe(204);
    expect((await ask('GET', '/session', token)).json().mustChangePassword).toBe(false);
    expect((await ask('GET', '/users', token)).statusCode).toBe(200);
  });

  it('need a code once codes are set up', async () => {
    const ada = await person();
    const token = await signInAs(ada);
    const { secret, uri } = (await ask('POST', '/session/code', token)).json();
    expect(uri).toContain(secret);
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = () => totp.generate({ timestamp: clock.nowMs });
    const payload = { code: code() };
    expect((await ask('PUT', '/session/code', token, { payload: { code: 'abc' } })).statusCode).toBe(400);
    expect((await ask('PUT', '/session/code', token, { payload })).statusCode).toBe(204);
    clock.nowMs += 30_000;
    const signIn = (more: object) =>
      ask('POST', '/session', undefined, { payload: { name: ada.name, password: ada.password, ...more } });
    expect((await signIn({})).statusCode).toBe(401);
    expect((await signIn({ code: code() })).json().hasCode).toBe(true);
  });

  it('are not for machines', async () => {
    const feed = { name: 'feed', agency: 'AURELIA', scopes: ['see-batches'], operatorId: undefined, days: 1 } as const;
    const { key } = await createApiKey(ports, store, commandAuthor, feed);
    const headers = { authorization: `Bearer ${key}` };
    for (const [method, path] of [
      ['GET', '/session'],
      ['DELETE', '/session'],
      ['POST', '/session/code'],
      ['GET', '/users'],
      ['GET', '/keys'],
    ] as const) {
      expect((await ask(method, path, undefined, { headers })).statusCode, path).toBe(403);
    }
  });

  it('cannot be tried for without end from one address', async () => {
    const payload = { name: 'nobody', password: 'x' };
    const codes: number[] = [];
    for (let at = 0; at < 35; at++) {
      codes.push((await ask('POST', '/session', undefined, { payload, remoteAddress: '10.1.1.1' })).statusCode);
    }
    expect(codes.slice(0, 30).every((code) => code === 401)).toBe(true);
    expect(codes.slice(30)).toEqual([429, 429, 429, 429, 429]);
    const elsewhere = await ask('POST', '/session', undefined, { payload, remoteAddress: '10.1.1.2' });
    expect(elsewhere.statusCode).toBe(401);
  });
});

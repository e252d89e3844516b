import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installationAgency } from '../../../src/domain/agency.ts';
import { roles } from '../../../src/domain/roles.ts';
import { peopleRoutes } from '../../../src/http/routes/people-routes.ts';
import { commandAuthor } from '../../../src/services/change-author.ts';
import { createAgency } from '../../../src/services/create-agency.ts';
import { createApiKey } from '../../../src/services/create-api-key.ts';
import { createPerson } from '../../../src/services/create-person.ts';
import { readApiKey } from '../../../src/services/read-api-key.ts';
import { readSession } from '../../../src/services/read-session.ts';
import { signIn } from '../../../src/services/sign-in.ts';
import type { Store } from '../../../src/services/store-ports.ts';
import { peopleMeans } from '../../factories/people-means.ts';
import { personOf, type ServedRoutes, serveRoutes } from '../../factories/serve-routes.ts';

const { ports, clock } = peopleMeans();
let store: Store;
let served: ServedRoutes;
let made = 0;
beforeAll(async () => {
  store = await ports.openStore('memory:');
  for (const code of ['AURELIA', 'ZETA']) {
    await createAgency(ports, store, commandAuthor, { code, name: code, regime: 'customs' });
  }
  served = await serveRoutes({ ports, store }, peopleRoutes);
});
afterAll(async () => {
  await served?.server.close();
  await store?.close();
});
beforeEach(() => {
  made++;
});

const root = personOf(installationAgency, 'administrator', 901);
const administrator = personOf('AURELIA', 'administrator', 902);
const newUser = (changes: object = {}) => ({
  payload: { name: `user-${made}`, displayName: 'User', role: 'planner', ...changes },
});
const feed = { name: 'feed', scopes: ['submit-batches'] };
const makePerson = (name: string, agency: string) =>
  createPerson(ports, store, commandAuthor, { name, displayName: name, agency, role: 'analyst' });

describe('people by HTTP', () => {
  it('are made in the agency of whoever asks, with a password shown once', async () => {
    const key = { headers: { 'idempotency-key': `make-user-${made}` } };
    const first = await served.ask(administrator, 'POST', '/users', { ...newUser(), ...key });
    expect(first.statusCode, first.body).toBe(201);
    const { id, oneTimePassword } = first.json();
    const { signedIn } = await signIn(ports, store, {
      name: `user-${made}`,
      password: oneTimePassword,
      code: undefined,
    });
    expect(signedIn.actor).toMatchObject({ id, agency: 'AURELIA', role: 'planner' });
    const again = await served.ask(administrator, 'POST', '/users', { ...newUser(), ...key });
    expect([again.statusCode, again.json().code]).toEqual([409, 'conflict']);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).not.toContain(oneTimePassword);
    const taken = await served.ask(administrator, 'POST', '/users', newUser());
    expect([taken.statusCode, taken.json().code]).toEqual([409, 'conflict']);
    const listed = await served.ask(administrator, 'GET', '/users');
    expect(listed.json().items).toContainEqual({
      id,
      name: `user-${made}`,
      displayName: 'User',
      agency: 'AURELIA',
      role: 'planner',
      hasCode: false,
      mustChangePassword: true,
      isLocked: false,
      createdAtMs: clock.nowMs,
      disabledAtMs: null,
    });
    expect(listed.body).not.toMatch(/hash of|passwordHash|codeSecret/);
  });

  it.each([
    [{ role: 'king' }, 400],
    [{ name: 'a' }, 400],
    [{ name: "x'; drop table person_account; --" }, 400],
    [{ displayName: 'two\nlines' }, 400],
    [{ displayName: 'nul\0' }, 400],
    [{ agency: 'ZETA' }, 404],
    [{ agency: 'nul\0' }, 400],
    [{ agency: '' }, 403],
    [{ isEnabled: true }, 400],
  ])('are not made with %j', async (changes, status) => {
    const answer = await served.ask(administrator, 'POST', '/users', newUser(changes));
    expect(answer.statusCode, answer.body).toBe(status);
  });

  it('of another agency are not there', async () => {
    const { id } = await makePerson(`other-${made}`, 'ZETA');
    const bodies: unknown[] = [];
    for (const userId of [id, 987_654]) {
      for (const path of [`/users/${userId}/disable`, `/users/${userId}/password`]) {
        const answer = await served.ask(administrator, 'POST', path, { payload: {} });
        expect(answer.statusCode).toBe(404);
        bodies.push(answer.body.replaceAll(String(userId), 'ID').replace(/"requestId":"[^"]*"/, ''));
      }
    }
    expect(new Set(bodies).size).toBe(1);
    expect((await served.ask(administrator, 'GET', '/users')).body).not.toContain(`other-${made}`);
    expect((await served.ask(root, 'GET', '/users')).body).toContain(`other-${made}`);
  });

  it('are disabled, and get a new password', async () => {
    const own = await makePerson(`own-${made}`, 'AURELIA');
    const reset = await served.ask(administrator, 'POST', `/users/${own.id}/password`, { payload: {} });
    expect(reset.json().oneTimePassword).toMatch(/^[0-9a-z]{5}(-[0-9a-z]{5}){3}$/);
    expect((await served.ask(administrator, 'POST', `/users/${own.id}/disable`)).statusCode).toBe(204);
    expect((await store.people.accounts.get(own.id))?.isEnabled).toBe(false);
    const self = await served.ask(personOf('AURELIA', 'administrator', own.id), 'POST', `/users/${own.id}/disable`);
    expect(self.statusCode).toBe(409);
  });
});

describe('what was disabled, by HTTP', () => {
  const trail = async (subject: string) =>
    (await store.audit.find({ subject, limit: 10 })).entries.map(({ actor, action }) => `${actor} ${action}`);

  it('is enabled again, a person with the password that it had', async () => {
    const { id, oneTimePassword } = await makePerson(`back-${made}`, 'AURELIA');
    const signingIn = () => signIn(ports, store, { name: `back-${made}`, password: oneTimePassword, code: undefined });
    await served.ask(administrator, 'POST', `/users/${id}/disable`);
    await expect(signingIn()).rejects.toMatchObject({ code: 'unauthorised' });
    for (const _ of [1, 2]) {
      expect((await served.ask(administrator, 'POST', `/users/${id}/enable`)).statusCode).toBe(204);
    }
    expect((await signingIn()).signedIn.actor.id).toBe(id);
    expect((await trail(`person:${id}`)).filter((entry) => entry.includes('able-'))).toEqual([
      'person:902 enable-person',
      'person:902 disable-person',
    ]);
    const other = await makePerson(`far-${made}`, 'ZETA');
    expect((await served.ask(administrator, 'POST', `/users/${other.id}/enable`)).statusCode).toBe(404);
    const self = personOf('AURELIA', 'administrator', id);
    expect((await served.ask(self, 'POST', `/users/${id}/enable`)).statusCode).toBe(409);
  });

  it('is enabled again, an agency by the installation alone', async () => {
    const code = `B${made}`;
    await createAgency(ports, store, commandAuthor, { code, name: code, regime: 'customs' });
    const { id, oneTimePassword } = await makePerson(`of-${made}`, code);
    const { token } = await signIn(ports, store, { name: `of-${made}`, password: oneTimePassword, code: undefined });
    await served.ask(root, 'POST', `/agencies/${code}/disable`);
    expect((await store.people.accounts.get(id))?.isEnabled).toBe(false);
    expect((await served.ask(administrator, 'POST', `/agencies/${code}/enable`)).statusCode).toBe(403);
    for (const _ of [1, 2]) expect((await served.ask(root, 'POST', `/agencies/${code}/enable`)).statusCode).toBe(204);
    expect((await store.people.accounts.get(id))?.isEnabled).toBe(true);
    expect(await readSession(ports, store, token)).toBeUndefined();
    expect(await trail(`agency:${code}`)).toEqual([
      'person:901 enable-agency',
      'person:901 disable-agency',
      'command create-agency',
    ]);
    expect((await served.ask(root, 'POST', '/agencies/NOWHERE/enable')).statusCode).toBe(404);
  });
});

describe('agencies by HTTP', () => {
  it('are made and disabled by the installation alone', async () => {
    const payload = { code: `E${made}`, name: 'Eta', regime: 'police' };
    expect((await served.ask(administrator, 'POST', '/agencies', { payload })).statusCode).toBe(403);
    expect((await served.ask(root, 'POST', '/agencies', { payload })).statusCode).toBe(204);
    expect((await served.ask(root, 'POST', '/agencies', { payload })).statusCode).toBe(409);
    expect((await served.ask(root, 'POST', `/agencies/E${made}/disable`)).statusCode).toBe(204);
    expect((await served.ask(root, 'POST', '/agencies/nul%00/disable')).statusCode).toBe(400);
    expect((await served.ask(administrator, 'POST', '/agencies/AURELIA/disable')).statusCode).toBe(403);
    const all = await served.ask(root, 'GET', '/agencies');
    expect(all.json().items).toContainEqual({
      code: `E${made}`,
      name: 'Eta',
      regime: 'police',
      hasCapacity: false,
      createdAtMs: clock.nowMs,
      disabledAtMs: clock.nowMs,
    });
    const own = await served.ask(administrator, 'GET', '/agencies');
    expect(own.json().items).toMatchObject([{ code: 'AURELIA' }]);
  });

  it('have a capacity that two planners do not overwrite for each other', async () => {
    const planner = personOf('AURELIA', 'planner');
    const empty = await served.ask(planner, 'GET', '/capacity');
    const usual = { office: '*', channel: '*', shift: 'each', examinations: 40 };
    expect([empty.json(), empty.headers.etag]).toEqual([{ text: null, lines: [usual], version: 0 }, '"0"']);
    const text = 'capacity:\n  - { channel: post, examinations: 4 }\n';
    const put = (given: string, version?: string) =>
      served.ask(planner, 'PUT', '/capacity', {
        payload: { text: given },
        headers: version === undefined ? {} : { 'if-match': version },
      });
    const first = await put(text, '"0"');
    const lines = [{ office: '*', channel: 'post', shift: 'each', examinations: 4 }];
    expect([first.json(), first.headers.etag]).toEqual([{ text, lines, version: 1 }, '"1"']);
    const late = await put(text, '"0"');
    expect([late.statusCode, late.json().code]).toEqual([412, 'stale-version']);
    expect((await put('capacity: 3')).statusCode).toBe(400);
    expect((await put(`${text}# \0`)).statusCode).toBe(400);
    expect((await put(text)).json().version).toBe(2);
    expect((await served.ask(personOf('ZETA', 'planner'), 'GET', '/capacity')).json().text).toBeNull();
  });
});

describe('keys of machines by HTTP', () => {
  it('are made, listed without their secret, and revoked', async () => {
    const answer = await served.ask(administrator, 'POST', '/keys', { payload: feed });
    expect(answer.statusCode, answer.body).toBe(201);
    const { id, key } = answer.json();
    expect(await readApiKey(ports, store, key)).toMatchObject({ id, agency: 'AURELIA', scopes: ['submit-batches'] });
    const listed = await served.ask(administrator, 'GET', '/keys');
    expect(listed.json().items).toMatchObject([
      { id, name: 'feed', agency: 'AURELIA', createdBy: 'person:902', operatorId: null, revokedAtMs: null },
    ]);
    expect(listed.body).not.toContain(key.slice(-43));
    expect(listed.body).not.toContain('secretHash');
    expect((await served.ask(administrator, 'POST', `/keys/${id}/revoke`)).statusCode).toBe(204);
    expect(await readApiKey(ports, store, key)).toBeUndefined();
  });

  it('cannot be given what belongs to people, nor another agency', async () => {
    for (const [changes, status] of [
      [{ scopes: ['decide-cases'] }, 400],
      [{ scopes: ['change-users'] }, 400],
      [{ scopes: [] }, 400],
      [{ days: 4000 }, 400],
      [{ agency: 'ZETA' }, 404],
      [{ operatorId: 3 }, 400],
    ] as const) {
      const answer = await served.ask(administrator, 'POST', '/keys', { payload: { ...feed, ...changes } });
      expect(answer.statusCode, JSON.stringify(changes)).toBe(status);
    }
    const foreign = { ...feed, scopes: ['see-batches'] as const, agency: 'ZETA', operatorId: undefined, days: 1 };
    const { id } = await createApiKey(ports, store, commandAuthor, foreign);
    expect((await served.ask(administrator, 'POST', `/keys/${id}/revoke`)).statusCode).toBe(404);
    expect((await served.ask(administrator, 'GET', '/keys')).body).not.toContain('"ZETA"');
  });
});

describe('who may', () => {
  it('is administrators; auditors read', async () => {
    for (const role of roles) {
      const actor = personOf('AURELIA', role);
      const isReader = role === 'administrator' || role === 'auditor';
      for (const path of ['/users', '/keys', '/agencies']) {
        const { statusCode } = await served.ask(actor, 'GET', path);
        expect(statusCode, `${role} ${path}`).toBe(isReader ? 200 : 403);
      }
      if (role === 'administrator') continue;
      for (const path of ['/users', '/users/1/disable', '/users/1/password', '/keys', '/keys/1/revoke', '/agencies']) {
        const { statusCode } = await served.ask(actor, 'POST', path, { payload: {} });
        expect(statusCode, `${role} ${path}`).toBe(403);
      }
    }
  });
});

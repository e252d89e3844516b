import { describe, expect, it } from 'vitest';
import { dayMs } from '../../src/domain/moment.ts';
import { type ChangeAuthor, commandAuthor } from '../../src/services/change-author.ts';
import { createApiKey } from '../../src/services/create-api-key.ts';
import { disableAgency } from '../../src/services/disable-agency.ts';
import { listApiKeys } from '../../src/services/list-api-keys.ts';
import { readApiKey } from '../../src/services/read-api-key.ts';
import { revokeApiKey } from '../../src/services/revoke-api-key.ts';
import { peopleStore } from './people-store.ts';

const given = peopleStore();
const { ports, clock, store } = given;
const ofAurelia: ChangeAuthor = { label: 'person:900', agency: 'AURELIA' };
const feed = {
  name: 'feed of declarations',
  agency: 'AURELIA',
  scopes: ['submit-batches', 'see-batches'],
  operatorId: undefined,
  days: 90,
} as const;
const read = (key: string) => readApiKey(ports, store, key);

describe('keys of machines', () => {
  it('say who they are of and what they may do, and are kept nowhere', async () => {
    const { id, key } = await createApiKey(ports, store, ofAurelia, feed);
    expect(key).toMatch(/^tsk_[0-9a-z]{10}_[\w-]{43}$/);
    expect(await read(key)).toEqual({
      kind: 'key',
      id,
      name: feed.name,
      agency: 'AURELIA',
      scopes: feed.scopes,
      operatorId: undefined,
    });
    const [listed] = await listApiKeys(store, ofAurelia);
    expect(listed).toMatchObject({ id, createdBy: 'person:900', lastUsedAtMs: clock.nowMs });
    const secret = key.slice(-43);
    expect(JSON.stringify([listed, await given.audit.find({ limit: 100 })])).not.toContain(secret);
    expect(listed).not.toHaveProperty('secretHash');
    expect(await given.audited()).toContain(`person:900 create-api-key key:${id} of AURELIA`);
  });

  it('open nothing when they are changed, over, revoked, or their agency is disabled', async () => {
    const { key } = await createApiKey(ports, store, ofAurelia, feed);
    const other = key.endsWith('A') ? 'B' : 'A';
    for (const wrong of ['', 'tsk__', `${key}x`, key.slice(0, -1) + other, key.replace('tsk_', 'tsk_z'), `x${key}`]) {
      expect(await read(wrong), wrong).toBeUndefined();
    }
    const swapped = await createApiKey(ports, store, ofAurelia, feed);
    expect(await read(key.slice(0, 15) + swapped.key.slice(15))).toBeUndefined();

    const revoked = await createApiKey(ports, store, ofAurelia, feed);
    await revokeApiKey(ports, store, ofAurelia, revoked.id);
    await revokeApiKey(ports, store, ofAurelia, revoked.id);
    expect(await read(revoked.key)).toBeUndefined();
    expect((await given.audited()).filter((entry) => entry.includes('revoke-api-key'))).toHaveLength(1);

    clock.nowMs += 90 * dayMs - 1;
    expect(await read(key)).toBeDefined();
    clock.nowMs += 1;
    expect(await read(key)).toBeUndefined();

    const late = await createApiKey(ports, store, ofAurelia, feed);
    await disableAgency(ports, store, commandAuthor, 'AURELIA');
    expect(await read(late.key)).toBeUndefined();
  });

  it.each([
    [{ agency: 'ZETA' }, 'not-found'],
    [{ agency: 'NONE' }, 'not-found'],
    [{ scopes: [] }, 'usage'],
    [{ days: 0 }, 'usage'],
    [{ days: 367 }, 'usage'],
    [{ days: 1.5 }, 'usage'],
    [{ operatorId: 3 }, 'usage'],
    [{ scopes: ['answer-holds'] }, 'usage'],
    [{ name: '' }, 'usage'],
  ] as const)('are not made with %o', async (changes, code) => {
    await expect(createApiKey(ports, store, ofAurelia, { ...feed, ...changes })).rejects.toMatchObject({ code });
  });

  it('are an agency’s own', async () => {
    const { id } = await createApiKey(ports, store, commandAuthor, { ...feed, agency: 'ZETA' });
    expect(await listApiKeys(store, ofAurelia)).toEqual([]);
    expect((await listApiKeys(store, commandAuthor)).map((key) => key.id)).toEqual([id]);
    for (const unreachable of [id, 999]) {
      await expect(revokeApiKey(ports, store, ofAurelia, unreachable)).rejects.toMatchObject({
        code: 'not-found',
        message: `key ${unreachable} was not found`,
      });
    }
  });

  it('answer the holds of an operator of their own agency', async () => {
    const nowMs = clock.nowMs;
    const operator = {
      name: 'terminal',
      kind: 'terminal',
      offices: [],
      channels: [],
      webhookUrl: undefined,
      webhookSecret: undefined,
    } as const;
    const [own, gone, foreign] = await Promise.all(
      ['AURELIA', 'AURELIA', 'ZETA'].map((agency, at) =>
        store.asAgency({ agency, nowMs }, ({ holds }) => holds.addOperator({ ...operator, name: `t${at}` }, nowMs)),
      ),
    );
    await store.asAgency({ agency: 'AURELIA', nowMs }, ({ holds }) => holds.disableOperator(gone!, nowMs));
    const keyFor = (operatorId: number) =>
      createApiKey(ports, store, ofAurelia, { ...feed, scopes: ['answer-holds'], operatorId });
    const { key } = await keyFor(own!);
    expect(await read(key)).toMatchObject({ operatorId: own, scopes: ['answer-holds'] });
    for (const unreachable of [gone!, foreign!, 999]) {
      await expect(keyFor(unreachable)).rejects.toMatchObject({
        code: 'not-found',
        message: `operator ${unreachable} was not found`,
      });
    }
  });
});

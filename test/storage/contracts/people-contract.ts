/** What every port of people keeps to. */
import { beforeEach, describe, expect, it } from 'vitest';
import { installationAgency } from '../../../src/domain/agency.ts';
import type { AuditPort } from '../../../src/services/audit-ports.ts';
import type { NewAccount, NewApiKey, PeoplePort } from '../../../src/services/people-ports.ts';

/** Ports on one database. */
export interface PeopleContract {
  readonly people: () => PeoplePort;
  readonly audit: () => AuditPort;
  readonly empty: () => Promise<void>;
}

const someone = (changes: Partial<NewAccount> = {}): NewAccount => ({
  name: 'ada',
  displayName: 'Ada',
  agency: 'AURELIA',
  role: 'analyst',
  passwordHash: 'phc',
  mustChangePassword: true,
  createdAtMs: 1,
  ...changes,
});
const bytes = (value: number): Uint8Array => new Uint8Array(32).fill(value);
const someKey = (changes: Partial<NewApiKey> = {}): NewApiKey => ({
  prefix: 'abcdefgh',
  secretHash: bytes(9),
  name: 'feed',
  agency: 'AURELIA',
  scopes: ['submit-batches', 'see-batches'],
  operatorId: undefined,
  createdBy: 'person:1',
  createdAtMs: 1,
  expiresAtMs: 100,
  ...changes,
});

/** Defines the contract's tests. */
export function describePeopleContract({ people, audit, empty }: PeopleContract): void {
  beforeEach(async () => {
    await empty();
    await people().agencies.add({ code: 'AURELIA', name: 'Aurelia customs', regime: 'customs', createdAtMs: 1 });
  });

  describe('agencies', () => {
    it('are there once, with a capacity, until they are disabled', async () => {
      const { agencies } = people();
      await agencies.add({ code: 'ZETA', name: 'Zeta police', regime: 'police', createdAtMs: 2 });
      await expect(
        agencies.add({ code: 'ZETA', name: 'other', regime: 'customs', createdAtMs: 3 }),
      ).rejects.toMatchObject({ code: 'conflict' });
      expect(await agencies.setCapacity('ZETA', 'first')).toBe(1);
      const replaced = await Promise.all([1, 1].map((version) => agencies.setCapacity('ZETA', 'second', version)));
      expect(replaced.filter((version) => version === 2)).toHaveLength(1);
      expect(await agencies.setCapacity('NONE', 'first')).toBeUndefined();
      expect(await agencies.disable('ZETA', 5)).toBe(true);
      expect(await agencies.disable('ZETA', 6)).toBe(false);
      expect([await agencies.enable('ZETA'), await agencies.enable('ZETA')]).toEqual([true, false]);
      expect((await agencies.find('ZETA'))?.disabledAtMs).toBeUndefined();
      expect(await agencies.disable('ZETA', 5)).toBe(true);
      expect(await agencies.list()).toEqual([
        {
          code: 'AURELIA',
          name: 'Aurelia customs',
          regime: 'customs',
          capacity: undefined,
          capacityVersion: 0,
          createdAtMs: 1,
          disabledAtMs: undefined,
        },
        {
          code: 'ZETA',
          name: 'Zeta police',
          regime: 'police',
          capacity: 'second',
          capacityVersion: 2,
          createdAtMs: 2,
          disabledAtMs: 5,
        },
      ]);
      expect(await agencies.find('NONE')).toBeUndefined();
    });
  });

  describe('accounts', () => {
    it('have one name each, of an agency or of the installation', async () => {
      const { accounts } = people();
      const id = await accounts.add(someone());
      await expect(accounts.add(someone({ displayName: 'B' }))).rejects.toMatchObject({ code: 'conflict' });
      const root = await accounts.add(someone({ name: 'root', agency: installationAgency }));
      expect(await accounts.find('ada')).toMatchObject({ id, agency: 'AURELIA', isEnabled: true, failedAttempts: 0 });
      expect((await accounts.get(root))?.agency).toBe(installationAgency);
      const namesOf = async (agency?: string) => (await accounts.list(agency)).map(({ name }) => name);
      expect([await namesOf(), await namesOf('AURELIA'), await namesOf(installationAgency)]).toEqual([
        ['ada', 'root'],
        ['ada'],
        ['root'],
      ]);
      expect([await accounts.find('eve'), await accounts.get(99)]).toEqual([undefined, undefined]);
    });

    it('begin with a first one, which is made once', async () => {
      const { accounts } = people();
      const made = await Promise.all(Array.from({ length: 5 }, () => accounts.addFirst(someone({ name: 'root' }))));
      expect(made.filter((id) => id !== undefined)).toHaveLength(1);
      expect(await accounts.addFirst(someone({ name: 'second' }))).toBeUndefined();
    });

    it('are locked by ten attempts in a row, for longer each time', async () => {
      const { accounts } = people();
      const id = await accounts.add(someone());
      const counts = await Promise.all(Array.from({ length: 20 }, () => accounts.countAttempt(id, 1000)));
      expect(counts.filter((count) => count !== undefined).sort((a, b) => a - b)).toEqual([
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
      ]);
      let nowMs = 1000;
      for (const minutes of [1, 2, 4, 8, 15, 15]) {
        expect((await accounts.get(id))?.lockedUntilMs).toBe(nowMs + minutes * 60_000);
        expect(await accounts.countAttempt(id, nowMs + minutes * 60_000 - 1)).toBeUndefined();
        nowMs += minutes * 60_000;
        expect(await accounts.countAttempt(id, nowMs)).toBeGreaterThan(10);
      }
      await accounts.clearAttempts(id);
      expect(await accounts.countAttempt(id, nowMs)).toBe(1);
      expect(await accounts.countAttempt(id + 1, nowMs)).toBeUndefined();
    });

    it('take a new password, and a code whose steps count once', async () => {
      const { accounts } = people();
      const id = await accounts.add(someone());
      await accounts.countAttempt(id, 1);
      await accounts.setPassword(id, 'other', false);
      expect(await accounts.get(id)).toMatchObject({
        passwordHash: 'other',
        mustChangePassword: false,
        failedAttempts: 0,
      });
      await accounts.setCodeSecret(id, Uint8Array.of(1, 2, 255));
      const secret = (await accounts.get(id))?.codeSecret;
      expect([...(secret ?? [])]).toEqual([1, 2, 255]);
      const used = await Promise.all(Array.from({ length: 4 }, () => accounts.takeCodeStep(id, 7)));
      expect(used.filter(Boolean)).toHaveLength(1);
      expect([await accounts.takeCodeStep(id, 6), await accounts.takeCodeStep(id, 8)]).toEqual([false, true]);
      await accounts.enrolCode(id, 50);
      expect((await accounts.get(id))?.codeEnrolledAtMs).toBe(50);
      await accounts.setCodeSecret(id, undefined);
      expect(await accounts.get(id)).toMatchObject({ codeSecret: undefined, codeEnrolledAtMs: undefined });
      expect(await accounts.takeCodeStep(id, 1)).toBe(true);
    });
  });

  describe('sessions', () => {
    it('hold until they are over, idle or revoked', async () => {
      const { accounts, sessions } = people();
      const accountId = await accounts.add(someone());
      await sessions.add({ tokenHash: bytes(1), accountId, createdAtMs: 10, expiresAtMs: 100 });
      expect(await sessions.find(bytes(1), 20, 5)).toMatchObject({
        accountId,
        createdAtMs: 10,
        lastSeenAtMs: 10,
        expiresAtMs: 100,
        account: { name: 'ada' },
      });
      expect(await sessions.find(bytes(2), 20, 5)).toBeUndefined();
      expect(await sessions.find(bytes(1), 20, 10)).toBeUndefined();
      await sessions.see(bytes(1), 30);
      expect((await sessions.find(bytes(1), 99, 29))?.lastSeenAtMs).toBe(30);
      expect(await sessions.find(bytes(1), 100, 29)).toBeUndefined();
      expect([await sessions.revoke(bytes(1), 40), await sessions.revoke(bytes(1), 41)]).toEqual([true, false]);
      expect(await sessions.find(bytes(1), 50, 5)).toBeUndefined();
    });

    it('of an account end together but for one, and with the account or its agency', async () => {
      const { accounts, agencies, sessions } = people();
      const accountId = await accounts.add(someone());
      const other = await accounts.add(someone({ name: 'bob' }));
      const root = await accounts.add(someone({ name: 'root', agency: installationAgency }));
      const begin = async (value: number, of: number) =>
        sessions.add({ tokenHash: bytes(value), accountId: of, createdAtMs: 10, expiresAtMs: 100 });
      await begin(1, accountId);
      await begin(2, accountId);
      await begin(3, other);
      await begin(4, root);
      const standing = async () => {
        const found = await Promise.all([1, 2, 3, 4].map((value) => sessions.find(bytes(value), 20, 5)));
        return found.flatMap((session, at) => (session === undefined ? [] : [at + 1]));
      };
      await sessions.revokeAll(accountId, 15, bytes(2));
      expect(await standing()).toEqual([2, 3, 4]);
      await sessions.removeOver(accountId, 20);
      await begin(1, accountId);
      expect(await standing()).toEqual([1, 2, 3, 4]);
      await sessions.revokeAll(accountId, 16);
      expect(await standing()).toEqual([3, 4]);
      await begin(5, other);
      expect([await accounts.disable(other, 17), await accounts.disable(other, 18)]).toEqual([true, false]);
      expect(await standing()).toEqual([4]);
      expect((await accounts.find('bob'))?.isEnabled).toBe(false);
      expect([await accounts.enable(other), await accounts.enable(other)]).toEqual([true, false]);
      expect((await accounts.find('bob'))?.isEnabled).toBe(true);
      expect(await accounts.disable(other, 18)).toBe(true);
      await sessions.removeOver(accountId, 20);
      await begin(1, accountId);
      expect(await standing()).toEqual([1, 4]);
      await agencies.disable('AURELIA', 19);
      expect(await standing()).toEqual([4]);
      expect((await accounts.get(accountId))?.isEnabled).toBe(false);
    });
  });

  describe('keys of machines', () => {
    it('are found by their prefix, with what they may do, until they are revoked', async () => {
      const { apiKeys, agencies } = people();
      const id = await apiKeys.add(someKey());
      const second = await apiKeys.add(someKey({ prefix: 'zzzzzzzz', operatorId: 4, scopes: ['answer-holds'] }));
      expect(await apiKeys.find('abcdefgh')).toMatchObject({
        id,
        scopes: ['submit-batches', 'see-batches'],
        operatorId: undefined,
        lastUsedAtMs: undefined,
        isAgencyEnabled: true,
      });
      expect([...((await apiKeys.get(id))?.secretHash ?? [])]).toEqual([...bytes(9)]);
      expect((await apiKeys.get(second))?.operatorId).toBe(4);
      await apiKeys.noteUse(id, 30);
      expect([await apiKeys.revoke(id, 40), await apiKeys.revoke(id, 41)]).toEqual([true, false]);
      expect(await apiKeys.get(id)).toMatchObject({ lastUsedAtMs: 30, revokedAtMs: 40 });
      expect((await apiKeys.list('AURELIA')).map((key) => key.id)).toEqual([id, second]);
      expect(await apiKeys.list('OTHER')).toEqual([]);
      await agencies.disable('AURELIA', 50);
      expect((await apiKeys.find('zzzzzzzz'))?.isAgencyEnabled).toBe(false);
      expect(await apiKeys.find('nothing!')).toBeUndefined();
    });
  });

  describe('changes', () => {
    const entry = { atMs: 5, actor: 'person:1', agency: 'AURELIA', action: 'try', payload: {} };
    it('happen together with their audit', async () => {
      const id = await people().change(async ({ accounts, audit: within }) => {
        await within.append(entry);
        return accounts.add(someone());
      });
      expect((await people().accounts.get(id))?.name).toBe('ada');
      expect((await audit().find({ limit: 5 })).total).toBe(1);
    });

    it('leave nothing behind where they fail', async () => {
      const changed = people().change(async ({ accounts, audit: within }) => {
        await within.append(entry);
        await accounts.add(someone());
        throw new Error('no');
      });
      await expect(changed).rejects.toThrow('no');
      expect(await people().accounts.find('ada')).toBeUndefined();
      expect((await audit().find({ limit: 5 })).total).toBe(0);
    });
  });
}

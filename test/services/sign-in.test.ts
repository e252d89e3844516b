import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { installationAgency } from '../../src/domain/agency.ts';
import { commandAuthor } from '../../src/services/change-author.ts';
import { changePassword } from '../../src/services/change-password.ts';
import { disableAgency } from '../../src/services/disable-agency.ts';
import { disablePerson } from '../../src/services/disable-person.ts';
import { confirmCode, startCode } from '../../src/services/enrol-code.ts';
import { readSession } from '../../src/services/read-session.ts';
import { resetPassword } from '../../src/services/reset-password.ts';
import { signIn } from '../../src/services/sign-in.ts';
import { signOut } from '../../src/services/sign-out.ts';
import { peopleStore } from './people-store.ts';

const given = peopleStore();
const { ports, clock, store, verified } = given;
const minuteMs = 60_000;
const read = (token: string) => readSession(ports, store, token);

/** Sets codes up for whoever is signed in; returns what gives the code of a moment. */
async function setUpCodes(token: string): Promise<(atMs: number) => string> {
  const signedIn = (await read(token))!;
  const { secret, uri } = await startCode(ports, store, signedIn);
  expect(uri).toContain('otpauth://totp/Touchstone:ada?');
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const codeAt = (atMs: number): string => totp.generate({ timestamp: atMs });
  await confirmCode(ports, store, signedIn, codeAt(clock.nowMs));
  return codeAt;
}

describe('signIn', () => {
  it('begins a session under a token that is kept nowhere', async () => {
    const ada = await given.person('ada');
    const { token, signedIn } = await signIn(ports, store, { ...ada, name: ' ADA ', code: undefined });
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(signedIn).toMatchObject({
      actor: { kind: 'person', id: ada.id, name: 'ada', agency: 'AURELIA', role: 'analyst' },
      mustChangePassword: false,
      hasCode: false,
      expiresAtMs: clock.nowMs + 30 * minuteMs,
    });
    expect(await read(token)).toEqual(signedIn);
    expect(await given.audited()).toContain(`person:${ada.id} sign-in person:${ada.id} of AURELIA`);
  });

  it('fails in one way, after one verification, whatever is wrong', async () => {
    const ada = await given.person('ada');
    const gone = await given.person('gone');
    const apart = await given.person('apart', 'ZETA');
    await disablePerson(ports, store, commandAuthor, gone.id);
    await disableAgency(ports, store, commandAuthor, 'ZETA');
    const failures = [
      { ...ada, password: 'wrong' },
      { ...ada, name: 'nobody' },
      { ...ada, name: "x' or 'a'='a" },
      { ...ada, name: 'nul\0' },
      gone,
      apart,
    ];
    for (const { name, password } of failures) {
      verified.length = 0;
      const error = await given.signIn({ name, password }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'unauthorised', message: 'sign in first' });
      expect(verified, name).toHaveLength(1);
    }
    const root = await given.person('root', installationAgency, 'administrator');
    expect((await given.signIn(root)).signedIn.actor.agency).toBe(installationAgency);
  });

  it('writes each failure down, and no name that is no account', async () => {
    const ada = await given.person('ada');
    const before = (await given.audited()).length;
    await expect(given.signIn({ ...ada, password: 'wrong' })).rejects.toMatchObject({ code: 'unauthorised' });
    await expect(given.signIn({ ...ada, name: 'my secret password' })).rejects.toMatchObject({ code: 'unauthorised' });
    expect((await given.audited()).slice(before)).toEqual([
      `system fail-sign-in person:${ada.id} of AURELIA`,
      'system fail-sign-in undefined of installation',
    ]);
    const { entries } = await given.audit.find({ limit: 100 });
    expect(JSON.stringify(entries)).not.toContain('my secret password');
  });

  it('locks an account after ten failures, and says nothing of it', async () => {
    const ada = await given.person('ada');
    const attempts = Array.from({ length: 10 }, () => given.signIn({ ...ada, password: 'guess' }));
    expect((await Promise.allSettled(attempts)).every(({ status }) => status === 'rejected')).toBe(true);
    await expect(given.signIn(ada)).rejects.toMatchObject({ code: 'unauthorised', message: 'sign in first' });
    expect(await given.audited()).toContain(`system lock-account person:${ada.id} of AURELIA`);
    clock.nowMs += minuteMs;
    await expect(given.signIn({ ...ada, password: 'guess' })).rejects.toMatchObject({ code: 'unauthorised' });
    clock.nowMs += minuteMs;
    await expect(given.signIn(ada)).rejects.toMatchObject({ code: 'unauthorised' });
    clock.nowMs += minuteMs;
    await given.signIn(ada);
    await expect(given.signIn({ ...ada, password: 'guess' })).rejects.toMatchObject({ code: 'unauthorised' });
    await given.signIn(ada);
  });

  it('ends the session that the browser still had', async () => {
    const ada = await given.person('ada');
    const { token: formerToken } = await given.signIn(ada);
    const { token } = await signIn(ports, store, { ...ada, code: undefined, formerToken });
    expect([await read(formerToken), (await read(token))?.actor.id]).toEqual([undefined, ada.id]);
  });
});

describe('a session', () => {
  it('goes on while it is used, and for twelve hours at most', async () => {
    const { token, signedIn } = await given.signIn(await given.person('ada'));
    const beganAtMs = clock.nowMs;
    for (let at = 0; at < 25; at++) {
      expect((await read(token))?.actor).toEqual(signedIn.actor);
      clock.nowMs += 29 * minuteMs;
    }
    clock.nowMs = beganAtMs + 12 * 60 * minuteMs - 5 * minuteMs;
    expect((await read(token))?.expiresAtMs).toBe(beganAtMs + 12 * 60 * minuteMs);
    clock.nowMs = beganAtMs + 12 * 60 * minuteMs;
    expect(await read(token)).toBeUndefined();
  });

  it('ends after half an hour of silence', async () => {
    const { token } = await given.signIn(await given.person('ada'));
    clock.nowMs += 30 * minuteMs;
    expect(await read(token)).toBeUndefined();
  });

  it('ends with signing out, with the account, with its password and with its agency', async () => {
    const ada = await given.person('ada');
    const ends: (() => Promise<unknown>)[] = [
      async () => signOut(ports, store, (await read(token))!),
      () => resetPassword(ports, store, commandAuthor, { id: ada.id, dropsCode: false }),
      () => disableAgency(ports, store, commandAuthor, 'AURELIA'),
    ];
    let token = '';
    for (const end of ends) {
      await store.people.accounts.setPassword(ada.id, `hash of ${ada.password}`, false);
      ({ token } = await given.signIn(ada));
      expect(await read(token)).toBeDefined();
      await end();
      expect(await read(token)).toBeUndefined();
    }
    const zeno = await given.person('zeno', 'ZETA');
    ({ token } = await given.signIn(zeno));
    await disablePerson(ports, store, commandAuthor, zeno.id);
    expect(await read(token)).toBeUndefined();
    expect(await read('')).toBeUndefined();
  });
});

describe('changePassword', () => {
  it('takes the present password, and leaves no other session', async () => {
    const ada = await given.person('ada');
    const oneTime = await resetPassword(ports, store, commandAuthor, { id: ada.id, dropsCode: false });
    const { token: other } = await given.signIn({ ...ada, password: oneTime });
    const { token, signedIn } = await given.signIn({ ...ada, password: oneTime });
    expect(signedIn.mustChangePassword).toBe(true);
    const newPassword = 'a better one, ﬁne';
    await changePassword(ports, store, signedIn, { password: oneTime, newPassword });
    expect(await read(other)).toBeUndefined();
    expect((await read(token))?.mustChangePassword).toBe(false);
    await expect(given.signIn({ ...ada, password: oneTime })).rejects.toMatchObject({ code: 'unauthorised' });
    // The same characters, typed on a keyboard without the ligature.
    await given.signIn({ ...ada, password: 'a better one, fine' });
    expect(await given.audited()).toContain(`person:${ada.id} change-password person:${ada.id} of AURELIA`);
  });

  it.each([
    ['a short one', 'elevenchars', '12 characters or more'],
    ['an endless one', 'x'.repeat(1001), '1000 characters at most'],
    ['one with the name', 'the name is ADA-Lovelace', 'the name of its account'],
  ])('does not take %s', async (_, newPassword, reason) => {
    const ada = await given.person('ada-lovelace');
    const { signedIn } = await given.signIn(ada);
    const changed = changePassword(ports, store, signedIn, { password: ada.password, newPassword });
    await expect(changed).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining(reason) });
  });

  it('does not take the old one, nor a wrong present one, which counts as an attempt', async () => {
    const ada = await given.person('ada');
    const { signedIn } = await given.signIn(ada);
    const change = (password: string, newPassword: string) =>
      changePassword(ports, store, signedIn, { password, newPassword });
    await expect(change(ada.password, ada.password)).rejects.toMatchObject({ code: 'usage' });
    for (let attempt = 0; attempt < 10; attempt++) {
      await expect(change('guess', 'another password')).rejects.toMatchObject({ code: 'refused' });
    }
    await expect(change(ada.password, 'another password')).rejects.toMatchObject({ code: 'refused' });
    await expect(given.signIn(ada)).rejects.toMatchObject({ code: 'unauthorised' });
  });
});

describe('codes', () => {
  it('are needed once the first was entered, and count once each', async () => {
    const ada = await given.person('ada');
    const { token } = await given.signIn(ada);
    const codeAt = await setUpCodes(token);
    expect((await read(token))?.hasCode).toBe(true);
    await expect(given.signIn(ada)).rejects.toMatchObject({ code: 'unauthorised' });
    const used = codeAt(clock.nowMs);
    await expect(given.signIn(ada, used)).rejects.toMatchObject({ code: 'unauthorised' });
    clock.nowMs += 30_000;
    await expect(given.signIn({ ...ada, password: 'guess' }, codeAt(clock.nowMs))).rejects.toMatchObject({
      code: 'unauthorised',
    });
    const both = await Promise.allSettled([1, 2].map(() => given.signIn(ada, codeAt(clock.nowMs))));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    // The clock of the telephone is behind or ahead by one step, no more.
    clock.nowMs += 60_000;
    await given.signIn(ada, codeAt(clock.nowMs - 30_000));
    await given.signIn(ada, codeAt(clock.nowMs + 30_000));
    clock.nowMs += 120_000;
    for (const apartMs of [-60_000, 60_000]) {
      await expect(given.signIn(ada, codeAt(clock.nowMs + apartMs))).rejects.toMatchObject({ code: 'unauthorised' });
    }
  });

  it('are set up once; an administrator takes them away', async () => {
    const ada = await given.person('ada');
    const { token } = await given.signIn(ada);
    const signedIn = (await read(token))!;
    await expect(confirmCode(ports, store, signedIn, '000000')).rejects.toMatchObject({ code: 'refused' });
    await setUpCodes(token);
    await expect(startCode(ports, store, signedIn)).rejects.toMatchObject({ code: 'refused' });
    const oneTime = await resetPassword(ports, store, commandAuthor, { id: ada.id, dropsCode: true });
    expect((await given.signIn({ ...ada, password: oneTime })).signedIn.hasCode).toBe(false);
  });

  it('do not begin with a wrong code', async () => {
    const ada = await given.person('ada');
    const { signedIn } = await given.signIn(ada);
    const { secret } = await startCode(ports, store, signedIn);
    const right = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.nowMs });
    const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, '0');
    await expect(confirmCode(ports, store, signedIn, wrong)).rejects.toMatchObject({ code: 'refused' });
    await given.signIn(ada);
  });

  it('have a secret that the database alone does not give away', async () => {
    const ada = await given.person('ada');
    const { secret } = await startCode(ports, store, (await given.signIn(ada)).signedIn);
    const sealed = Buffer.from((await store.people.accounts.get(ada.id))!.codeSecret!);
    expect(sealed.includes(Buffer.from(Secret.fromBase32(secret).bytes))).toBe(false);
  });
});

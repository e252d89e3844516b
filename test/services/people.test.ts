import { describe, expect, it } from 'vitest';
import { installationAgency } from '../../src/domain/agency.ts';
import { roles } from '../../src/domain/roles.ts';
import { type ChangeAuthor, commandAuthor } from '../../src/services/change-author.ts';
import { createAgency } from '../../src/services/create-agency.ts';
import { createPerson } from '../../src/services/create-person.ts';
import { disableAgency } from '../../src/services/disable-agency.ts';
import { disablePerson } from '../../src/services/disable-person.ts';
import { listAgencies } from '../../src/services/list-agencies.ts';
import { listPeople } from '../../src/services/list-people.ts';
import { loadSamplePeople } from '../../src/services/load-sample-people.ts';
import { resetPassword } from '../../src/services/reset-password.ts';
import { setCapacity } from '../../src/services/set-capacity.ts';
import { setUpFirstAdministrator } from '../../src/services/set-up-first-administrator.ts';
import { peopleStore } from './people-store.ts';

const given = peopleStore();
const { ports, store } = given;
const ofAurelia: ChangeAuthor = { label: 'person:900', agency: 'AURELIA' };
const eve = { name: 'eve', displayName: 'Eve', agency: 'AURELIA', role: 'planner' } as const;

describe('createPerson', () => {
  it('gives a password of 100 bits, once, that must be changed', async () => {
    const { id, oneTimePassword } = await createPerson(ports, store, ofAurelia, eve);
    expect(oneTimePassword).toMatch(/^[0-9a-hjkmnp-tv-z]{5}(-[0-9a-hjkmnp-tv-z]{5}){3}$/);
    const { signedIn } = await given.signIn({ name: 'eve', password: oneTimePassword });
    expect(signedIn).toMatchObject({ mustChangePassword: true, displayName: 'Eve' });
    expect(await given.audited()).toContain(`person:900 create-person person:${id} of AURELIA`);
    expect(JSON.stringify(await given.audit.find({ limit: 100 }))).not.toContain(oneTimePassword);
  });

  it.each([
    ['another agency', { agency: 'ZETA' }, 'not-found'],
    ['an agency that is not there', { agency: 'NONE' }, 'not-found'],
    ['the installation', { agency: installationAgency, role: 'administrator' }, 'forbidden'],
    ['a name of other letters', { name: 'Évê' }, 'usage'],
    ['a name of two lines', { displayName: 'Eve\nAdmin' }, 'usage'],
    ['no name', { displayName: '  ' }, 'usage'],
  ] as const)('of an agency’s administrator makes nobody for %s', async (_, changes, code) => {
    await expect(createPerson(ports, store, ofAurelia, { ...eve, ...changes })).rejects.toMatchObject({ code });
    expect(await store.people.accounts.list()).toEqual([]);
  });

  it('has names once, and lets those without an agency administer and audit alone', async () => {
    await createPerson(ports, store, commandAuthor, eve);
    await expect(createPerson(ports, store, commandAuthor, { ...eve, name: 'EVE' })).rejects.toMatchObject({
      code: 'conflict',
    });
    for (const role of roles) {
      const made = createPerson(ports, store, commandAuthor, { ...eve, name: role, agency: installationAgency, role });
      if (role === 'administrator' || role === 'auditor') await made;
      else await expect(made).rejects.toMatchObject({ code: 'usage' });
    }
    await disableAgency(ports, store, commandAuthor, 'ZETA');
    const late = createPerson(ports, store, commandAuthor, { ...eve, name: 'late', agency: 'ZETA' });
    await expect(late).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('changes to people', () => {
  it('reach an agency’s own, and nobody’s own account', async () => {
    const own = await given.person('own');
    const other = await given.person('other', 'ZETA');
    const root = await given.person('root', installationAgency, 'administrator');
    for (const { id } of [other, root, { id: 999 }]) {
      await expect(disablePerson(ports, store, ofAurelia, id)).rejects.toMatchObject({
        code: 'not-found',
        message: `person ${id} was not found`,
      });
      const reset = resetPassword(ports, store, ofAurelia, { id, dropsCode: true });
      await expect(reset).rejects.toMatchObject({ code: 'not-found' });
    }
    const self: ChangeAuthor = { label: `person:${own.id}`, agency: 'AURELIA' };
    await expect(disablePerson(ports, store, self, own.id)).rejects.toMatchObject({ code: 'refused' });
    await disablePerson(ports, store, ofAurelia, own.id);
    await disablePerson(ports, store, ofAurelia, own.id);
    const audited = await given.audited();
    expect(audited.filter((entry) => entry.includes('disable-person'))).toEqual([
      `person:900 disable-person person:${own.id} of AURELIA`,
    ]);
  });

  it('are listed for the agency, without anything secret', async () => {
    const own = await given.person('own');
    await given.person('other', 'ZETA');
    await given.person('root', installationAgency, 'administrator');
    const [listed, ...none] = await listPeople(ports, store, ofAurelia);
    expect(none).toEqual([]);
    expect(listed).toEqual({
      id: own.id,
      name: 'own',
      displayName: 'own',
      agency: 'AURELIA',
      role: 'analyst',
      hasCode: false,
      mustChangePassword: false,
      isLocked: false,
      createdAtMs: given.clock.nowMs,
      disabledAtMs: undefined,
    });
    const everybody = await listPeople(ports, store, commandAuthor);
    expect(everybody.map(({ name }) => name)).toEqual(['other', 'own', 'root']);
  });
});

describe('agencies', () => {
  it('are made, disabled and listed by the installation alone', async () => {
    const agency = { code: 'ETA', name: 'Eta', regime: 'police' } as const;
    await expect(createAgency(ports, store, ofAurelia, agency)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(disableAgency(ports, store, ofAurelia, 'AURELIA')).rejects.toMatchObject({ code: 'forbidden' });
    await createAgency(ports, store, commandAuthor, agency);
    await expect(createAgency(ports, store, commandAuthor, agency)).rejects.toMatchObject({ code: 'conflict' });
    for (const code of ['', 'A B', '../x', 'A'.repeat(41)]) {
      await expect(createAgency(ports, store, commandAuthor, { ...agency, code })).rejects.toMatchObject({
        code: 'usage',
      });
    }
    await expect(disableAgency(ports, store, commandAuthor, 'NONE')).rejects.toMatchObject({ code: 'not-found' });
    const codesFor = async (by: ChangeAuthor) => (await listAgencies(store, by)).map(({ code }) => code);
    expect([await codesFor(commandAuthor), await codesFor(ofAurelia)]).toEqual([
      ['AURELIA', 'ETA', 'ZETA'],
      ['AURELIA'],
    ]);
  });

  it('have a capacity that can be read', async () => {
    const text = 'capacity:\n  - { channel: post, examinations: 4 }\n';
    expect(await setCapacity(ports, store, ofAurelia, { agency: 'AURELIA', text })).toBe(1);
    const late = setCapacity(ports, store, ofAurelia, { agency: 'AURELIA', text, replacedVersion: 0 });
    await expect(late).rejects.toMatchObject({ code: 'stale-version' });
    expect((await store.people.agencies.find('AURELIA'))?.capacity).toBe(text);
    const set = (agency: string, other: string) => setCapacity(ports, store, ofAurelia, { agency, text: other });
    await expect(set('ZETA', text)).rejects.toMatchObject({ code: 'not-found' });
    await expect(set('AURELIA', 'capacity: none')).rejects.toMatchObject({ code: 'settings-invalid' });
    await expect(set('AURELIA', ' '.repeat(100_001))).rejects.toMatchObject({ code: 'too-large' });
    expect((await store.people.agencies.find('AURELIA'))?.capacity).toBe(text);
    expect(await given.audited()).toContain('person:900 set-capacity agency:AURELIA of AURELIA');
  });
});

describe('the first start', () => {
  it('makes one administrator of the installation', async () => {
    const made = await Promise.all([1, 2, 3].map(() => setUpFirstAdministrator(ports, store)));
    const [first, ...others] = made.filter((one) => one !== undefined);
    expect(others).toEqual([]);
    const { signedIn } = await given.signIn({ name: first!.name, password: first!.oneTimePassword });
    expect(signedIn).toMatchObject({
      mustChangePassword: true,
      actor: { role: 'administrator', agency: installationAgency },
    });
    expect(await setUpFirstAdministrator(ports, store)).toBeUndefined();
  });

  it('brings one demo user a role, whose passwords are shown once', async () => {
    await expect(loadSamplePeople(ports, store, ofAurelia)).rejects.toMatchObject({ code: 'forbidden' });
    const made = await loadSamplePeople(ports, store, commandAuthor);
    expect(made.map(({ role }) => role)).toEqual([...roles]);
    for (const { name, role, oneTimePassword } of made) {
      const { signedIn } = await given.signIn({ name, password: oneTimePassword });
      expect(signedIn.actor).toMatchObject({ role, agency: 'AURELIA' });
    }
    expect((await store.people.agencies.find('BOREALIS'))?.capacity).toContain('examinations');
    expect(await loadSamplePeople(ports, store, commandAuthor)).toEqual([]);
  });
});

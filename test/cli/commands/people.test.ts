import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { agenciesCommand } from '../../../src/cli/commands/agencies.ts';
import { keysCommand } from '../../../src/cli/commands/keys.ts';
import { peopleCommand } from '../../../src/cli/commands/people.ts';
import { readApiKey } from '../../../src/services/read-api-key.ts';
import { signIn } from '../../../src/services/sign-in.ts';
import type { Store } from '../../../src/services/store-ports.ts';
import { peopleMeans } from '../../factories/people-means.ts';

const means = peopleMeans();
let store: Store;
/** The commands open and close one store, which stays. */
const ports = { ...means.ports, openStore: async () => ({ ...store, close: async () => {} }) };
const printed: string[] = [];

beforeAll(async () => {
  store = await means.ports.openStore('memory:');
});
afterAll(() => store?.close());
beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});

/** Runs a command and returns what it printed as a result. */
async function print(name: 'agencies' | 'people' | 'keys', ...words: string[]): Promise<string> {
  const made = { agencies: agenciesCommand, people: peopleCommand, keys: keysCommand }[name](ports);
  for (const one of [made, ...made.commands]) one.exitOverride();
  printed.length = 0;
  await made.parseAsync([...words, '--store', 'here'], { from: 'user' });
  return printed.join('');
}

const run = async (...words: Parameters<typeof print>) => JSON.parse(await print(...words, '--json'));

it('agencies, people and keys are made, listed and ended', async () => {
  expect(await run('agencies', 'add', 'AURELIA', '--name', 'Aurelia Customs')).toEqual({ code: 'AURELIA' });
  expect(await run('agencies', 'capacity', 'AURELIA', 'data/sample/capacity.yaml')).toEqual({
    code: 'AURELIA',
    version: 1,
  });
  const made = await run('people', 'add', 'Ada', '--agency', 'AURELIA', '--role', 'analyst');
  const password = (await print('people', 'reset-password', 'ada', '--drop-code')).trim();
  expect(password).not.toBe(made.oneTimePassword);
  const { signedIn } = await signIn(ports, store, { name: 'ada', password, code: undefined });
  expect(signedIn).toMatchObject({ displayName: 'Ada', actor: { id: made.id, agency: 'AURELIA', role: 'analyst' } });
  const listed = await print('people', 'list');
  expect(listed).toContain('one-time password');
  expect(listed).not.toContain(password);
  await print('people', 'disable', 'ADA');
  expect(await run('people', 'list')).toMatchObject({
    people: [{ id: made.id, name: 'ada', disabledAtMs: means.clock.nowMs }],
  });

  const key = (
    await print('keys', 'add', 'feed', '--agency', 'AURELIA', '--scope', 'submit-batches', 'see-batches')
  ).trim();
  expect(await readApiKey(ports, store, key)).toMatchObject({ scopes: ['submit-batches', 'see-batches'] });
  const { keys } = await run('keys', 'list');
  expect(JSON.stringify(keys)).not.toContain(key.slice(-43));
  await print('keys', 'revoke', String(keys[0].id));
  expect(await print('keys', 'list')).toContain('revoked');
  await print('agencies', 'disable', 'AURELIA');
  expect(await print('agencies', 'list')).toContain('disabled');
  const { entries } = await store.audit.find({ limit: 100 });
  const byCommand = entries.filter(({ actor }) => actor === 'command').map(({ action }) => action);
  expect(byCommand.reverse()).toEqual([
    'create-agency',
    'set-capacity',
    'create-person',
    'reset-password',
    'disable-person',
    'create-api-key',
    'revoke-api-key',
    'disable-agency',
  ]);
});

it.each([
  [['people', 'add', 'eve', '--role', 'king'], 'commander.invalidArgument'],
  [['people', 'add', 'eve'], 'commander.missingMandatoryOptionValue'],
  [['people', 'add', 'eve', '--role', 'analyst'], 'usage'],
  [['people', 'disable', 'nobody'], 'not-found'],
  [['keys', 'add', 'feed', '--agency', 'NONE', '--scope', 'see-batches'], 'not-found'],
  [['keys', 'add', 'feed', '--agency', 'NONE', '--scope', 'decide-cases'], 'commander.invalidArgument'],
  [['keys', 'revoke', '99'], 'not-found'],
  [['agencies', 'add', 'A B', '--name', 'x'], 'usage'],
] as const)('%j is refused', async ([name, ...words], code) => {
  await expect(print(name, ...words)).rejects.toMatchObject({ code });
});

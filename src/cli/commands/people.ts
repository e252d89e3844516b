/** `touchstone people`: who may use the service. */
import { Command, Option } from 'commander';
import { accountName } from '../../domain/account-name.ts';
import { installationAgency } from '../../domain/agency.ts';
import { type Role, roles } from '../../domain/roles.ts';
import { AppError } from '../../errors.ts';
import { commandAuthor } from '../../services/change-author.ts';
import { createPerson } from '../../services/create-person.ts';
import { disablePerson } from '../../services/disable-person.ts';
import { enablePerson } from '../../services/enable-person.ts';
import { type ListedPerson, listPeople } from '../../services/list-people.ts';
import type { Ports } from '../../services/ports.ts';
import { resetPassword } from '../../services/reset-password.ts';
import type { Store } from '../../services/store-ports.ts';
import { storeOption, withStore } from '../store-option.ts';
import { note, printJson, printLine, table } from '../terminal.ts';

interface StoreOptions {
  readonly store: string;
  readonly json?: boolean;
}

interface AddOptions extends StoreOptions {
  readonly role: Role;
  readonly agency: string;
  readonly displayName?: string;
}

interface ResetOptions extends StoreOptions {
  readonly dropCode?: boolean;
}

/** Returns the command with its subcommands. */
export function peopleCommand(ports: Ports): Command {
  const command = new Command('people').description('who may sign in to the service, in which role');
  const subcommand = (words: string, description: string): Command =>
    command.command(words).description(description).addOption(storeOption()).option('--json', 'print one JSON object');
  subcommand('add <name>', 'make an account and print its one-time password, which is shown this once')
    .addOption(new Option('--role <role>', 'what the person may do').choices(roles).makeOptionMandatory())
    .option(
      '--agency <code>',
      'agency of the person; without one, an administrator or auditor of the installation itself',
      installationAgency,
    )
    .option('--display-name <text>', 'name as others see it; default the name of the account')
    .action(async (name: string, { store: where, json, role, agency, displayName = name }: AddOptions) => {
      const made = await withStore(ports, where, (store) =>
        createPerson(ports, store, commandAuthor, { name, displayName, agency, role }),
      );
      if (json === true) printJson({ ...made, name: accountName(name) });
      else printPassword(name, made.oneTimePassword);
    });
  subcommand('list', 'all accounts').action(async ({ store: where, json }: StoreOptions) => {
    const people = await withStore(ports, where, (store) => listPeople(ports, store, commandAuthor));
    if (json === true) printJson({ people });
    else printPeople(people);
  });
  subcommand('disable <name>', 'let an account sign in no more; its sessions end at once').action(
    async (name: string, { store: where, json }: StoreOptions) => {
      const id = await withStore(ports, where, async (store) => {
        const found = await idOf(store, name);
        await disablePerson(ports, store, commandAuthor, found);
        return found;
      });
      if (json === true) printJson({ id });
      else note(`${accountName(name)} is disabled`);
    },
  );
  subcommand('enable <name>', 'let an account that was disabled sign in again').action(
    async (name: string, { store: where, json }: StoreOptions) => {
      const id = await withStore(ports, where, async (store) => {
        const found = await idOf(store, name);
        await enablePerson(ports, store, commandAuthor, found);
        return found;
      });
      if (json === true) printJson({ id });
      else note(`${accountName(name)} is enabled`);
    },
  );
  subcommand('reset-password <name>', 'print a new one-time password, shown this once; sessions and a lock end')
    .option('--drop-code', 'take the time-based codes away too')
    .action(async (name: string, { store: where, json, dropCode }: ResetOptions) => {
      const oneTimePassword = await withStore(ports, where, async (store) =>
        resetPassword(ports, store, commandAuthor, { id: await idOf(store, name), dropsCode: dropCode === true }),
      );
      if (json === true) printJson({ oneTimePassword });
      else printPassword(name, oneTimePassword);
    });
  return command;
}

/** @throws `not-found`. */
async function idOf({ people }: Pick<Store, 'people'>, name: string): Promise<number> {
  const account = await people.accounts.find(accountName(name));
  if (account === undefined) throw new AppError('not-found', { what: 'person', name });
  return account.id;
}

function printPassword(name: string, oneTimePassword: string): void {
  note(`one-time password of ${accountName(name)}, shown this once; it is changed at the first sign-in:`);
  printLine(oneTimePassword);
}

function printPeople(people: readonly ListedPerson[]): void {
  printLine(
    table(
      ['id', 'name', 'agency', 'role', 'codes', 'state'],
      people.map(({ id, name, agency, role, hasCode, ...person }) => [
        id,
        name,
        agency === installationAgency ? '–' : agency,
        role,
        hasCode ? 'yes' : 'no',
        stateOf(person),
      ]),
    ),
  );
}

type State = Pick<ListedPerson, 'disabledAtMs' | 'isLocked' | 'mustChangePassword'>;

function stateOf({ disabledAtMs, isLocked, mustChangePassword }: State): string {
  if (disabledAtMs !== undefined) return 'disabled';
  if (isLocked) return 'locked for a while';
  return mustChangePassword ? 'one-time password' : 'open';
}

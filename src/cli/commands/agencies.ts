/** `touchstone agencies`: who shares the installation. */
import { Command, Option } from 'commander';
import { type Regime, regimes } from '../../domain/agency.ts';
import { commandAuthor } from '../../services/change-author.ts';
import { createAgency } from '../../services/create-agency.ts';
import { disableAgency } from '../../services/disable-agency.ts';
import { enableAgency } from '../../services/enable-agency.ts';
import { listAgencies } from '../../services/list-agencies.ts';
import type { Ports } from '../../services/ports.ts';
import { setCapacity } from '../../services/set-capacity.ts';
import { storeOption, withStore } from '../store-option.ts';
import { note, printJson, printLine, table } from '../terminal.ts';

interface StoreOptions {
  readonly store: string;
  readonly json?: boolean;
}

interface AddOptions extends StoreOptions {
  readonly name: string;
  readonly regime: Regime;
}

/** Returns the command with its subcommands. */
export function agenciesCommand(ports: Ports): Command {
  const command = new Command('agencies').description(
    'agencies that share the installation, and what they can examine',
  );
  const subcommand = (words: string, description: string): Command =>
    command.command(words).description(description).addOption(storeOption()).option('--json', 'print one JSON object');
  subcommand('add <code>', 'make an agency, under the code that its mapping profiles name')
    .requiredOption('--name <text>', 'name of the agency')
    .addOption(new Option('--regime <regime>', 'law under which it holds data').choices(regimes).default(regimes[0]))
    .action(async (code: string, { store: where, json, name, regime }: AddOptions) => {
      await withStore(ports, where, (store) => createAgency(ports, store, commandAuthor, { code, name, regime }));
      if (json === true) printJson({ code });
      else note(`agency ${code} is made`);
    });
  subcommand('list', 'all agencies').action(async ({ store: where, json }: StoreOptions) => {
    const agencies = await withStore(ports, where, (store) => listAgencies(store, commandAuthor));
    if (json === true) printJson({ agencies });
    else {
      printLine(
        table(
          ['code', 'name', 'regime', 'capacity', 'state'],
          agencies.map(({ code, name, regime, capacity, disabledAtMs }) => [
            code,
            name,
            regime,
            capacity === undefined ? 'none' : 'set',
            disabledAtMs === undefined ? 'open' : 'disabled',
          ]),
        ),
      );
    }
  });
  subcommand('capacity <code> <file>', 'say what an agency can examine, by a capacity file').action(
    async (code: string, file: string, { store: where, json }: StoreOptions) => {
      const text = await ports.files.readText(file);
      const version = await withStore(ports, where, (store) =>
        setCapacity(ports, store, commandAuthor, { agency: code, text }),
      );
      if (json === true) printJson({ code, version });
      else note(`capacity of ${code}: version ${version}`);
    },
  );
  subcommand('disable <code>', 'sign everybody of an agency out and stop its keys; its records stay').action(
    async (code: string, { store: where, json }: StoreOptions) => {
      await withStore(ports, where, (store) => disableAgency(ports, store, commandAuthor, code));
      if (json === true) printJson({ code });
      else note(`agency ${code} is disabled`);
    },
  );
  subcommand('enable <code>', 'let an agency that was disabled work again').action(
    async (code: string, { store: where, json }: StoreOptions) => {
      await withStore(ports, where, (store) => enableAgency(ports, store, commandAuthor, code));
      if (json === true) printJson({ code });
      else note(`agency ${code} is enabled`);
    },
  );
  return command;
}

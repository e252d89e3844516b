/** `touchstone keys`: which machines may use the service. */
import { Command, Option } from 'commander';
import { formatMoment } from '../../domain/moment.ts';
import { type KeyScope, keyScopes } from '../../domain/roles.ts';
import { commandAuthor } from '../../services/change-author.ts';
import { createApiKey } from '../../services/create-api-key.ts';
import { type ListedKey, listApiKeys } from '../../services/list-api-keys.ts';
import type { Ports } from '../../services/ports.ts';
import { revokeApiKey } from '../../services/revoke-api-key.ts';
import { wholeNumber } from '../option-values.ts';
import { storeOption, withStore } from '../store-option.ts';
import { note, printJson, printLine, table } from '../terminal.ts';

interface StoreOptions {
  readonly store: string;
  readonly json?: boolean;
}

interface AddOptions extends StoreOptions {
  readonly agency: string;
  readonly scope: readonly KeyScope[];
  readonly operator?: number;
  readonly days: number;
}

const usualDays = 90;

/** Returns the command with its subcommands. */
export function keysCommand(ports: Ports): Command {
  const command = new Command('keys').description('keys by which machines use the service');
  const subcommand = (words: string, description: string): Command =>
    command.command(words).description(description).addOption(storeOption()).option('--json', 'print one JSON object');
  subcommand('add <name>', 'make a key and print it; it is shown this once')
    .requiredOption('--agency <code>', 'agency whose machine it is')
    .addOption(new Option('--scope <scope...>', 'what the machine may do').choices(keyScopes).makeOptionMandatory())
    .option('--operator <id>', 'operator whose holds it answers, with answer-holds', wholeNumber('--operator', 1))
    .option('--days <n>', 'days until it ends, up to 366', wholeNumber('--days', 1), usualDays)
    .action(async (name: string, { store: where, json, agency, scope: scopes, operator, days }: AddOptions) => {
      const made = await withStore(ports, where, (store) =>
        createApiKey(ports, store, commandAuthor, { name, agency, scopes, operatorId: operator, days }),
      );
      if (json === true) printJson(made);
      else {
        note(`key ${made.id}, shown this once; it goes into the header Authorization: Bearer …`);
        printLine(made.key);
      }
    });
  subcommand('list', 'all keys, without their secrets').action(async ({ store: where, json }: StoreOptions) => {
    const keys = await withStore(ports, where, (store) => listApiKeys(store, commandAuthor));
    if (json === true) printJson({ keys });
    else printKeys(keys, ports.clock.nowMs());
  });
  subcommand('revoke', 'let a key open nothing from now on')
    .argument('<id>', 'number of the key', wholeNumber('<id>', 1))
    .action(async (id: number, { store: where, json }: StoreOptions) => {
      await withStore(ports, where, (store) => revokeApiKey(ports, store, commandAuthor, id));
      if (json === true) printJson({ id });
      else note(`key ${id} is revoked`);
    });
  return command;
}

function printKeys(keys: readonly ListedKey[], nowMs: number): void {
  const dayOf = (epochMs: number): string => formatMoment({ epochMs, precision: 'day' });
  printLine(
    table(
      ['id', 'key', 'name', 'agency', 'scopes', 'made by', 'last used', 'until'],
      keys.map(({ id, prefix, name, agency, scopes, createdBy, lastUsedAtMs, expiresAtMs, revokedAtMs }) => [
        id,
        `tsk_${prefix}_…`,
        name,
        agency,
        scopes.join(' '),
        createdBy,
        lastUsedAtMs === undefined ? '–' : dayOf(lastUsedAtMs),
        revokedAtMs !== undefined ? 'revoked' : expiresAtMs <= nowMs ? 'over' : dayOf(expiresAtMs),
      ]),
    ),
  );
}

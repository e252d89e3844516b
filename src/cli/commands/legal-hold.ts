/** `touchstone legal-hold`: keeps frozen targets from erasures until a court or an appeal is done with them. */
import { Command } from 'commander';
import { formatMoment } from '../../domain/moment.ts';
import type { FrozenTarget } from '../../services/disclosure-ports.ts';
import { liftLegalHold, setLegalHold } from '../../services/hold-frozen-target.ts';
import type { Ports } from '../../services/ports.ts';
import { msOfMoment, wholeNumber } from '../option-values.ts';
import { storeOption, withStore } from '../store-option.ts';
import { printJson, printLine, table } from '../terminal.ts';

interface StoreOptions {
  readonly store: string;
  readonly json?: boolean;
}

interface SetOptions extends StoreOptions {
  readonly ground: string;
  readonly until: number;
}

interface ListOptions extends StoreOptions {
  readonly reference?: string;
  readonly limit: number;
}

/** Returns the command with its subcommands. */
export function legalHoldCommand(ports: Ports): Command {
  const command = new Command('legal-hold').description(
    'frozen targets, and holds that keep erasures from them until their end',
  );
  const subcommand = (name: string, description: string): Command =>
    command.command(name).description(description).addOption(storeOption()).option('--json', 'print one JSON object');
  const by = () => ({ actor: 'command', nowMs: ports.clock.nowMs() });
  subcommand('list', 'frozen targets, the youngest first, with their holds')
    .option('--reference <id>', 'those of one consignment, AGENCY/REFERENCE')
    .option('--limit <n>', 'listed at most', wholeNumber('--limit', 1), 100)
    .action(async ({ store: where, json, ...filter }: ListOptions) => {
      const targets = await withStore(ports, where, (store) => store.frozenTargets.list(filter));
      if (json === true) printJson({ targets: targets.map(shown) });
      else {
        printLine(
          table(
            ['target', 'case', 'consignment', 'frozen', 'held until', 'ground', 'erasure waits'],
            targets.map(({ id, caseId, reference, frozenAtMs, hold, heldBackSinceMs }) => [
              id,
              caseId,
              reference,
              dayOf(frozenAtMs),
              hold === undefined ? '–' : dayOf(hold.untilMs),
              hold?.ground ?? '–',
              heldBackSinceMs === undefined ? 'no' : `since ${dayOf(heldBackSinceMs)}`,
            ]),
          ),
        );
      }
    });
  subcommand('set', 'put a frozen target under a hold, in the place of the one that stands')
    .argument('<target>', 'number of the frozen target', wholeNumber('target', 1))
    .requiredOption('--ground <text>', 'why, without personal data: it stays')
    .requiredOption('--until <time>', 'its end: a date, or a time with its zone', msOfMoment('--until'))
    .action(async (id: number, { store: where, json, ground, until }: SetOptions) => {
      const hold = await withStore(ports, where, (store) => setLegalHold(store, { id, ground, untilMs: until }, by()));
      if (json === true) printJson({ id, hold });
      else printLine(`target ${id} is held until ${dayOf(until)}`);
    });
  subcommand('lift', 'lift the hold of a frozen target; what an erasure had to pass by is erased at once')
    .argument('<target>', 'number of the frozen target', wholeNumber('target', 1))
    .action(async (id: number, { store: where, json }: StoreOptions) => {
      const erased = await withStore(ports, where, async (store) => {
        await liftLegalHold(store, id, by());
        return store.frozenTargets.eraseDue(ports.clock.nowMs());
      });
      if (json === true) printJson({ id, erased });
      else
        printLine(erased === 0 ? `target ${id} is no longer held` : `target ${id} is no longer held; ${erased} erased`);
    });
  return command;
}

function dayOf(epochMs: number): string {
  return formatMoment({ epochMs, precision: 'day' });
}

function shown({ contentHash, ...target }: FrozenTarget) {
  return { ...target, contentHash: Buffer.from(contentHash).toString('hex') };
}

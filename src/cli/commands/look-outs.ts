/** `touchstone look-outs`: what to look for after confirmed finds, and what matches. */
import { Command } from 'commander';
import { formatMoment } from '../../domain/moment.ts';
import type { Ports } from '../../services/ports.ts';
import { wholeNumber } from '../option-values.ts';
import { storeOption, withStore } from '../store-option.ts';
import { printJson, printLine, table } from '../terminal.ts';

interface ListOptions {
  readonly store: string;
  readonly all?: boolean;
  readonly after: number;
  readonly limit: number;
  readonly json?: boolean;
}

interface MatchesOptions {
  readonly store: string;
  readonly weak?: boolean;
  readonly limit: number;
  readonly json?: boolean;
}

/** Returns the command with its subcommands. */
export function lookOutsCommand(ports: Ports): Command {
  const command = new Command('look-outs').description(
    'senders, addresses, telephones and routes of confirmed finds, and open consignments that match them',
  );
  command
    .command('list')
    .description('look-outs that hold, with their source, grade and end')
    .addOption(storeOption())
    .option('--all', 'those that were withdrawn or have expired, too')
    .option('--after <id>', 'go on after this one', wholeNumber('--after'), 0)
    .option('--limit <n>', 'listed at most', wholeNumber('--limit', 1), 100)
    .option('--json', 'print one JSON object')
    .action(async ({ store: where, all, after, limit, json }: ListOptions) => {
      const holdsAtMs = all === true ? undefined : ports.clock.nowMs();
      const lookOuts = await withStore(ports, where, (store) =>
        store.lookOuts.list({ holdsAtMs, afterId: after, limit }),
      );
      if (json === true) printJson({ lookOuts });
      else {
        printLine(
          table(
            ['id', 'kind', 'grade', 'subject', 'source', 'TLP', 'until', 'matches'],
            lookOuts.map((one) => [
              one.id,
              one.kind,
              one.grade,
              one.subject,
              one.source,
              one.handling.tlp,
              one.withdrawnAtMs === undefined ? dayOf(one.expiresAtMs) : 'withdrawn',
              one.matches,
            ]),
          ),
        );
      }
    });
  command
    .command('matches')
    .description('open consignments that match a look-out, strongest grade first')
    .addOption(storeOption())
    .option('--weak', 'those with nothing but a route in common, too')
    .option('--limit <n>', 'listed at most', wholeNumber('--limit', 1), 100)
    .option('--json', 'print one JSON object')
    .action(async ({ store: where, weak, limit, json }: MatchesOptions) => {
      const filter = { atMs: ports.clock.nowMs(), hasWeak: weak === true, limit };
      const matches = await withStore(ports, where, (store) => store.lookOuts.matches(filter));
      if (json === true) printJson({ matches });
      else {
        printLine(
          table(
            ['consignment', 'stage', 'office', 'release cut-off', 'kind', 'grade', 'subject', 'source', 'TLP'],
            matches.map(({ consignment, stage, office, releaseCutOffMs, lookOut }) => [
              consignment,
              stage,
              office ?? '–',
              releaseCutOffMs === undefined ? '–' : formatMoment({ epochMs: releaseCutOffMs, precision: 'hour' }),
              lookOut.kind,
              lookOut.grade,
              lookOut.subject,
              lookOut.source,
              lookOut.handling.tlp,
            ]),
          ),
        );
      }
    });
  return command;
}

function dayOf(epochMs: number): string {
  return formatMoment({ epochMs, precision: 'day' });
}

/** `touchstone history`: the counted history of a store. */
import { Command } from 'commander';
import { hourMs } from '../../domain/moment.ts';
import { AppError } from '../../errors.ts';
import { compactHistory } from '../../services/compact-history.ts';
import { historyKeys } from '../../services/history-keys.ts';
import type { Ports } from '../../services/ports.ts';
import { rebuildHistory } from '../../services/rebuild-history.ts';
import { type UpdateHistoryReport, updateHistory } from '../../services/update-history.ts';
import { verifyHistory } from '../../services/verify-history.ts';
import { FailureWithResult } from '../failure.ts';
import { storeOption, withStore } from '../store-option.ts';
import { decimal, note, printJson, printLine, table } from '../terminal.ts';

interface Options {
  readonly store: string;
  readonly json?: boolean;
  readonly model?: string;
}

interface CompactOptions extends Options {
  readonly asOf?: number;
}

/** Returns the command with its subcommands. */
export function historyCommand(ports: Ports): Command {
  const command = new Command('history').description(
    'the counted history of a store: whole numbers by entity, source and time, made of facts and no more than a cache of them',
  );
  const subcommand = (name: string, description: string): Command =>
    command.command(name).description(description).addOption(storeOption()).option('--json', 'print one JSON object');
  subcommand('update', 'count what became known since the last update').action(async (options: Options) =>
    printUpdate(
      await withStore(ports, options.store, async (store) =>
        updateHistory(store, await ports.keys.identityKey(), { onProgress: noteProgress }),
      ),
      options,
    ),
  );
  subcommand('rebuild', 'count every fact again').action(async (options: Options) =>
    printUpdate(
      await withStore(ports, options.store, async (store) =>
        rebuildHistory(store, await ports.keys.identityKey(), { onProgress: noteProgress }),
      ),
      options,
    ),
  );
  subcommand('verify', 'count every fact again beside the history and compare each cell; changes nothing').action(
    async (options: Options) => {
      const check = await withStore(ports, options.store, async (store) =>
        verifyHistory(store, await ports.keys.identityKey()),
      );
      if (check.differenceCount > 0) {
        const due = check.dueCount === 0 ? '' : `; ${check.dueCount} changes of facts are not counted yet`;
        const first = check.differences[0]!;
        const reason = `the history differs from its facts in ${check.differenceCount} places${due}; first: ${first.table} ${first.place} has ${first.kept}, counted again ${first.recounted}`;
        throw new FailureWithResult(new AppError('history-differs', { reason }), check);
      }
      if (options.json === true) printJson(check);
      else printLine(`${check.facts} facts give the ${check.cells} cells of the history, none differs`);
    },
  );
  subcommand('compact', 'join ticks older than a week to days, and days to months where readings do so in any case')
    .option('--as-of <date>', 'earliest day that will be scored from now on, YYYY-MM-DD; default today', dayOf)
    .action(async (options: CompactOptions) => {
      const asOfTick = options.asOf ?? Math.floor(ports.clock.nowMs() / hourMs);
      const report = await withStore(ports, options.store, (store) => compactHistory(store, asOfTick));
      if (options.json === true) printJson(report);
      else {
        const exactFrom = new Date(report.exactFromTick * hourMs).toISOString().slice(0, 10);
        printLine(`${report.before} cells are now ${report.after}; replays are exact as of ${exactFrom} and later`);
      }
    });
  subcommand('keys', 'what each kind of entity costs in cells and bytes')
    .option('--model <name>', "NAME or NAME@VERSION: print each kind's share of what the model's splits part")
    .action(async (options: Options) => {
      const report = await withStore(ports, options.store, (store) => historyKeys(ports, store, options.model));
      if (options.json === true) {
        printJson(report);
        return;
      }
      printLine(
        table(
          ['entity', 'keys', 'cells', 'MB', ...(options.model === undefined ? [] : ['gain'])],
          report.entities.map(({ title, keys, cells, bytes, gainShare }) => [
            title,
            keys,
            cells,
            decimal(bytes / 1e6, 1),
            ...(gainShare === undefined ? [] : [`${decimal(gainShare * 100, 1)}%`]),
          ]),
        ),
      );
      printLine(
        `cells ${decimal(report.cellBytes / 1e6, 1)} MB, peers ${decimal(report.peerBytes / 1e6, 1)} MB, texts ${decimal(report.textBytes / 1e6, 1)} MB, what facts have added ${decimal(report.countedBytes / 1e6, 1)} MB; ${decimal(report.bytesPerMillionFacts / 1e6, 0)} MB for a million facts`,
      );
    });
  return command;
}

/** Ticks of the first hour of a day. */
function dayOf(text: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) throw new AppError('usage', { reason: `--as-of wants a date as YYYY-MM-DD, got ${text}` });
  return ms / hourMs;
}

function noteProgress(facts: number): void {
  if (process.stderr.isTTY) note(`${facts} facts`);
}

function printUpdate(report: UpdateHistoryReport, options: Options): void {
  if (options.json === true) printJson(report);
  else {
    printLine(
      `${report.facts} facts looked at, ${report.changedFacts} changed the history, in ${report.cells} cells${report.isRebuilt ? '; counted from the beginning' : ''}`,
    );
  }
}

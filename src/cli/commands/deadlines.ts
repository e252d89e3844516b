/** `touchstone deadlines`: what the law asks for next, and by when. */
import { Command } from 'commander';
import { type ListDeadlinesReport, listDeadlines } from '../../services/list-deadlines.ts';
import type { Ports } from '../../services/ports.ts';
import { loadRates, readRecords, resolveInput } from '../../services/read-records.ts';
import { msOfMoment } from '../option-values.ts';
import { storeInstead, storeInsteadOption, withStore } from '../store-option.ts';
import { noteBooks, printJson, printLine, table } from '../terminal.ts';

interface Options {
  readonly profile?: string;
  readonly procedure: string;
  readonly calendar: string;
  readonly known?: string;
  readonly at?: number;
  readonly json?: boolean;
}

const shownCases = 40;

/** Returns the command. */
export function deadlinesCommand(ports: Ports): Command {
  return new Command('deadlines')
    .description('dates of procedure of the cases that measures have begun: next step, what is due, what is overdue')
    .argument('[measures...]', 'files of measures, as PATH or PROFILE:PATH')
    .addOption(storeInsteadOption())
    .option('--profile <name>', 'profile of files that name none')
    .requiredOption('--procedure <name>', 'procedure by name or path, such as eu-608-2013 or us-19-cfr-133')
    .requiredOption('--calendar <name>', 'calendar of working days by name or path, such as de or us')
    .option('--known <file>', 'CSV measure,name,value: days of steps that were done, and facts (yes or no)')
    .option('--at <time>', 'as of this day (ISO); default today', msOfMoment('--at'))
    .option('--json', 'print one JSON object')
    .action(async (paths: string[], options: Options, command: Command) => {
      const location = storeInstead(command, paths.length > 0, { files: ['profile'], store: [] });
      const input = {
        procedure: options.procedure,
        calendar: options.calendar,
        knownPath: options.known,
        atMs: options.at ?? ports.clock.nowMs(),
      };
      let report: ListDeadlinesReport;
      if (location === undefined) {
        const files = await Promise.all(paths.map((path) => resolveInput(ports, path, options.profile)));
        const reports: Parameters<typeof noteBooks>[0][number][] = [];
        const records = readRecords(ports, files, { rates: await loadRates(ports), reports });
        report = await listDeadlines(ports, records, input);
        noteBooks(reports);
      } else
        report = await withStore(ports, location, (store) =>
          listDeadlines(ports, store.facts.currentRecords(['measure']), input),
        );
      if (options.json === true) printJson(report);
      else printReport(report);
    });
}

function printReport(report: ListDeadlinesReport): void {
  printLine(
    `${report.procedure}; calendar ${report.calendar}; as of ${report.today}: ${report.open} cases open, ${report.closed} closed, ${report.overdueSteps} steps overdue` +
      (report.outsideOfLaw > 0 ? `; ${report.outsideOfLaw} measures from a time when this was not law` : ''),
  );
  const rows = report.cases
    .slice(0, shownCases)
    .flatMap(({ measure, begun, next, steps }) =>
      steps
        .filter(({ state }) => state !== 'done')
        .map(({ step, who, dueOn, state, dependsOn, basis }) => [
          measure,
          begun,
          `${step === next ? '→ ' : ''}${step}`,
          who,
          dueOn,
          state === 'waiting' ? 'at the latest' : state,
          dependsOn.length === 0 ? '' : `if ${dependsOn.join(', ')} says so`,
          basis,
        ]),
    );
  if (rows.length > 0) printLine(table(['measure', 'begun', 'step', 'who', 'due', 'state', 'depends', 'basis'], rows));
  if (report.cases.length > shownCases) printLine(`… and ${report.cases.length - shownCases} more cases`);
}

/** `touchstone operations`: stored operations of an agency. */
import { Command } from 'commander';
import { listStateOf } from '../../domain/list-version.ts';
import type { AgencyView } from '../../services/agency-view-ports.ts';
import { briefText } from '../../services/operations/brief-text.ts';
import { closeOutOf } from '../../services/operations/close-out.ts';
import { operationToRead } from '../../services/operations/operation-author.ts';
import type { Ports } from '../../services/ports.ts';
import { wholeNumber } from '../option-values.ts';
import { storeOption, withStore } from '../store-option.ts';
import { printJson, printLine, table } from '../terminal.ts';

interface Options {
  readonly store: string;
  readonly agency: string;
  readonly json?: boolean;
}

const mostOperations = 200;

/** Returns the command with its subcommands. */
export function operationsCommand(ports: Ports): Command {
  const command = new Command('operations').description('operations that an agency leads or takes part in');
  const subcommand = (words: string, description: string): Command =>
    command
      .command(words)
      .description(description)
      .addOption(storeOption())
      .requiredOption('--agency <code>', 'agency whose view it is')
      .option('--json', 'print one JSON object');
  const inView = <T>({ store: where, agency }: Options, use: (view: AgencyView, nowMs: number) => Promise<T>) => {
    const nowMs = ports.clock.nowMs();
    return withStore(ports, where, (store) => store.asAgency({ agency, nowMs }, (view) => use(view, nowMs)));
  };
  subcommand('list', 'all operations, the latest first').action(async (options: Options) => {
    const operations = await inView(options, (view) => view.operations.list(mostOperations));
    if (options.json === true) return printJson({ operations });
    printLine(
      table(
        ['id', 'name', 'window', 'state', 'led by', 'reports due'],
        operations.map(({ id, name, plan, state, agency, reportsDueMs }) => [
          id,
          name,
          `${plan.from} to ${plan.to}`,
          state,
          agency,
          momentText(reportsDueMs),
        ]),
      ),
    );
  });
  subcommand('show <id>', 'the brief of an operation, and the versions of the list').action(
    async (id: string, options: Options) => {
      const found = await inView(options, async (view) => {
        const operation = await operationToRead(view, wholeNumber('<id>', 1)(id));
        const participants = await view.operations.participants(operation.id);
        return { operation, participants, lists: await view.listVersions.list(operation.id) };
      });
      if (options.json === true) return printJson(found);
      const list = found.lists.find(({ sent, recalled }) => sent !== undefined && recalled === undefined);
      printLine(briefText({ ...found, list }));
      printLine(
        table(
          ['version', 'state', 'targets', 'expected finds', 'made', 'approved'],
          found.lists.map((one) => [
            one.version,
            listStateOf(one),
            one.targetCount,
            `${one.figures.findsInterval[0]} to ${one.figures.findsInterval[1]}`,
            momentText(one.made.atMs),
            one.approved === undefined ? '' : momentText(one.approved.atMs),
          ]),
        ),
      );
    },
  );
  subcommand('close-out <id>', 'what the list expected, what was found, and who has not reported').action(
    async (id: string, options: Options) => {
      const closeOut = await inView(options, async (view, nowMs) => {
        const operation = await operationToRead(view, wholeNumber('<id>', 1)(id));
        const kept = operation.agency === options.agency ? operation.closeOut : undefined;
        return kept ?? (await closeOutOf(view, operation, nowMs));
      });
      if (options.json === true) return printJson(closeOut);
      const { list, reported, reporting } = closeOut;
      if (list === undefined) printLine('no list is in force');
      else {
        printLine(
          `list version ${list.version}: ${list.selected} selected, ${list.held} held, ${list.examined} examined, ${list.checked} checked for infringements`,
        );
        printLine(
          `found ${list.found}, of them ${list.confirmed} confirmed; expected ${list.expectedFinds.toFixed(1)} (${list.findsInterval[0]} to ${list.findsInterval[1]}) if all are examined: ${list.verdict ?? 'not everything was examined, so the two cannot be compared'}`,
        );
        for (const [reason, count] of Object.entries(list.notExamined)) printLine(`not examined: ${count} ${reason}`);
      }
      printLine(
        `final reports: ${reported.examined} examined, ${reported.found} found, ${reported.articles} articles, ${reported.arrests} arrests`,
      );
      for (const { agency, state } of reporting) printLine(`${agency}: ${state}`);
    },
  );
  return command;
}

function momentText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16)}Z`;
}

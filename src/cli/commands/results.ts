/** `touchstone results`: results that come back. */
import { Command } from 'commander';
import { AppError } from '../../errors.ts';
import type { Ports } from '../../services/ports.ts';
import type { Store } from '../../services/store-ports.ts';
import {
  type ImportResultsReport,
  importResultsToFiles,
  importResultsToStore,
} from '../../services/target-packs/import-results.ts';
import { parseSentList, type SentList } from '../../services/target-packs/sent-list.ts';
import { wholeNumber } from '../option-values.ts';
import { withStore } from '../store-option.ts';
import { note, printJson, printLine, table } from '../terminal.ts';

interface Options {
  readonly sent?: string;
  readonly export?: number;
  readonly store?: string;
  readonly out: string;
  readonly rejects: string;
  readonly json?: boolean;
}

const shownRejects = 20;

/** Returns the command. */
export function resultsCommand(ports: Ports): Command {
  return new Command('results').description('results of targets that were sent out').addCommand(
    new Command('import')
      .description(
        'take in results from the spreadsheet that was sent, checked against the list; rows that do not fit are kept apart',
      )
      .argument('<file>', 'the spreadsheet as it came back: XLSX or CSV')
      .option('--sent <file>', 'the list that was sent: *.sent.json of the export')
      .option('--export <id>', 'with --store: the export of the service that was sent', wholeNumber('--export', 1))
      .option('--store <where>', 'take them into this store, rejected rows into its quarantine; else files are written')
      .option('--out <file>', 'results as CSV, in the profile touchstone', 'out/results.csv')
      .option(
        '--rejects <file>',
        'rejected rows as CSV, with row, column, code and what was expected',
        'out/results-rejects.csv',
      )
      .option('--json', 'print one JSON object')
      .action(async (path: string, options: Options) => {
        const { out: resultsPath, rejects: rejectsPath, store: where } = options;
        const report =
          where === undefined
            ? await importResultsToFiles(
                ports,
                { path, sent: await sentOf(ports, options) },
                { resultsPath, rejectsPath },
              )
            : await withStore(ports, where, async (store) =>
                importResultsToStore(ports, store, { path, sent: await sentOf(ports, options, store) }),
              );
        if (options.json === true) printJson(report);
        else
          printReport(
            report,
            where === undefined
              ? `results in ${resultsPath}, rejected rows in ${rejectsPath}`
              : `taken into ${where}; rejected rows wait in quarantine`,
          );
      }),
  );
}

/** The list that was sent: of a file, or of an export that a store keeps. */
async function sentOf(
  ports: Pick<Ports, 'files'>,
  { sent, export: exportId }: Options,
  store?: Pick<Store, 'packExports'>,
): Promise<SentList> {
  if ((sent === undefined) === (exportId === undefined))
    throw new AppError('usage', { reason: 'say what was sent: --sent FILE, or --export ID with a store' });
  if (sent !== undefined) return parseSentList(sent, await ports.files.readText(sent));
  if (store === undefined) throw new AppError('usage', { reason: '--export needs --store' });
  return parseSentList(`export ${exportId}`, JSON.stringify((await store.packExports.sentOf(exportId!)) ?? null));
}

function printReport(report: ImportResultsReport, where: string): void {
  const { rowsRead, sound, rejected, blank, executions, rejects } = report;
  printLine(`${report.file}: rows read ${rowsRead} = ${sound} sound + ${rejected} rejected + ${blank} blank`);
  const parts = Object.entries(executions).map(([execution, count]) => `${count} ${execution}`);
  printLine(
    `sound ${sound}${parts.length === 0 ? '' : ` = ${parts.join(' + ')}`}; ${report.examinations} examinations, ${report.measures} measures`,
  );
  printLine(
    `list ${report.list.id}, version ${report.list.version}: ${report.notReported} targets not reported in this file`,
  );
  if (rejects.length > 0)
    printLine(
      table(
        ['row', 'column', 'code', 'expected'],
        rejects.slice(0, shownRejects).map(({ row, column, code, expected }) => [row, column ?? '', code, expected]),
      ),
    );
  if (rejects.length > shownRejects) printLine(`… and ${rejects.length - shownRejects} more`);
  note(where);
}

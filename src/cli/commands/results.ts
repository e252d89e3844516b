/** `touchstone results`: results that come back. */
import { Command } from 'commander';
import type { Ports } from '../../services/ports.ts';
import {
  type ImportResultsReport,
  importResultsToFiles,
  importResultsToStore,
} from '../../services/target-packs/import-results.ts';
import { parseSentList } from '../../services/target-packs/sent-list.ts';
import { withStore } from '../store-option.ts';
import { note, printJson, printLine, table } from '../terminal.ts';

interface Options {
  readonly sent: string;
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
      .requiredOption('--sent <file>', 'the list that was sent: *.sent.json of the export')
      .option('--store <where>', 'take them into this store, rejected rows into its quarantine; else files are written')
      .option('--out <file>', 'results as CSV, in the profile touchstone', 'out/results.csv')
      .option(
        '--rejects <file>',
        'rejected rows as CSV, with row, column, code and what was expected',
        'out/results-rejects.csv',
      )
      .option('--json', 'print one JSON object')
      .action(async (path: string, options: Options) => {
        const input = { path, sent: parseSentList(options.sent, await ports.files.readText(options.sent)) };
        const { out: resultsPath, rejects: rejectsPath, store: where } = options;
        const report =
          where === undefined
            ? await importResultsToFiles(ports, input, { resultsPath, rejectsPath })
            : await withStore(ports, where, (store) => importResultsToStore(ports, store, input));
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

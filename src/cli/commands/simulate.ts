/** `touchstone simulate`: writes the files that invented agencies would send. */
import { Command } from 'commander';
import type { Ports } from '../../services/ports.ts';
import { simulate } from '../../services/simulate.ts';
import { wholeNumber } from '../option-values.ts';
import { decimal, note, printJson, printLine, table } from '../terminal.ts';

interface Options {
  readonly scenario: string;
  readonly rows?: number;
  readonly seed: number;
  readonly out: string;
  readonly json?: boolean;
}

/** Returns the command. */
export function simulateCommand(ports: Ports): Command {
  return new Command('simulate')
    .description(
      'write the files of a simulated world: traders, infringers, examinations and measures of invented agencies',
    )
    .option('--scenario <name>', 'scenario by name or path', 'sample')
    .option('--rows <n>', "goods items in all phases together; default the scenario's", wholeNumber('--rows', 1))
    .option('--seed <n>', 'seed of every draw; the same seed gives the same bytes', wholeNumber('--seed'), 1)
    .requiredOption('--out <folder>', 'folder for the files, one folder a phase')
    .option('--json', 'print one JSON object')
    .action(async (options: Options) => {
      const report = await simulate(ports, {
        scenario: options.scenario,
        rows: options.rows,
        seed: options.seed,
        outDir: options.out,
      });
      if (options.json === true) {
        printJson(report);
        return;
      }
      printLine(
        `scenario ${report.scenario}, seed ${report.seed}: ${report.rows} goods items, ${(report.infringingShare * 100).toFixed(2)}% of them infringing`,
      );
      const { oracleRecallAt5 } = report;
      printLine(
        `in the last phase the oracle finds ${oracleRecallAt5 === null ? 'nothing, since nothing infringes' : `${(oracleRecallAt5 * 100).toFixed(1)}% of the infringing items in its top 5%`}; ${report.positives} items of the first phase were examined and confirmed`,
      );
      for (const claim of report.claims.filter((one) => !one.holds)) {
        note(
          `the scenario claims ${claim.figure} ${claim.claimed} ± ${claim.tolerance}, and this run has ${decimal(claim.measured, 4)}`,
        );
      }
      printLine(
        table(
          ['file', 'rows', 'bad on purpose', 'bytes', 'SHA-256'],
          report.files.map((file) => [file.path, file.rows, file.spoiled, file.bytes, `${file.sha256.slice(0, 16)}…`]),
        ),
      );
    });
}

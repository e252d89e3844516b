/** `touchstone rules`: rules of selectivity, checked and tried on history. */
import { Command } from 'commander';
import { AppError } from '../../errors.ts';
import { checkRules } from '../../services/check-rules.ts';
import { type DryRunReport, dryRunRules } from '../../services/dry-run-rules.ts';
import type { Ports } from '../../services/ports.ts';
import { resolveInput } from '../../services/read-records.ts';
import { FailureWithResult } from '../failure.ts';
import { decimal, noteBooks, printJson, printLine, table } from '../terminal.ts';

/** Returns the command. */
export function rulesCommand(ports: Ports): Command {
  const check = new Command('check')
    .description('say whether a file of rules is valid, and what is wrong where')
    .argument('<rules>', 'YAML of rules and suppressions')
    .option('--json', 'print one JSON object')
    .action(async (path: string, options: { readonly json?: boolean }) => {
      const report = await checkRules(ports, path);
      if (!report.isValid) {
        const problems = report.problems.map(({ line, at, expected }) => `  line ${line}, ${at}: ${expected}`);
        throw new FailureWithResult(
          new AppError('settings-invalid', { file: path, problems: problems.join('\n') }),
          report,
        );
      }
      if (options.json === true) printJson(report);
      else
        printLine(
          `${path} is valid: ${report.rules} rules (${report.live} live today), ${report.suppressions} suppressions`,
        );
    });
  const dryRun = new Command('dry-run')
    .description('match rules with declarations of the past, and count what was found among them')
    .argument('<rules>', 'YAML of rules and suppressions')
    .argument('<files...>', 'declarations, and results in files of their own, as PATH or PROFILE:PATH')
    .option('--profile <name>', 'profile of files that name none')
    .option('--json', 'print one JSON object')
    .action(
      async (rulesPath: string, paths: string[], options: { readonly profile?: string; readonly json?: boolean }) => {
        const files = await Promise.all(paths.map((path) => resolveInput(ports, path, options.profile)));
        const report = await dryRunRules(ports, { rulesPath, files });
        noteBooks(report.files);
        if (options.json === true) printJson(report);
        else printTrial(report);
      },
    );
  return new Command('rules').description('rules of selectivity and suppressions').addCommand(check).addCommand(dryRun);
}

function printTrial(report: DryRunReport): void {
  printLine(`${report.consignments} consignments, ${report.examined} with a result, ${report.found} of them finds`);
  printLine(
    table(
      ['rule', 'state', 'matched', 'examined', 'found', 'precision', '95%', 'floor', 'examples'],
      report.rules.map(({ id, state, matched, examined, found, precision, interval, isBelowFloor, examples }) => [
        id,
        state,
        matched,
        examined,
        found,
        decimal(precision ?? null),
        interval === undefined ? '–' : `${decimal(interval[0])} to ${decimal(interval[1])}`,
        isBelowFloor ? 'BELOW' : '',
        examples.join(' '),
      ]),
    ),
  );
  for (const { id, matched } of report.suppressions) printLine(`suppression ${id}: ${matched} consignments`);
}

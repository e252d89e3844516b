/** `touchstone demo`: the whole way, on the sample that comes with the program. */
import { Command } from 'commander';
import { hazardText } from '../../ranking/officer-view.ts';
import type { Ports } from '../../services/ports.ts';
import { type DemoTarget, type RunDemoReport, runDemo } from '../../services/run-demo.ts';
import { bookLine, decimal, printJson, printLine, usd } from '../terminal.ts';

interface Options {
  readonly out: string;
  readonly json?: boolean;
}

/** Returns the command. */
export function demoCommand(ports: Ports): Command {
  return new Command('demo')
    .description("score two sample agencies' files with the sample model and rank targets with reasons")
    .option('--out <folder>', 'folder for scores, targets and rejected rows', 'out')
    .option('--json', 'print one JSON object')
    .action(async (options: Options) => {
      const report = await runDemo(ports, options.out);
      if (options.json === true) printJson(report);
      else printReport(report);
    });
}

function printReport(report: RunDemoReport): void {
  printLine('Everything in this demo is simulated: agencies, people, firms, brands and the model.');
  printLine();
  for (const file of report.files) printLine(bookLine(file));
  printLine(
    `${report.rowsScored} goods items of ${report.consignments} consignments scored with ${report.model}; ${report.targets.length} targets under policy ${report.policy}`,
  );
  printLine();
  for (const target of report.targets) printTarget(target);
  printLine();
  printLine(`targets  ${report.targetsPath}`);
  printLine(`scores   ${report.scoresPath}`);
  printLine(`rejects  ${report.rejectsPath}`);
  printLine(`${decimal(report.seconds, 1)} s. A score is a suspicion about goods, not a finding; a person decides.`);
}

function printTarget(target: DemoTarget): void {
  const value = target.valueUsd === undefined ? 'no value' : `USD ${usd(target.valueUsd)}`;
  const others = target.hsCodes.filter((code) => code !== target.hsCode);
  printLine(
    `${String(target.place).padStart(3)}. ${target.consignmentId}  risk ${target.riskScore}%  ${target.lane}  ${target.declaredOn}  ${target.channel ?? ''} ${target.office ?? ''}`,
  );
  printLine(
    `     HS ${target.hsCode ?? 'not declared'} from ${target.originCountry ?? 'unknown origin'}: ${target.description ?? 'no description'}`,
  );
  printLine(`     ${value} in all${others.length === 0 ? '' : `, with HS ${others.join(' ')}`}`);
  const hazard = hazardText(target);
  if (hazard !== undefined) {
    printLine(`     health and safety: ${hazard}: ${target.healthAndSafetyDescription ?? 'no description'}`);
  }
  for (const reason of target.reasons) printLine(`       ${reason}`);
}

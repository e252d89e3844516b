/** `touchstone allocate`: assigns targets to offices, shifts and controls. */
import { Command } from 'commander';
import { type AllocateTargetsReport, allocateTargets } from '../../services/allocate-targets.ts';
import type { AllocationFigures } from '../../services/allocation-figures.ts';
import { defaultPolicyName } from '../../services/load-policy.ts';
import type { Ports } from '../../services/ports.ts';
import { wholeNumber } from '../option-values.ts';
import { decimal, printJson, printLine, table } from '../terminal.ts';

interface Options {
  readonly operation: string;
  readonly policy: string;
  readonly greedy?: boolean;
  readonly whatIf?: string[];
  readonly out?: string;
  readonly record?: string;
  readonly seed: number;
  readonly json?: boolean;
}

/** Returns the command. */
export function allocateCommand(ports: Ports): Command {
  return new Command('allocate')
    .description(
      'plan an operation: choose targets and assign them to offices, shifts and controls, so that the harm that is expected to be found is as high as the officer-minutes allow; the random quota first',
    )
    .argument('<scored>', 'CSV that `touchstone score` wrote; a column examinationUnit says what is opened together')
    .requiredOption('--operation <file>', 'YAML: window, offices, shifts, officer-minutes, controls, shares and caps')
    .option('--policy <name>', 'harm policy by name or path', defaultPolicyName)
    .option(
      '--greedy',
      'keep the greedy choice, the most harm for its minutes first, and say how far it is from the best',
    )
    .option('--what-if <changes...>', 'solve again with other capacities, as AU1001:physical:+25% or *:scan:-60')
    .option('--out <file>', 'CSV for officers: office, shift, control, unit, consignment, minutes')
    .option('--record <file>', 'CSV for statistics: what was drawn at random, with every chance of it')
    .option('--seed <n>', 'seed of the random quota', wholeNumber('--seed'), 1)
    .option('--json', 'print one JSON object')
    .action(async (scoredPath: string, options: Options) => {
      const report = await allocateTargets(ports, {
        scoredPath,
        operationPath: options.operation,
        policy: options.policy,
        seed: options.seed,
        method: options.greedy === true ? 'greedy' : 'best',
        whatIf: options.whatIf ?? [],
        outPath: options.out,
        recordPath: options.record,
      });
      if (options.json === true) printJson(report);
      else printReport(report, options.whatIf ?? []);
    });
}

function printReport(report: AllocateTargetsReport, changes: readonly string[]): void {
  const unfit = Object.entries(report.unfit).map(([reason, count]) => `${count} ${reason}`);
  printLine(`${report.operation}, policy ${report.policy}: ${report.candidates} consignments`);
  if (unfit.length > 0) printLine(`cannot be controlled: ${unfit.join(', ')}`);
  printFigures(report);
  printLine(table(['office', 'kind', 'minutes', 'of', 'used', 'most that an hour brings'], minutesByOffice(report)));
  for (const { name, used, limit } of report.minimumShares)
    printLine(
      `${name}: ${decimal(used, 0)} minutes, at least ${decimal(limit, 0)}${used < limit - 1e-6 ? ': NOT REACHED' : ''}`,
    );
  for (const { name, used, limit } of report.caps)
    if (used > limit - 1) printLine(`${name}: ${used} targets, the cap of ${limit} binds`);
  if (report.whatIf !== undefined) {
    printLine(`what if ${changes.join(', ')}:`);
    printFigures(report.whatIf);
    printLine(
      `expected harm ${signed(report.whatIf.expectedHarm - report.expectedHarm, 1)}, expected finds ${signed(report.whatIf.expectedFinds - report.expectedFinds, 1)}`,
    );
  }
}

function printFigures(figures: AllocationFigures): void {
  const { controls, findsInterval } = figures;
  const missed = figures.drawnNotPlaced > 0 ? `, ${figures.drawnNotPlaced} drawn that no shift has room for` : '';
  printLine(
    `${figures.targets} targets in ${figures.units} units: ${controls.physical} openings, ${controls['scan-then-open']} scans with opening on alarm, ${controls.documentary} documentary; ` +
      `${figures.drawnUnits} of the units by the random quota${missed}`,
  );
  printLine(
    `expected finds ${decimal(figures.expectedFinds, 1)}, with 80% between ${findsInterval[0]} and ${findsInterval[1]}; expected harm ${decimal(figures.expectedHarm, 1)}`,
  );
  printLine(
    `beside the quota: harm ${decimal(figures.chosenHarm, 1)}, bound ${decimal(figures.bound, 1)}, gap ${percent(figures.gap)}; greedy ${decimal(figures.greedyHarm, 1)}, gap ${percent(figures.greedyGap)}`,
  );
}

/** Minutes of all shifts of an office together, and the price of the dearest hour in any of them. */
function minutesByOffice({ minutes }: AllocationFigures): (string | number)[][] {
  const sums = new Map<string, { office: string; kind: string; used: number; limit: number; price: number }>();
  for (const { office, kind, used, limit, price } of minutes) {
    const sum = sums.get(`${office} ${kind}`) ?? { office, kind, used: 0, limit: 0, price: 0 };
    sum.used += used;
    sum.limit += limit;
    sum.price = Math.max(sum.price, price);
    sums.set(`${office} ${kind}`, sum);
  }
  return [...sums.values()].map(({ office, kind, used, limit, price }) => [
    office,
    kind,
    decimal(used, 0),
    decimal(limit, 0),
    percent(used / limit, 0),
    decimal(price * minutesInHour, 3),
  ]);
}

const minutesInHour = 60;

function percent(share: number, digits = 2): string {
  return `${decimal(100 * share, digits)}%`;
}

function signed(amount: number, digits: number): string {
  return `${amount >= 0 ? '+' : ''}${decimal(amount, digits)}`;
}

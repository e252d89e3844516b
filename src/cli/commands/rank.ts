/** `touchstone rank`: chooses targets from scores under capacity. */
import { Command } from 'commander';
import { hazardText } from '../../ranking/officer-view.ts';
import { defaultPolicyName } from '../../services/load-policy.ts';
import type { Ports } from '../../services/ports.ts';
import type { RankReport } from '../../services/rank-candidates.ts';
import { rankScored } from '../../services/rank-scored.ts';
import { rankStored } from '../../services/rank-stored.ts';
import { msOfMoment, tickOfMoment, wholeNumber } from '../option-values.ts';
import { storeInstead, storeInsteadOption, withStore } from '../store-option.ts';
import { decimal, note, printJson, printLine, table, usd } from '../terminal.ts';

interface Options {
  readonly capacity: string;
  readonly policy: string;
  readonly at?: string;
  readonly selected?: string[];
  readonly manual?: string[];
  readonly out?: string;
  readonly record?: string;
  readonly reasons?: boolean;
  readonly lookOuts?: boolean;
  readonly since?: number;
  readonly rules?: string;
  readonly rulesOn?: number;
  readonly seed: number;
  readonly json?: boolean;
}

const shownTargets = 20;

/** Returns the command. */
export function rankCommand(ports: Ports): Command {
  return new Command('rank')
    .description(
      'choose targets from scores under capacity, those of a scored file or the current ones of a store: the random slice first, then by policy',
    )
    .argument('[scored]', 'CSV that `touchstone score` wrote')
    .addOption(storeInsteadOption())
    .option('--reasons', 'with a store: give the reasons of the targets')
    .option('--look-outs', 'with a store: take what matches a look-out first, as far as the random slice leaves room')
    .option(
      '--since <time>',
      'with a store: rank consignments as of this date or later (ISO); default all that have a current score',
      tickOfMoment('--since'),
    )
    .requiredOption('--capacity <file>', 'YAML: examinations by office, channel and day or shift')
    .option('--policy <name>', 'harm and lane policy by name or path', defaultPolicyName)
    .option(
      '--at <time>',
      'rank a stream at this moment (ISO with its zone, such as 2026-10-10T12:00Z): fill what is left. Without it nothing is said about time, and release cut-offs are not looked at',
    )
    .option('--selected <files...>', 'with --at: targets of earlier rankings of the same stream, all of them')
    .option('--manual <ids...>', 'without --at: consignments that an officer selected')
    .option(
      '--rules <file>',
      'with files and without --at: rules and suppressions (YAML) beside the model and the random slice',
    )
    .option('--rules-on <date>', 'the day on which rules are asked; default today', msOfMoment('--rules-on'))
    .option('--out <file>', 'CSV of targets for officers')
    .option(
      '--record <file>',
      'CSV for statistics: every eligible consignment with its probability of selection and why it was selected',
    )
    .option('--seed <n>', 'seed of the random slice', wholeNumber('--seed'), 1)
    .option('--json', 'print one JSON object')
    .action(async (scoredPath: string | undefined, options: Options, command: Command) => {
      const location = storeInstead(command, scoredPath !== undefined, {
        files: ['rules', 'rulesOn'],
        store: ['reasons', 'since', 'lookOuts'],
      });
      const input = {
        capacityPath: options.capacity,
        policy: options.policy,
        seed: options.seed,
        manual: options.manual ?? [],
        at: options.at,
        earlierPaths: options.selected,
        rules:
          options.rules === undefined
            ? undefined
            : {
                path: options.rules,
                today: new Date(options.rulesOn ?? ports.clock.nowMs()).toISOString().slice(0, 10),
              },
        outPath: options.out,
        recordPath: options.record,
      };
      const report =
        location === undefined
          ? await rankScored(ports, { ...input, scoredPath: scoredPath! })
          : await withStore(ports, location, (store) =>
              rankStored(ports, store, {
                ...input,
                sinceTick: options.since,
                hasReasons: options.reasons === true,
                takesLookOuts: options.lookOuts === true,
              }),
            );
      if (options.out !== undefined && !report.hasReasons) {
        note(
          `the list bears no reasons, since not every target has them: ${location === undefined ? 'score' : 'rank'} with --reasons`,
        );
      }
      if (options.json === true) printJson(report);
      else printReport(report);
    });
}

function printReport(report: RankReport): void {
  const left = Object.entries(report.ineligible).map(([reason, count]) => `${count} ${reason}`);
  printLine(
    `${report.candidates} consignments = ${report.eligible} eligible + ${report.candidates - report.eligible} not${left.length === 0 ? '' : ` (${left.join(', ')})`}`,
  );
  printLine(
    `${report.selected} targets under policy ${report.policy}; expected finds ${decimal(report.expectedFinds, 1)}`,
  );
  printLine(
    `lanes: ${Object.entries(report.lanes)
      .map(([lane, count]) => `${lane} ${count}`)
      .join(', ')}`,
  );
  for (const stream of report.streams) {
    printLine(
      `${stream.cell}: ${stream.arrived} of ${stream.forecastArrivals} arrived, ${stream.selectedEarlier} + ${stream.selectedNow} of ${stream.capacity} selected; ` +
        `expected finds ${decimal(stream.expectedFinds, 1)}, in hindsight ${decimal(stream.hindsightExpectedFinds, 1)}`,
    );
  }
  printLine(
    table(
      [
        'place',
        'consignment',
        'lane',
        'risk',
        'office',
        'channel',
        'shift',
        'HS',
        'value USD',
        'health and safety',
        'right',
      ],
      report.targets
        .slice(0, shownTargets)
        .map((target) => [
          target.place,
          target.consignmentId,
          target.lane,
          target.riskScore ?? 'not scored',
          target.office ?? '–',
          target.channel ?? '–',
          target.shift,
          target.hsCodes.join(' '),
          target.valueUsd === undefined ? '–' : usd(target.valueUsd),
          hazardText(target) ?? '',
          target.right?.replaceAll('-', ' ') ?? '',
        ]),
    ),
  );
  if (report.targets.length > shownTargets) printLine(`… and ${report.targets.length - shownTargets} more`);
}

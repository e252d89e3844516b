/** `touchstone backtest`: trains on some files and is judged on others. */
import { Command } from 'commander';
import { type BacktestReport, backtest } from '../../services/backtest.ts';
import type { Ports } from '../../services/ports.ts';
import { resolveInput } from '../../services/read-records.ts';
import { parseShares, tickOfMoment, wholeNumber } from '../option-values.ts';
import { storeInstead, storeInsteadOption, withStore } from '../store-option.ts';
import { decimal, noteBooks, printJson, printLine, table } from '../terminal.ts';

interface Options {
  readonly profile?: string;
  readonly train?: string[];
  readonly test?: string[];
  readonly split?: number;
  readonly label?: string;
  readonly at: number[];
  readonly recipe: string;
  readonly seed: number;
  readonly online?: boolean;
  readonly oracle?: string;
  readonly rejects?: string;
  readonly json?: boolean;
}

/** Returns the command. */
export function backtestCommand(ports: Ports): Command {
  return new Command('backtest')
    .description(
      'train on some files, be judged on others, or on a store before and after a moment, in order of time and with nothing leaking from the future',
    )
    .option('--profile <name>', 'mapping profile of files that name none')
    .addOption(storeInsteadOption())
    .option(
      '--split <time>',
      'with a store: train on what was known before this date (ISO), be judged on goods items from then on',
      tickOfMoment('--split'),
    )
    .option(
      '--train <files...>',
      'training files: PATH or PROFILE:PATH; results of the same period may be given beside declarations',
    )
    .option('--test <files...>', 'test files')
    .option('--label <name>', "label of the profile; default the profile's own")
    .option('--at <shares>', 'shares of rows examined, separated by commas', parseShares, [0.01, 0.05, 0.1])
    .option('--recipe <name>', 'recipe by name or path', 'default')
    .option('--seed <n>', 'seed of every draw', wholeNumber('--seed'), 1)
    .option('--online', 'let results of test rows become known as days pass (otherwise labels stay frozen)')
    .option('--oracle <file>', "oracle's file of a simulated test: judge every item by the truth, beside the oracle")
    .option('--rejects <file>', 'write the rejected rows here, with the reason of each')
    .option('--json', 'print one JSON object')
    .action(async (options: Options, command: Command) => {
      const location = storeInstead(command, options.train !== undefined || options.test !== undefined, {
        files: ['profile', 'rejects'],
        neededByFiles: ['train', 'test'],
        store: ['split'],
        neededByStore: ['split'],
      });
      const resolve = (word: string) => resolveInput(ports, word, options.profile);
      const input = {
        train: await Promise.all((options.train ?? []).map(resolve)),
        test: await Promise.all((options.test ?? []).map(resolve)),
        label: options.label,
        shares: options.at,
        recipe: options.recipe,
        seed: options.seed,
        isOnline: options.online === true,
        oraclePath: options.oracle,
        rejectsPath: options.rejects,
      };
      const report =
        location === undefined
          ? await backtest(ports, input)
          : await withStore(ports, location, (store) =>
              backtest(ports, { ...input, stored: { store, splitTick: options.split! } }),
            );
      noteBooks(report.files);
      if (options.json === true) printJson(report);
      else printReport(report);
    });
}

function printReport(report: BacktestReport): void {
  printLine(report.protocol);
  printLine();
  printLine(
    `${report.rows.train} training rows, ${report.rows.test} test rows, base rate ${decimal(report.baseRate * 100, 2)}%; ` +
      `AUC ${decimal(report.auc)}, PR-AUC ${decimal(report.prAuc)}, Brier ${decimal(report.brier, 4)}`,
  );
  if (report.resultsNotMatched > 0) printLine(`results not matched to a consignment: ${report.resultsNotMatched}`);
  if (report.otherStage > 0) printLine(`goods items at another stage than declaration, left out: ${report.otherStage}`);
  const floorCells = (index: number): string[] => {
    return report.floors.map((floor) => {
      const { interval } = floor.modelAgainst[index]!;
      return `${decimal(floor.at[index]!.precision)} (model ${signed(interval[0])} to ${signed(interval[1])})`;
    });
  };
  printLine(
    table(
      [
        'examined',
        'selected',
        'precision',
        '95% interval',
        'recall',
        'lift',
        ...report.floors.map((floor) => `floor: ${floor.name}`),
        ...(report.oracle === undefined ? [] : ['oracle: precision, recall (model is)']),
      ],
      report.at.map((at, index) => [
        `${at.share * 100}%`,
        at.selected,
        decimal(at.precision),
        `${decimal(at.interval[0])}–${decimal(at.interval[1])}`,
        decimal(at.recall),
        decimal(at.lift, 2),
        ...floorCells(index),
        ...oracleCells(report, index),
      ]),
    ),
  );
  printLine(
    table(
      [
        'segment',
        'rows',
        'positives',
        'AUC',
        'recall in the top 5%',
        ...(report.oracle === undefined ? [] : ['oracle']),
      ],
      report.segments.map((segment) => [
        segment.name,
        segment.rows,
        segment.positives,
        decimal(segment.auc),
        decimal(segment.recallAt5),
        ...(segment.oracleRecallAt5 === undefined ? [] : [decimal(segment.oracleRecallAt5)]),
      ]),
    ),
  );
  printLine(
    table(
      ['member', 'weight', 'trees', 'depth', 'features'],
      report.members.map((member) => [
        member.name,
        decimal(member.weight),
        member.treeCount,
        member.depth,
        member.featureCount,
      ]),
    ),
  );
  const { read, features, train, predict } = report.seconds;
  printLine(
    `seconds: read ${decimal(read, 1)}, features ${decimal(features, 1)}, train ${decimal(train, 1)}, predict ${decimal(predict, 1)}; peak memory ${decimal(report.peakMemoryMb, 0)} MB`,
  );
}

function oracleCells({ oracle }: BacktestReport, index: number): string[] {
  const at = oracle?.at[index];
  if (at === undefined) return [];
  const share = (value: number): string => `${decimal(value * 100, 1)}%`;
  return [
    `${decimal(at.precision)} (${share(at.modelPrecisionShare)}), ${decimal(at.recall)} (${share(at.modelRecallShare)})`,
  ];
}

function signed(value: number): string {
  return value > 0 ? `+${decimal(value)}` : decimal(value);
}

/** `touchstone hit-rates`: how often selections of each source find something. */
import { Command, Option } from 'commander';
import { labelStates } from '../../domain/label-life.ts';
import { dayMs } from '../../domain/moment.ts';
import { AppError } from '../../errors.ts';
import type { HitRate } from '../../evaluation/hit-rate.ts';
import type { Ports } from '../../services/ports.ts';
import {
  type HitRateReport,
  type ReadHitRatesInput,
  readHitRates,
  usualHitRatePolicy,
} from '../../services/read-hit-rates.ts';
import { wholeNumber } from '../option-values.ts';
import { storeOption, withStore } from '../store-option.ts';
import { decimal, printJson, printLine, table } from '../terminal.ts';

interface Options {
  readonly store: string;
  readonly agency: string;
  readonly days: number;
  readonly leastExamined: number;
  readonly leastExecution: number;
  readonly countFrom: ReadHitRatesInput['countFrom'];
  readonly json?: boolean;
}

/** Returns the command. */
export function hitRatesCommand(ports: Ports): Command {
  const { leastExamined, leastExecution } = usualHitRatePolicy;
  return new Command('hit-rates')
    .description('how often selections of each source (chance, model, rule by rule, look-out, officer) find something')
    .addOption(storeOption())
    .requiredOption('--agency <code>', 'whose cases')
    .option('--days <n>', 'cases that were opened in the last so many days', wholeNumber('--days', 1), 180)
    .option(
      '--least-examined <n>',
      'no rate stands on fewer; months are pooled until then',
      wholeNumber('--least-examined', 1),
      leastExamined,
    )
    .option(
      '--least-execution <share>',
      'share of the random slice that must be examined to call its rate unbiased',
      shareOf,
      leastExecution,
    )
    .addOption(
      new Option('--count-from <state>', 'state of a label from which a result is a find')
        .choices([...labelStates])
        .default('confirmed'),
    )
    .option('--json', 'print one JSON object')
    .action(({ store: where, json, days, ...options }: Options) =>
      withStore(ports, where, async (store) => {
        if ((await store.people.agencies.find(options.agency)) === undefined)
          throw new AppError('not-found', { what: 'agency', name: options.agency });
        const nowMs = ports.clock.nowMs();
        const report = await readHitRates(store, { ...options, nowMs, sinceMs: nowMs - days * dayMs });
        if (json === true) printJson(report);
        else printReport(report);
      }),
    );
}

function shareOf(text: string): number {
  const share = Number(text);
  if (share > 0 && share <= 1) return share;
  throw new AppError('usage', { reason: `--least-execution takes a share over 0 and up to 1; got ${text}` });
}

const columns = [
  'selected',
  'pending',
  'held',
  'examined',
  'found',
  'rate',
  '95%',
  'if none or all of the rest',
  'says',
];

function printReport({ agency, sinceMs, sources, rules, reroutes, protocol }: HitRateReport): void {
  printLine(`${agency}, cases opened since ${new Date(sinceMs).toISOString().slice(0, 10)}`);
  printLine(
    table(
      ['source', ...columns],
      sources.map((one) => [one.source, ...cellsOf(one)]),
    ),
  );
  for (const { source, pools } of sources) {
    if (pools.length < 2) continue;
    printLine(`${source}, by months until enough were examined`);
    const rows = pools.map((pool) => [`${pool.from} to ${pool.to}`, ...cellsOf({ ...pool, pending: 0 })]);
    printLine(table(['months', ...columns], rows));
  }
  if (rules.length > 0) {
    const rows = rules.map((one) => [
      `${one.code}@${one.version}`,
      one.state,
      ...cellsOf(one),
      one.isBelowFloor ? `BELOW ${one.precisionFloor ?? ''}` : '',
    ]);
    printLine(table(['rule', 'state', ...columns, 'floor'], rows));
  }
  for (const { from, to, count } of reroutes) printLine(`moved by officers from ${from} to ${to}: ${count}`);
  printLine(protocol);
}

function cellsOf(one: HitRate & { readonly pending: number }): (string | number)[] {
  const { selected, held, examined, found } = one.counts;
  const pairOf = (pair: readonly [number, number] | undefined): string =>
    pair === undefined ? '–' : `${decimal(pair[0])} to ${decimal(pair[1])}`;
  const rate = one.rate === undefined ? '–' : decimal(one.rate);
  return [
    selected,
    one.pending,
    held,
    examined,
    found,
    rate,
    pairOf(one.interval),
    pairOf(one.bounds),
    one.isUnbiased ? 'unbiased' : '',
  ];
}

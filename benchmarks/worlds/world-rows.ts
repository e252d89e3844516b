/** Figures of the worlds, each the mean of its seeds. */
import type { BacktestReport } from '../../src/services/backtest.ts';
import type { BenchRow } from '../shared/bench-row.ts';
import { mean } from '../shared/mean.ts';
import type { ScenarioGoal } from './plan.ts';
import type { RivalFigures, RivalName } from './rival-task.ts';
import type { WorldRun } from './run-world.ts';

const capacity = 0.05;
const short = 0.01;
const neverSeen = 'importer never seen';
const neverSeenGoal = '>= 0.90';
const precisionGoals: { readonly [scenario: string]: string } = { steady: '>= 0.90' };
const positiveGoals: { readonly [scenario: string]: string } = { 'label-famine': '>= 150' };
const earlierGoal = '>= -0.01';

/**
 * Returns the rows of one scenario.
 *
 * @param runs its worlds of the largest size that was run, one a seed.
 */
export function worldRows(
  { scenario, recallShare, recallShareWas }: ScenarioGoal,
  runs: readonly WorldRun[],
): BenchRow[] {
  const shared = (of: (run: WorldRun) => number): number => mean(runs.map(of));
  const ofOracle = (name: string): string => `${scenario}: ${name}, share of the oracle's`;
  const row = (name: string, of: (run: WorldRun) => number, goal?: string): BenchRow => ({
    name,
    value: shared(of),
    unit: 'share',
    ...(goal === undefined || runs.length === 0 ? {} : { goal }),
  });
  const hasRivals = runs.every(({ rivals }) => rivals !== undefined);
  const beside = (figure: BenchRow, of: (rival: RivalFigures, run: WorldRun) => number): BenchRow =>
    hasRivals
      ? {
          ...figure,
          rival: 'XGBoost on raw codes',
          rivalValue: shared((run) => of(rivalOf(run, 'raw codes'), run)),
        }
      : figure;
  const rivalRecall = (name: RivalName, goal?: string): BenchRow[] =>
    hasRivals
      ? [
          row(
            ofOracle(`XGBoost on ${name}, recall in top 5%`),
            (run) => rivalOf(run, name).recallAt5 / oracleAt(run, capacity).recall,
            goal,
          ),
        ]
      : [];
  const least = recallShare === undefined ? undefined : recallShare.toFixed(2);
  const isJudged = least !== undefined;
  return [
    beside(
      {
        ...row(
          ofOracle('recall in top 5%'),
          (run) => oracleAt(run, capacity).modelRecallShare,
          isJudged ? `>= ${least}` : undefined,
        ),
        ...(recallShareWas === undefined ? {} : { goalWas: `>= ${recallShareWas.toFixed(2)}` }),
      },
      (rival, run) => rival.recallAt5 / oracleAt(run, capacity).recall,
    ),
    beside(
      row(ofOracle('precision in top 1%'), (run) => oracleAt(run, short).modelPrecisionShare, precisionGoals[scenario]),
      (rival, run) => rival.precisionAt1 / oracleAt(run, short).precision,
    ),
    row(ofOracle('recall in top 5%, importer never seen'), neverSeenShare, isJudged ? neverSeenGoal : undefined),
    ...rivalRecall('raw codes', isJudged ? `< ${least}` : undefined),
    ...rivalRecall('same features'),
    row(
      ofOracle('party history, recall in top 5%'),
      ({ report }) => floorRecall(report, 'party history') / oracleOf(report, capacity).recall,
    ),
    row(
      `${scenario}: the oracle's own recall in top 5%${isJudged ? ', not too little' : ''}`,
      (run) => oracleAt(run, capacity).recall,
      isJudged ? '>= 0.60' : undefined,
    ),
    ...(isJudged
      ? [
          row(
            `${scenario}: the oracle's own recall in top 5%, not too much`,
            (run) => oracleAt(run, capacity).recall,
            '<= 0.90',
          ),
        ]
      : []),
    ...(positiveGoals[scenario] === undefined
      ? []
      : [
          {
            name: `${scenario}: positive labels drawn in training, least of the seeds`,
            value: Math.min(...runs.map(positivesOf)),
            unit: 'labels',
            goal: positiveGoals[scenario],
          },
        ]),
  ];
}

/** Returns what the default recipe has over the recipe of issue 1 in the same small world; nothing where that was not run. */
export function earlierRows(scenario: string, runs: readonly WorldRun[]): BenchRow[] {
  return runs.flatMap(({ report, earlier }) =>
    earlier === undefined
      ? []
      : [
          {
            name: `${scenario}: recall in top 5% less that of the recipe of issue 1`,
            value: recallOf(report) - recallOf(earlier),
            unit: 'share',
            rival: 'recall of the recipe of issue 1',
            rivalValue: recallOf(earlier),
            goal: earlierGoal,
          },
        ],
  );
}

/** Returns the model's recall in the top 5%. */
export function recallOf(report: BacktestReport): number {
  return report.at.find((one) => one.share === capacity)!.recall;
}

/** Returns the oracle's figures of a world at a share. */
export function oracleAt({ report }: WorldRun, share: number): NonNullable<BacktestReport['oracle']>['at'][number] {
  return oracleOf(report, share);
}

/** Returns the model's recall among items of importers that training never saw, over the oracle's. */
export function neverSeenShare({ report }: WorldRun): number {
  const segment = report.segments.find(({ name }) => name === neverSeen)!;
  return segment.recallAt5 / segment.oracleRecallAt5!;
}

/** Returns a floor's recall in the top 5%. */
export function floorRecall(report: BacktestReport, name: string): number {
  return report.floors.find((floor) => floor.name === name)!.at.find(({ share }) => share === capacity)!.recall;
}

/** Positive labels that training saw, or where no rival counted them those that the simulator drew. */
export function positivesOf({ world, rivals }: WorldRun): number {
  return rivals?.positives ?? world.positives;
}

function oracleOf(report: BacktestReport, share: number): NonNullable<BacktestReport['oracle']>['at'][number] {
  return report.oracle!.at.find((one) => one.share === share)!;
}

function rivalOf({ rivals }: WorldRun, name: RivalName): RivalFigures {
  return rivals!.rivals.find((rival) => rival.name === name)!;
}

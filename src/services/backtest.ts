/** Trains on some files and is judged on others, or on a store before and after a moment. */

import { AppError } from '../errors.ts';
import { areaUnderRoc } from '../evaluation/area-under-roc.ts';
import { type AtShare, atShare } from '../evaluation/at-share.ts';
import { brierScore } from '../evaluation/brier-score.ts';
import { evaluateScores } from '../evaluation/evaluate-scores.ts';
import { lookupFloor, partyFloor } from '../evaluation/lookup-floor.ts';
import { type PairedDifference, pairedComparison } from '../evaluation/paired-comparison.ts';
import { rankOrder } from '../evaluation/rank-order.ts';
import { evaluateSegments, type Segment, type SegmentFigures } from '../evaluation/segments.ts';
import { CategoryInterner } from '../features/category-codes.ts';
import { computeFeatures } from '../features/compute-features.ts';
import { createItemEncoder } from '../features/encode-item.ts';
import type { ItemTable } from '../features/item-table.ts';
import { RightsRegister } from '../features/rights-register.ts';
import { type Profile, profileAssumption } from '../formats/profile.ts';
import { predictMargins } from '../models/blended-model.ts';
import { calibrate } from '../models/calibrator.ts';
import { createRng } from '../util/rng.ts';
import type { CollectedItems } from './collect-items.ts';
import { loadRecipe } from './load-recipe.ts';
import { PastGroups } from './past-groups.ts';
import type { Ports } from './ports.ts';
import { type BacktestSource, readBacktestData } from './read-backtest-data.ts';
import { type OracleItem, readOracle } from './read-oracle.ts';
import type { FileReport } from './read-records.ts';
import { sourceNumbers } from './source-numbers.ts';
import { type TrainedWindow, trainWindow } from './train-window.ts';

/** What a backtest is asked. */
export interface BacktestInput extends BacktestSource {
  readonly shares: readonly number[];
  readonly recipe: string;
  readonly seed: number;
  /** Lets results of test rows become known as days pass. */
  readonly isOnline: boolean;
  /** The oracle's file of a simulated test: all its items are then judged by the truth, examined or not. */
  readonly oraclePath?: string | undefined;
}

/** The oracle of a simulated world on the rows that the model is judged on. */
interface OracleFigures {
  readonly auc: number;
  readonly at: readonly (AtShare & {
    /** The model's figure over the oracle's. */
    readonly modelPrecisionShare: number;
    readonly modelRecallShare: number;
  })[];
}

/** A floor on the rows that the model is judged on. */
interface FloorFigures {
  readonly name: string;
  readonly auc: number;
  readonly at: readonly AtShare[];
  /** The model (A) against the floor (B) at each share, on the same rows. */
  readonly modelAgainst: readonly PairedDifference[];
}

/** What a backtest says. */
export interface BacktestReport {
  readonly protocol: string;
  readonly rows: { readonly train: number; readonly test: number };
  readonly baseRate: number;
  readonly auc: number;
  readonly prAuc: number;
  readonly brier: number;
  readonly at: readonly (AtShare & { readonly interval: readonly [number, number] })[];
  readonly floors: readonly FloorFigures[];
  /** Only with an oracle. */
  readonly oracle?: OracleFigures;
  readonly segments: readonly (SegmentFigures & {
    /** Recall of the oracle's own top 5% in the segment; only with an oracle. */
    readonly oracleRecallAt5?: number;
  })[];
  /** What the tail of the training window decided. */
  readonly choice: TrainedWindow['trained']['choice'];
  readonly members: TrainedWindow['trained']['members'];
  readonly files: readonly FileReport[];
  readonly resultsNotMatched: number;
  /** Goods items at another stage than the model's, left out of both. */
  readonly otherStage: number;
  readonly seconds: {
    readonly read: number;
    readonly features: number;
    readonly train: number;
    readonly predict: number;
  };
  readonly peakMemoryMb: number;
}

/**
 * Trains on the training files' labels only and judges on the test files. No test label is read before the evaluation, unless `isOnline`.
 * @throws `not-enough-data` where the test files have no labelled rows, and all that reading and training throw.
 */
export async function backtest(ports: Ports, input: BacktestInput): Promise<BacktestReport> {
  const { seconds } = ports.process;
  const { recipe } = await loadRecipe(ports, input.recipe);
  const interner = new CategoryInterner();
  const rights = new RightsRegister(backtestKey);
  const encode = createItemEncoder(backtestKey, interner, sourceNumbers(), rights);
  const started = seconds();
  const oracle = input.oraclePath === undefined ? undefined : await readOracle(ports, input.oraclePath);
  const { train, dictionaries, test, reports, profiles } = await readBacktestData(ports, input, {
    encode,
    interner,
    rights,
    recipe,
  });
  const read = seconds() - started;
  const testDays = daysCovered(test.table);
  const window = trainWindow({
    items: train,
    interner,
    dictionaries,
    recipe,
    stalenessDays: testDays,
    seed: input.seed,
    seconds,
  });
  const featuresStarted = seconds();
  const matrix = computeFeatures(test.table, {
    replay: window.replay,
    interner,
    dictionaries,
    ...(input.isOnline ? { resultOf: (row: number) => test.results[row] } : {}),
  });
  const predictStarted = seconds();
  const margins = predictMargins(window.trained.model, matrix);
  const predictDone = seconds();
  const judged = judge({
    train,
    test,
    margins,
    window,
    shares: input.shares,
    seed: input.seed,
    oracle,
  });
  return {
    protocol: protocolOf(input, profiles, testDays),
    rows: { train: train.table.rowCount, test: test.table.rowCount },
    ...judged,
    choice: window.trained.choice,
    members: window.trained.members,
    files: [...reports],
    resultsNotMatched: train.books.notMatched + test.books.notMatched,
    otherStage: train.otherStage + test.otherStage,
    seconds: {
      read,
      features: window.seconds.features + predictStarted - featuresStarted,
      train: window.seconds.train,
      predict: predictDone - predictStarted,
    },
    peakMemoryMb: ports.process.peakMemoryBytes() / 2 ** 20,
  };
}

/** Identities in a backtest leave nothing behind, so any key serves; a fixed one makes runs the same. */
const backtestKey = Uint32Array.from([0x746f7563, 0x6873746f, 0x6e652d62, 0x61636b74]);

interface JudgeParts {
  readonly train: CollectedItems;
  readonly test: CollectedItems;
  readonly margins: Float64Array;
  readonly window: TrainedWindow;
  readonly shares: readonly number[];
  readonly seed: number;
  readonly oracle: ReadonlyMap<string, OracleItem> | undefined;
}

type Judged = Pick<BacktestReport, 'baseRate' | 'auc' | 'prAuc' | 'brier' | 'at' | 'floors' | 'oracle' | 'segments'>;

function judge(parts: JudgeParts): Judged {
  const { train, test, shares, oracle } = parts;
  const isJudged = (row: number): boolean =>
    oracle === undefined ? test.results[row] !== undefined : oracle.has(test.ids[row]!);
  const rows = Uint32Array.from(test.results.keys()).filter(isJudged);
  if (rows.length === 0)
    throw new AppError('not-enough-data', { reason: 'the test files have no labelled rows to be judged on' });
  const labels = Uint8Array.from(rows, (row) =>
    Number(oracle === undefined ? test.results[row]!.isPositive : oracle.get(test.ids[row]!)!.isInfringing),
  );
  const scores = Float64Array.from(rows, (row) => parts.margins[row]!);
  const tieRank = ranksOf(Array.from(rows, (row) => test.ids[row]!));
  const figures = evaluateScores({ scores, labels, tieRank, shares, rng: createRng(parts.seed).fork('bootstrap') });
  const probabilities = scores.map((margin) => calibrate(parts.window.trained.calibrator, margin));
  const lines = new PastGroups('goodsLine', train.table, train.results);
  const importers = new PastGroups('importer', train.table, train.results);
  const rng = createRng(parts.seed).fork('paired comparison');
  const floors = floorScores(parts, rows, { lines, importers }).map(({ name, column }): FloorFigures => {
    const order = rankOrder(column, tieRank);
    return {
      name,
      auc: areaUnderRoc(column, labels),
      at: shares.map((share) => atShare(order, labels, share)),
      modelAgainst: shares.map((share) => pairedComparison({ a: scores, b: column, labels, tieRank }, share, rng)),
    };
  });
  const masks = segmentMasks(parts, rows, { lines, importers });
  const segments = evaluateSegments(masks, { scores, labels, order: figures.order });
  const common = {
    baseRate: figures.baseRate,
    auc: figures.auc,
    prAuc: figures.prAuc,
    brier: brierScore(probabilities, labels),
    at: figures.at,
    floors,
  };
  if (oracle === undefined) return { ...common, segments };
  const oracleScores = Float64Array.from(rows, (row) => oracle.get(test.ids[row]!)!.margin);
  const oracleOrder = rankOrder(oracleScores, tieRank);
  const oracleSegments = evaluateSegments(masks, { scores: oracleScores, labels, order: oracleOrder });
  return {
    ...common,
    oracle: oracleFigures(figures.at, { scores: oracleScores, order: oracleOrder, labels }),
    segments: segments.map((segment, index) => ({
      ...segment,
      oracleRecallAt5: oracleSegments[index]!.recallAt5,
    })),
  };
}

function oracleFigures(
  modelAt: readonly AtShare[],
  oracle: { readonly scores: Float64Array; readonly order: Uint32Array; readonly labels: Uint8Array },
): OracleFigures {
  return {
    auc: areaUnderRoc(oracle.scores, oracle.labels),
    at: modelAt.map((model) => {
      const own = atShare(oracle.order, oracle.labels, model.share);
      return {
        ...own,
        modelPrecisionShare: model.precision / own.precision,
        modelRecallShare: model.recall / own.recall,
      };
    }),
  };
}

function floorScores(
  parts: {
    readonly train: CollectedItems;
    readonly test: CollectedItems;
    readonly window: TrainedWindow;
    readonly seed: number;
  },
  rows: Uint32Array,
  past: { readonly lines: PastGroups; readonly importers: PastGroups },
): { name: string; column: Float64Array }[] {
  const { train, test } = parts;
  const subheadings = new PastGroups('hs6', train.table, train.results);
  const labelled = parts.window.labelledRows;
  const baseRate = labelled.reduce((sum, row) => sum + parts.window.labels[row]!, 0) / labelled.length;
  const rng = createRng(parts.seed).fork('random floor');
  const { table } = test;
  return [
    { name: 'random', column: Float64Array.from(rows, () => rng.next()) },
    {
      name: 'lookup',
      column: Float64Array.from(rows, (row) =>
        lookupFloor(past.lines.of(table, row), subheadings.of(table, row), baseRate),
      ),
    },
    {
      name: 'party history',
      column: Float64Array.from(rows, (row) => partyFloor(past.importers.of(table, row), baseRate)),
    },
  ];
}

/** Weeks after the end of training that are reported together. */
const weeksTogether = 4;

function segmentMasks(
  { train, test }: Pick<JudgeParts, 'train' | 'test'>,
  rows: Uint32Array,
  past: { readonly lines: PastGroups; readonly importers: PastGroups },
): Segment[] {
  const { table } = test;
  const mask = (belongs: (row: number) => boolean): Uint8Array => Uint8Array.from(rows, (row) => Number(belongs(row)));
  const sellers = new PastGroups('seller', train.table, train.results);
  const isImporterNew = (row: number): boolean => past.importers.of(table, row) === undefined;
  const isSellerNew = (row: number): boolean => sellers.of(table, row) === undefined;
  const trainingEnd = train.table.scoreTick.subarray(0, train.table.rowCount).reduce((a, b) => Math.max(a, b));
  const weeksOf = (row: number): number =>
    Math.max(0, Math.floor((table.scoreTick[row]! - trainingEnd) / (24 * 7 * weeksTogether)));
  return [
    { name: 'importer seen', mask: mask((row) => !isImporterNew(row)) },
    { name: 'importer never seen', mask: mask(isImporterNew) },
    { name: 'importer and seller never seen', mask: mask((row) => isImporterNew(row) && isSellerNew(row)) },
    { name: 'twin', mask: mask((row) => past.lines.of(table, row) !== undefined) },
    { name: 'no twin', mask: mask((row) => past.lines.of(table, row) === undefined) },
    // A model is trained for one stage, and items of others are left out.
    { name: 'stage declaration', mask: mask(() => true) },
    ...valuesOf(rows, (row) => test.channels[row]).map((channel) => ({
      name: `channel ${channel}`,
      mask: mask((row) => test.channels[row] === channel),
    })),
    ...valuesOf(rows, (row) => test.agencies[row]).map((agency) => ({
      name: `agency ${agency}`,
      mask: mask((row) => test.agencies[row] === agency),
    })),
    ...valuesOf(rows, weeksOf).map((weeks) => ({
      name: `weeks ${weeks * weeksTogether + 1} to ${(weeks + 1) * weeksTogether} after training`,
      mask: mask((row) => weeksOf(row) === weeks),
    })),
  ];
}

/** Distinct values of the rows, ascending. */
function valuesOf<T extends string | number>(rows: Uint32Array, pick: (row: number) => T | undefined): T[] {
  const values = new Set<T>();
  for (const row of rows) {
    const value = pick(row);
    if (value !== undefined) values.add(value);
  }
  return [...values].sort((a, b) => (a < b ? -1 : 1));
}

function ranksOf(ids: readonly string[]): Uint32Array {
  const order = ids.map((_, index) => index).sort((a, b) => (ids[a]! < ids[b]! ? -1 : ids[a]! > ids[b]! ? 1 : a - b));
  const ranks = new Uint32Array(ids.length);
  order.forEach((index, rank) => {
    ranks[index] = rank;
  });
  return ranks;
}

/** Days from the first to the last tick of a table, both counted. */
function daysCovered(table: ItemTable): number {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < table.rowCount; row++) {
    first = Math.min(first, table.scoreTick[row]!);
    last = Math.max(last, table.scoreTick[row]!);
  }
  return table.rowCount === 0 ? 0 : Math.floor((last - first) / 24) + 1;
}

function protocolOf(input: BacktestInput, all: readonly Profile[], testDays: number): string {
  const profiles = [...new Map(all.map((profile) => [profile.name, profile])).values()];
  const isStored = input.stored !== undefined;
  const results = input.isOnline
    ? 'ONLINE: results of test rows become known as days pass'
    : `labels frozen at the end of ${isStored ? 'training' : 'the training files'}; no test label is read before the evaluation`;
  const judged =
    input.oraclePath === undefined
      ? 'labelled test rows'
      : "test items, every one judged by the truth of its simulated world and by the oracle's margin, which no feature reads";
  const trained = isStored
    ? `Trained on what the store knew before ${formatTick(input.stored!.splitTick)} and judged on items from then on,`
    : "Trained on the training files' labels only,";
  return (
    `${trained} each training row seeing results as old as a draw from 0 to ${testDays} days (the test's length); ` +
    `test declarations roll what was seen forward in order of time; ${results}. ` +
    `Selected at a share: floor(share × ${judged}), by margin and then id. ${assumptionsOf(profiles)}.`
  );
}

function formatTick(tick: number): string {
  return `${new Date(tick * 3_600_000).toISOString().slice(0, 16)}Z`;
}

/** What is assumed of each profile's labels; profiles with the same assumption are named together. */
function assumptionsOf(profiles: readonly Profile[]): string {
  const names = new Map<string, string[]>();
  for (const profile of profiles) {
    const assumption = profileAssumption(profile);
    names.set(assumption, [...(names.get(assumption) ?? []), profile.name]);
  }
  return [...names].map(([assumption, of]) => `${of.join(', ')}: ${assumption}`).join('; ');
}

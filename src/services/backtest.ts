/** Trains on some files and is judged on others. */

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
import { type Profile, profileAssumption } from '../formats/profile.ts';
import { predictMargins } from '../models/blended-model.ts';
import { calibrate } from '../models/calibrator.ts';
import { createRng } from '../util/rng.ts';
import type { CollectedItems } from './collect-items.ts';
import { loadRecipe } from './load-recipe.ts';
import { PastGroups } from './past-groups.ts';
import type { Ports } from './ports.ts';
import { readItems } from './read-items.ts';
import { type FileReport, type InputFile, loadRates } from './read-records.ts';
import { sourceNumbers } from './source-numbers.ts';
import { type TrainedWindow, trainWindow } from './train-window.ts';

/** What a backtest is asked. */
export interface BacktestInput {
  readonly train: readonly InputFile[];
  readonly test: readonly InputFile[];
  readonly label: string | undefined;
  readonly shares: readonly number[];
  readonly recipe: string;
  readonly seed: number;
  /** Lets results of test rows become known as days pass. */
  readonly isOnline: boolean;
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
  readonly segments: readonly SegmentFigures[];
  readonly members: TrainedWindow['trained']['members'];
  readonly files: readonly FileReport[];
  readonly resultsNotMatched: number;
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
  const rates = await loadRates(ports);
  const interner = new CategoryInterner();
  const encode = createItemEncoder(backtestKey, interner, sourceNumbers());
  const options = { encode, recipe, rates, label: input.label, isLabelRequired: true };
  const started = seconds();
  const train = await readItems(ports, input.train, options);
  const dictionaries = interner.dictionaries();
  const test = await readItems(ports, input.test, options);
  const read = seconds() - started;
  const testDays = daysCovered(test.items.table);
  const window = trainWindow({
    items: train.items,
    interner,
    dictionaries,
    recipe,
    stalenessDays: testDays,
    seed: input.seed,
    seconds,
  });
  const featuresStarted = seconds();
  const matrix = computeFeatures(test.items.table, {
    replay: window.replay,
    interner,
    dictionaries,
    ...(input.isOnline ? { resultOf: (row: number) => test.items.results[row] } : {}),
  });
  const predictStarted = seconds();
  const margins = predictMargins(window.trained.model, matrix);
  const predictDone = seconds();
  const judged = judge({
    train: train.items,
    test: test.items,
    margins,
    window,
    shares: input.shares,
    seed: input.seed,
  });
  return {
    protocol: protocolOf(input, testDays),
    rows: { train: train.items.table.rowCount, test: test.items.table.rowCount },
    ...judged,
    members: window.trained.members,
    files: [...train.reports, ...test.reports],
    resultsNotMatched: train.items.books.notMatched + test.items.books.notMatched,
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

function judge(parts: {
  readonly train: CollectedItems;
  readonly test: CollectedItems;
  readonly margins: Float64Array;
  readonly window: TrainedWindow;
  readonly shares: readonly number[];
  readonly seed: number;
}): Pick<BacktestReport, 'baseRate' | 'auc' | 'prAuc' | 'brier' | 'at' | 'floors' | 'segments'> {
  const { train, test, shares } = parts;
  const rows = Uint32Array.from(test.results.keys()).filter((row) => test.results[row] !== undefined);
  if (rows.length === 0)
    throw new AppError('not-enough-data', { reason: 'the test files have no labelled rows to be judged on' });
  const labels = Uint8Array.from(rows, (row) => Number(test.results[row]!.isPositive));
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
  const segments = evaluateSegments(segmentMasks(test, rows, { lines, importers }), {
    scores,
    labels,
    order: figures.order,
  });
  return {
    baseRate: figures.baseRate,
    auc: figures.auc,
    prAuc: figures.prAuc,
    brier: brierScore(probabilities, labels),
    at: figures.at,
    floors,
    segments,
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

function segmentMasks(
  test: CollectedItems,
  rows: Uint32Array,
  past: { readonly lines: PastGroups; readonly importers: PastGroups },
): Segment[] {
  const mask = (belongs: (row: number) => boolean): Uint8Array => Uint8Array.from(rows, (row) => Number(belongs(row)));
  const channels = [...new Set(Array.from(rows, (row) => test.channels[row]))]
    .filter((channel) => channel !== undefined)
    .sort();
  return [
    { name: 'importer seen', mask: mask((row) => past.importers.of(test.table, row) !== undefined) },
    { name: 'importer never seen', mask: mask((row) => past.importers.of(test.table, row) === undefined) },
    { name: 'twin', mask: mask((row) => past.lines.of(test.table, row) !== undefined) },
    { name: 'no twin', mask: mask((row) => past.lines.of(test.table, row) === undefined) },
    ...channels.map((channel) => ({ name: `channel ${channel}`, mask: mask((row) => test.channels[row] === channel) })),
  ];
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

function protocolOf(input: BacktestInput, testDays: number): string {
  const profiles = [...new Map([...input.train, ...input.test].map(({ profile }) => [profile.name, profile])).values()];
  const results = input.isOnline
    ? 'ONLINE: results of test rows become known as days pass'
    : 'labels frozen at the end of the training files; no test label is read before the evaluation';
  return (
    `Trained on the training files' labels only, each training row seeing results as old as a draw from 0 to ${testDays} days (the test's length); ` +
    `test declarations roll what was seen forward in order of time; ${results}. ` +
    `Selected at a share: floor(share × labelled test rows), by margin and then id. ${assumptionsOf(profiles)}.`
  );
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

/** Reads one entity's history as of a tick: counts, smoothed and decayed rates, and days since. */
import {
  type CellShard,
  cellCountOf,
  cellLayout,
  firstCellOf,
  placeInPage,
  priceStepsPerBin,
} from './history-cells.ts';
import { firstOwnDay, monthEndOf, monthMiddleOf } from './history-months.ts';

/** What is read of each entity, in the order of its columns. */
export const readingNames = [
  'seen',
  'examined',
  'positive',
  'rate',
  'rate90',
  'rate365',
  'daysSinceFirst',
  'daysSinceLast',
  'daysSinceLastPositive',
  'novelty',
  'seen7',
  'pace',
  'priceGap',
  'excess',
] as const;

/** Place in a reading of the mean unit value so far (bins of the price scale); the reader turns it into a gap. */
export const meanPriceReading = readingNames.indexOf('priceGap');

/** Place in a reading of the spreads of chance by which positive results exceed what is usual. */
export const excessReading = readingNames.indexOf('excess');

/** Number of values in a reading. */
export const readingLength = readingNames.length;

/** As of when a history is read. */
export interface AsOf {
  /** Day (since the epoch) of the tick that is scored. */
  readonly day: number;
  /** Results count only if they became known before this day; `Infinity` takes all that are in the cells. */
  readonly resultsBeforeDay: number;
}

const halfLifeTable = 8192;
/** Examinations by which an excess is damped, so that one find makes no party stand out. */
const dampingExaminations = 10;
/** Days over which the pace is taken; they are never joined into months. */
const paceDays = 7;
const weights90 = Float64Array.from({ length: halfLifeTable }, (_, age) => 2 ** (-age / 90));
const weights365 = Float64Array.from({ length: halfLifeTable }, (_, age) => 2 ** (-age / 365));

/**
 * Writes into `out` (from `offset`, {@link readingLength} values) the history of one entity.
 *
 * Decayed rates halve a result's weight every 90 or 365 days. All rates are smoothed towards `coarserRate`, which counts for
 * `priorExaminations` examinations. Sums run over cells in order of day and source, so equal cells give equal bits.
 * Days since are NaN where there is nothing to count from; novelty is the 90-day decayed share of sightings, 1 for an entity never seen.
 * The pace compares the sightings of the last seven days with those of an average seven days since the first, as a logarithm; NaN for an entity
 * never seen. Then comes the mean place of its unit values on the price scale, NaN without any. The excess says by how many spreads of chance its positive results are more than
 * `coarserRate` of those examined, ten further examinations damping it: unlike a rate it tells many results from few.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one walk over the cells, kept whole because it is what features cost most
export function readHistory(
  entity: {
    readonly shard: CellShard;
    /** The entity's slot in the shard; -1 for one without history. */
    readonly slot: number;
    readonly coarserRate: number;
    readonly priorExaminations: number;
    /** Whether the pace is wanted; NaN otherwise. */
    readonly hasPace: boolean;
  },
  asOf: AsOf,
  out: Float64Array,
  offset: number,
): void {
  const { shard, slot } = entity;
  if (slot < 0) {
    writeNeverSeen(entity, out, offset);
    return;
  }
  const asOfDay = asOf.day;
  const own = firstOwnDay(asOfDay);
  const cellCount = cellCountOf(shard, slot);
  const firstCell = firstCellOf(shard, slot);
  const cells = shard.pageOf(firstCell);
  const first = placeInPage(firstCell);
  const stop = first + cellCount * cellLayout.length;
  let allSeen = 0;
  let seen90 = 0;
  let allExamined = 0;
  let allPositive = 0;
  let examined90 = 0;
  let positive90 = 0;
  let examined365 = 0;
  let positive365 = 0;
  let firstDay = Number.NaN;
  let lastDay = Number.NaN;
  let lastPositiveDay = Number.NaN;
  let seen7 = 0;
  let priced = 0;
  let priceSum = 0;
  for (let at = first; at < stop; ) {
    let day = cells[at]!;
    if (day > asOfDay) break;
    let lastOfDay = day;
    if (day >= 0 && day < own) {
      lastOfDay = monthEndOf(day);
      day = monthMiddleOf(day);
    }
    // Counts of one effective day are added up as integers before they are weighed: joining cells of a month changes no bit.
    let seen = 0;
    let examined = 0;
    let positive = 0;
    for (; at < stop && cells[at]! <= lastOfDay; at += cellLayout.length) {
      seen += cells[at + cellLayout.seen]!;
      examined += cells[at + cellLayout.examined]!;
      positive += cells[at + cellLayout.positive]!;
      priced += cells[at + cellLayout.priced]!;
      priceSum += cells[at + cellLayout.priceSum]!;
    }
    const age = asOfDay - day;
    const isWeighed = age < halfLifeTable;
    const weight90 = isWeighed ? weights90[age]! : 0;
    if (seen > 0) {
      allSeen += seen;
      seen90 += seen * weight90;
      if (age < paceDays) seen7 += seen;
      if (Number.isNaN(firstDay)) firstDay = day;
      lastDay = day;
    }
    if (examined <= 0 || day >= asOf.resultsBeforeDay) continue;
    const weight365 = isWeighed ? weights365[age]! : 0;
    allExamined += examined;
    examined90 += examined * weight90;
    examined365 += examined * weight365;
    if (positive <= 0) continue;
    allPositive += positive;
    positive90 += positive * weight90;
    positive365 += positive * weight365;
    lastPositiveDay = day;
  }
  const prior = entity.priorExaminations;
  const priorPositives = prior * entity.coarserRate;
  out[offset] = allSeen;
  out[offset + 1] = allExamined;
  out[offset + 2] = allPositive;
  out[offset + 3] = (allPositive + priorPositives) / (allExamined + prior);
  out[offset + 4] = (positive90 + priorPositives) / (examined90 + prior);
  out[offset + 5] = (positive365 + priorPositives) / (examined365 + prior);
  out[offset + 6] = asOfDay - firstDay;
  out[offset + 7] = asOfDay - lastDay;
  out[offset + 8] = asOfDay - lastPositiveDay;
  out[offset + 9] = allSeen === 0 ? 1 : seen90 / allSeen;
  out[offset + 10] = seen7;
  const usual = (allSeen * paceDays) / Math.max(paceDays, asOfDay - firstDay + 1);
  // A logarithm for every pair of every item is dear: who has no pace does not pay for it.
  out[offset + 11] = !entity.hasPace || allSeen === 0 ? Number.NaN : Math.log((seen7 + 0.5) / (usual + 0.5));
  out[offset + meanPriceReading] = priced > 0 ? (priceSum / priced + 0.5) / priceStepsPerBin : Number.NaN;
  const { coarserRate } = entity;
  out[offset + excessReading] =
    (allPositive - coarserRate * allExamined) / Math.sqrt(coarserRate * (allExamined + dampingExaminations));
}

/** What is read of an entity without history: the formulas above with nothing to count. Most pairs of a record meet for the first time. */
function writeNeverSeen(
  entity: { readonly coarserRate: number; readonly priorExaminations: number },
  out: Float64Array,
  offset: number,
): void {
  const rate = (entity.priorExaminations * entity.coarserRate) / entity.priorExaminations;
  out.fill(Number.NaN, offset, offset + readingLength);
  out[offset] = 0;
  out[offset + 1] = 0;
  out[offset + 2] = 0;
  out[offset + 3] = rate;
  out[offset + 4] = rate;
  out[offset + 5] = rate;
  out[offset + 9] = 1;
  out[offset + 10] = 0;
  out[offset + excessReading] = 0;
}

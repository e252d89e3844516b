/** Reads one entity's history as of a tick: counts, smoothed and decayed rates, and days since. */
import { type CellShard, cellLayout, cellRange } from './history-cells.ts';
import { effectiveDay } from './history-months.ts';

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
] as const;

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
const weights90 = Float64Array.from({ length: halfLifeTable }, (_, age) => 2 ** (-age / 90));
const weights365 = Float64Array.from({ length: halfLifeTable }, (_, age) => 2 ** (-age / 365));

/**
 * Writes into `out` (from `offset`, {@link readingLength} values) the history of one entity.
 *
 * Decayed rates halve a result's weight every 90 or 365 days. All rates are smoothed towards `coarserRate`, which counts for
 * `priorExaminations` examinations. Sums run over cells in order of day and source, so equal cells give equal bits.
 * Days since are NaN where there is nothing to count from; novelty is the 90-day decayed share of sightings, 1 for an entity never seen.
 */
export function readHistory(
  entity: {
    readonly shard: CellShard;
    /** The entity's slot in the shard; -1 for one without history. */
    readonly slot: number;
    readonly coarserRate: number;
    readonly priorExaminations: number;
  },
  asOf: AsOf,
  out: Float64Array,
  offset: number,
): void {
  readCells(entity.shard, entity.slot, asOf, out, offset);
  const prior = entity.priorExaminations;
  const priorPositives = prior * entity.coarserRate;
  out[offset + 3] = (out[offset + 2]! + priorPositives) / (out[offset + 1]! + prior);
  out[offset + 4] = (sums[5]! + priorPositives) / (sums[4]! + prior);
  out[offset + 5] = (sums[7]! + priorPositives) / (sums[6]! + prior);
}

function readCells(shard: CellShard, slot: number, asOf: AsOf, out: Float64Array, offset: number): void {
  sums.fill(0);
  days.fill(Number.NaN);
  const { cells } = shard;
  const { start, end } = cellRange(shard, slot);
  const stop = end * cellLayout.length;
  for (let at = start * cellLayout.length; at < stop; ) {
    const day = effectiveDay(cells[at]!, asOf.day);
    if (day > asOf.day) break;
    // Counts of one effective day are added up as integers before they are weighed: joining cells of a month changes no bit.
    let seen = 0;
    let examined = 0;
    let positive = 0;
    for (; at < stop && effectiveDay(cells[at]!, asOf.day) === day; at += cellLayout.length) {
      seen += cells[at + cellLayout.seen]!;
      examined += cells[at + cellLayout.examined]!;
      positive += cells[at + cellLayout.positive]!;
    }
    addDay(day, asOf, seen, day < asOf.resultsBeforeDay ? examined : 0, positive);
  }
  out[offset] = sums[0]!;
  out[offset + 1] = sums[2]!;
  out[offset + 2] = sums[3]!;
  out[offset + 6] = asOf.day - days[0]!;
  out[offset + 7] = asOf.day - days[1]!;
  out[offset + 8] = asOf.day - days[2]!;
  out[offset + 9] = sums[0] === 0 ? 1 : sums[1]! / sums[0]!;
}

/** Sums over the cells read last: seen, seen at 90 days; examined and positive whole, at 90 days and at 365. */
const sums = new Float64Array(8);
/** First and last day seen and last positive day of the cells read last. */
const days = new Float64Array(3);

function addDay(day: number, asOf: AsOf, seen: number, examined: number, positive: number): void {
  const age = asOf.day - day;
  const weight90 = age < halfLifeTable ? weights90[age]! : 0;
  if (seen > 0) {
    sums[0]! += seen;
    sums[1]! += seen * weight90;
    if (Number.isNaN(days[0]!)) days[0] = day;
    days[1] = day;
  }
  if (examined <= 0) return;
  const weight365 = age < halfLifeTable ? weights365[age]! : 0;
  sums[2]! += examined;
  sums[4]! += examined * weight90;
  sums[6]! += examined * weight365;
  if (positive <= 0) return;
  sums[3]! += positive;
  sums[5]! += positive * weight90;
  sums[7]! += positive * weight365;
  days[2] = day;
}

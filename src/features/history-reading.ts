/** Reads one entity's history as of a tick: counts, smoothed and decayed rates, and days since. */
import { type CellShard, cellLayout, cellRange, type HistoryCells } from './history-cells.ts';

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

/** Cells of a month that ended more than this many days ago count as if all had become known in the middle of it. */
export const monthAfterDays = 120;

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
  out[offset + 4] = (scratch[1]! + priorPositives) / (scratch[0]! + prior);
  out[offset + 5] = (scratch[3]! + priorPositives) / (scratch[2]! + prior);
}

// Decayed sums of the cells read last: examined and positive at 90 days, examined and positive at 365.
const scratch = new Float64Array(4);

function readCells(shard: CellShard, slot: number, asOf: AsOf, out: Float64Array, offset: number): void {
  let seen = 0;
  let examined = 0;
  let positive = 0;
  let seen90 = 0;
  let examined90 = 0;
  let positive90 = 0;
  let examined365 = 0;
  let positive365 = 0;
  let first = Number.NaN;
  let last = Number.NaN;
  let lastPositive = Number.NaN;
  const { cells } = shard;
  const { start, end } = cellRange(shard, slot);
  for (let at = start * cellLayout.length; at < end * cellLayout.length; at += cellLayout.length) {
    const knownDay = cells[at]!;
    if (knownDay > asOf.day) break;
    const day = effectiveDay(knownDay, asOf.day);
    const age = asOf.day - day;
    const weight90 = age < halfLifeTable ? weights90[age]! : 0;
    const cellSeenCount = cells[at + cellLayout.seen]!;
    if (cellSeenCount > 0) {
      seen += cellSeenCount;
      seen90 += cellSeenCount * weight90;
      if (Number.isNaN(first)) first = day;
      last = day;
    }
    const examinedCount = cells[at + cellLayout.examined]!;
    if (examinedCount > 0 && knownDay < asOf.resultsBeforeDay) {
      const positiveCount = cells[at + cellLayout.positive]!;
      const weight365 = age < halfLifeTable ? weights365[age]! : 0;
      examined += examinedCount;
      examined90 += examinedCount * weight90;
      examined365 += examinedCount * weight365;
      if (positiveCount > 0) {
        positive += positiveCount;
        positive90 += positiveCount * weight90;
        positive365 += positiveCount * weight365;
        lastPositive = day;
      }
    }
  }
  scratch[0] = examined90;
  scratch[1] = positive90;
  scratch[2] = examined365;
  scratch[3] = positive365;
  out[offset] = seen;
  out[offset + 1] = examined;
  out[offset + 2] = positive;
  out[offset + 6] = asOf.day - first;
  out[offset + 7] = asOf.day - last;
  out[offset + 8] = asOf.day - lastPositive;
  out[offset + 9] = seen === 0 ? 1 : seen90 / seen;
}

const tableDays = 40_000;
const monthEnds = new Int32Array(tableDays);
const monthMiddles = new Int32Array(tableDays);
for (let year = 1970, day = 0; day < tableDays; year++) {
  for (let month = 0; month < 12; month++) {
    const next = Date.UTC(year, month + 1, 1) / 86_400_000;
    const middle = Date.UTC(year, month, 15) / 86_400_000;
    for (; day < next && day < tableDays; day++) {
      monthEnds[day] = next - 1;
      monthMiddles[day] = middle;
    }
  }
}

/** The day a cell counts for: its own, or the middle of its month once the month ended long enough before `asOfDay`. */
function effectiveDay(day: number, asOfDay: number): number {
  if (asOfDay - day <= monthAfterDays || day < 0 || day >= tableDays) return day;
  return asOfDay - monthEnds[day]! > monthAfterDays ? monthMiddles[day]! : day;
}

/** Replays facts in the order in which they became known, so that a row sees what was known before its tick and nothing else. */
import { describingKeyIndexes, entityKeyCount, indexOfKey } from './entity-keys.ts';
import { type CellCounts, HistoryCells, priceStepsPerBin } from './history-cells.ts';
import {
  type ItemTable,
  itemNumberCount,
  ownPriceIndex,
  peerStepIndex,
  pricePositionIndex,
  textTokensIndex,
} from './item-table.ts';
import { PeerMoments } from './peer-moments.ts';
import { PriceHistograms } from './price-histograms.ts';
import { TextHabits, textCountsOf, textCountsOfParty } from './text-habits.ts';

/** A change to the history: an item that was seen, a result that became known, or either taken back. */
export interface HistoryFact extends CellCounts {
  readonly table: ItemTable;
  readonly row: number;
  /** Day since the epoch whose cell it changes: the day on which the fact (or the one taken back) became known. */
  readonly cellDay: number;
}

/** Histories of a process: cells of all entities, price histograms, what goods of a kind cost and weigh, and how parties describe their goods. */
export interface History {
  readonly cells: HistoryCells;
  readonly prices: PriceHistograms;
  readonly peers: PeerMoments;
  readonly texts: TextHabits;
}

/** Returns a history in which nothing has happened. */
export function emptyHistory(): History {
  return {
    cells: new HistoryCells(),
    prices: new PriceHistograms(),
    peers: new PeerMoments(),
    texts: new TextHabits(),
  };
}

/** What a result alone says of sightings: nothing. */
export const unseen = { seen: 0, priced: 0, priceSum: 0 } as const;

/** Key of the entity "everything", whose rate is the base rate. Not a hash, and shorter than one can be by chance: one in 2^64. */
export const everythingKey = { high: 0, low: 1 } as const;

const hs6Key = indexOfKey('hs6');
const originHs6Key = indexOfKey('originHs6');

/** Facts waiting for their tick, applied to a {@link History} in order of tick. */
export class HistoryReplay {
  readonly history: History;
  private readonly factsByTick = new Map<number, HistoryFact[]>();
  private ticks: number[] = [];
  private isSorted = true;

  constructor(history: History) {
    this.history = history;
  }

  /** Lets a fact become known in `tick` (hours since the epoch). */
  schedule(tick: number, fact: HistoryFact): void {
    const waiting = this.factsByTick.get(tick);
    if (waiting !== undefined) {
      waiting.push(fact);
      return;
    }
    this.factsByTick.set(tick, [fact]);
    if (this.ticks.length > 0 && tick > this.ticks[this.ticks.length - 1]!) this.isSorted = false;
    this.ticks.push(tick);
  }

  /**
   * Schedules the sighting of a row in the tick in which the row became known, and its result in the tick in which that did; one
   * fact where the two are the same.
   */
  scheduleRow(table: ItemTable, row: number, result?: { readonly tick: number; readonly isPositive: boolean }): void {
    const tick = table.knownTick[row]!;
    const positive = result?.isPositive === true ? 1 : 0;
    const isTogether = result?.tick === tick;
    const cellDay = Math.floor(tick / 24);
    const position = table.numbers[row * itemNumberCount + ownPriceIndex]!;
    const isPriced = !Number.isNaN(position);
    this.schedule(tick, {
      table,
      row,
      cellDay,
      seen: 1,
      examined: isTogether ? 1 : 0,
      positive: isTogether ? positive : 0,
      priced: isPriced ? 1 : 0,
      priceSum: isPriced ? Math.floor(position * priceStepsPerBin) : 0,
    });
    if (result === undefined || isTogether) return;
    this.schedule(result.tick, { table, row, cellDay: Math.floor(result.tick / 24), ...unseen, examined: 1, positive });
  }

  /** Applies every fact that became known before `tick`; returns whether there were any. */
  advanceTo(tick: number): boolean {
    if (!this.isSorted) {
      // Latest first, so that the next tick is popped from the end.
      this.ticks.sort((a, b) => b - a);
      this.isSorted = true;
    }
    let isChanged = false;
    while (this.ticks.length > 0 && this.ticks[this.ticks.length - 1]! < tick) {
      const due = this.ticks.pop()!;
      for (const fact of this.factsByTick.get(due)!) applyFact(this.history, fact);
      this.factsByTick.delete(due);
      isChanged = true;
    }
    return isChanged;
  }
}

const cellPlace = { day: 0, source: 0 };
const textCounts = new Float64Array(textCountsOfParty);

/** Adds one fact to every cell that it concerns. */
function applyFact(history: History, fact: HistoryFact): void {
  const { table, row } = fact;
  cellPlace.day = fact.cellDay;
  cellPlace.source = table.source[row]!;
  const start = row * entityKeyCount;
  history.cells.addAll(table.keyHigh, table.keyLow, start, start + entityKeyCount, cellPlace, fact);
  history.cells.add(everythingKey.high, everythingKey.low, cellPlace, fact);
  if (fact.seen === 0) return;
  const change = fact.seen > 0 ? 1 : -1;
  const numbers = row * itemNumberCount;
  const position = table.numbers[numbers + pricePositionIndex]!;
  for (const entity of [hs6Key, originHs6Key]) {
    const high = table.keyHigh[start + entity]!;
    const low = table.keyLow[start + entity]!;
    if (high === 0 && low === 0) continue;
    if (!Number.isNaN(position)) history.prices.add(high, low, position, change);
    history.peers.add(high, low, table.numbers, numbers + peerStepIndex, change);
  }
  if (!textCountsOf(table.numbers, numbers + textTokensIndex, textCounts)) return;
  history.texts.add(everythingKey.high, everythingKey.low, textCounts, change);
  for (const entity of describingKeyIndexes) {
    const high = table.keyHigh[start + entity]!;
    const low = table.keyLow[start + entity]!;
    if (high !== 0 || low !== 0) history.texts.add(high, low, textCounts, change);
  }
}

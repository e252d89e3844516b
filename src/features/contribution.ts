/** What one goods item adds to the history: the sums that a replay would make, cell by cell. */
import { CellDeltas, type DeltaPlace } from './cell-deltas.ts';
import { type Compaction, compactTick } from './compact-tick.ts';
import { describingKeyIndexes, describingParties, entityKeyCount, entityKeys, indexOfKey } from './entity-keys.ts';
import { priceStepsPerBin } from './history-cells.ts';
import { everythingKey } from './history-replay.ts';
import {
  type ItemTable,
  itemNumberCount,
  ownPriceIndex,
  peerStepIndex,
  pricePositionIndex,
  textTokensIndex,
} from './item-table.ts';
import { peerMeasureCount, peerSumCount } from './peer-moments.ts';
import { textCountsOf, textCountsOfParty, textTraits } from './text-habits.ts';

/** Values of a cell: seen, examined, positive, priced, price sum. */
const cellWidth = 5;
/** Values of a peer cell: items, then the sums of {@link peerSumCount}. */
const peerWidth = 1 + peerSumCount;
/** Stands for the bin of an item without a price position. */
const noPriceBin = -1;
/** Stands for the entity "everything" in a list of entities by number. */
const everythingEntity = -1;

const peerKeys = ['hs6', 'originHs6'].map(indexOfKey);

/** Names of the entity keys, whose places are the numbers that {@link Contributions} writes as entity. */
export const entityNames: readonly string[] = entityKeys.map(({ name }) => name);

/** Says how keys are made, so that a store knows when its cells are of another making. */
export const encodingText: string = JSON.stringify([
  ...entityKeys.map(({ name, parts }) => [name, ...parts]),
  ['texts', ...describingParties, ...textTraits],
]);

/** Sums of what items add to and take from a history. */
export class Contributions {
  readonly cells = new CellDeltas(cellWidth);
  readonly peers = new CellDeltas(peerWidth, 1);
  readonly texts = new CellDeltas(textCountsOfParty);
  private readonly compaction: Compaction;
  private readonly place: DeltaPlace = { keyHigh: 0, keyLow: 0, source: 0, tick: 0, extra: 0 };
  private readonly cell = new Float64Array(cellWidth);
  private readonly peer = new Float64Array(peerWidth);
  private readonly text = new Float64Array(textCountsOfParty);

  /** @param compaction how far the store has joined its cells. */
  constructor(compaction: Compaction) {
    this.compaction = compaction;
  }

  /** Adds the sighting of a row (sign 1), or takes it back (-1). */
  addSighting(
    table: ItemTable,
    row: number,
    at: { readonly tick: number; readonly source: number },
    sign: 1 | -1,
  ): void {
    const { cell } = this;
    const position = table.numbers[row * itemNumberCount + ownPriceIndex]!;
    const isPriced = !Number.isNaN(position);
    cell[0] = 1;
    cell[1] = 0;
    cell[2] = 0;
    cell[3] = isPriced ? 1 : 0;
    cell[4] = isPriced ? Math.floor(position * priceStepsPerBin) : 0;
    this.addCells(table, row, at, sign);
    this.addPeers(table, row, sign);
    this.addTexts(table, row, sign);
  }

  /** Adds the result of a row, or takes it back. */
  addResult(
    table: ItemTable,
    row: number,
    at: { readonly tick: number; readonly source: number; readonly isPositive: boolean },
    sign: 1 | -1,
  ): void {
    const { cell } = this;
    cell.fill(0);
    cell[1] = 1;
    cell[2] = at.isPositive ? 1 : 0;
    this.addCells(table, row, at, sign);
  }

  private addCells(
    table: ItemTable,
    row: number,
    at: { readonly tick: number; readonly source: number },
    sign: 1 | -1,
  ): void {
    const { place, cell } = this;
    place.tick = compactTick(at.tick, this.compaction);
    place.source = at.source;
    const start = row * entityKeyCount;
    for (let entity = 0; entity < entityKeyCount; entity++) {
      const high = table.keyHigh[start + entity]!;
      const low = table.keyLow[start + entity]!;
      if (high === 0 && low === 0) continue;
      place.keyHigh = high | 0;
      place.keyLow = low | 0;
      place.extra = entity;
      this.cells.add(place, cell, sign);
    }
    place.keyHigh = everythingKey.high;
    place.keyLow = everythingKey.low;
    place.extra = everythingEntity;
    this.cells.add(place, cell, sign);
  }

  /** Adds to the peers of the row; tick and source are those of the cells added before. */
  private addPeers(table: ItemTable, row: number, sign: 1 | -1): void {
    const { place, peer } = this;
    const numbers = row * itemNumberCount;
    const position = table.numbers[numbers + pricePositionIndex]!;
    const hasBin = !Number.isNaN(position);
    let isKnown = hasBin;
    peer.fill(0);
    peer[0] = 1;
    for (let measure = 0; measure < peerMeasureCount; measure++) {
      const step = table.numbers[numbers + peerStepIndex + measure]!;
      if (Number.isNaN(step)) continue;
      isKnown = true;
      const first = 1 + measure * (peerSumCount / peerMeasureCount);
      peer[first] = 1;
      peer[first + 1] = step;
      peer[first + 2] = step * step;
    }
    if (!isKnown) return;
    place.extra = hasBin ? Math.floor(position) : noPriceBin;
    for (const entity of peerKeys) {
      const high = table.keyHigh[row * entityKeyCount + entity]!;
      const low = table.keyLow[row * entityKeyCount + entity]!;
      if (high === 0 && low === 0) continue;
      place.keyHigh = high | 0;
      place.keyLow = low | 0;
      this.peers.add(place, peer, sign);
    }
  }

  /** Adds to the texts of the row's parties and of everything; tick and source are those of the cells added before. */
  private addTexts(table: ItemTable, row: number, sign: 1 | -1): void {
    const { place, text } = this;
    if (!textCountsOf(table.numbers, row * itemNumberCount + textTokensIndex, text)) return;
    for (const entity of describingKeyIndexes) {
      const high = table.keyHigh[row * entityKeyCount + entity]!;
      const low = table.keyLow[row * entityKeyCount + entity]!;
      if (high === 0 && low === 0) continue;
      place.keyHigh = high | 0;
      place.keyLow = low | 0;
      place.extra = entity;
      this.texts.add(place, text, sign);
    }
    place.keyHigh = everythingKey.high;
    place.keyLow = everythingKey.low;
    place.extra = everythingEntity;
    this.texts.add(place, text, sign);
  }
}

/** Numbers of an item that decide what it adds. */
const addedNumbers = [ownPriceIndex, pricePositionIndex]
  .concat([0, 1, 2].map((measure) => peerStepIndex + measure))
  .concat([1, 2, 3].map((number) => textTokensIndex + number));

const halves = new Float64Array(1);
const words = new Int32Array(halves.buffer);

/** Returns a 32-bit digest of all that a row adds, so that taking back something else than what was added shows. */
export function rowDigest(table: ItemTable, row: number): number {
  let digest = 0;
  const mix = (word: number): void => {
    digest = Math.imul(digest ^ word, 0x85eb_ca6b);
    digest ^= digest >>> 13;
  };
  const start = row * entityKeyCount;
  for (let entity = 0; entity < entityKeyCount; entity++) {
    mix(table.keyHigh[start + entity]!);
    mix(table.keyLow[start + entity]!);
  }
  const numbers = row * itemNumberCount;
  for (const index of addedNumbers) {
    halves[0] = table.numbers[numbers + index]!;
    mix(words[0]!);
    mix(words[1]!);
  }
  return digest | 0;
}

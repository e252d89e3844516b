/** Computes the features of one item from its row and the history as it stands: the one definition behind batch and online. */
import { categoryNames } from './category-codes.ts';
import {
  coarserKeyIndexes,
  describingKeyIndexes,
  entityKeyCount,
  entityKeys,
  indexOfKey,
  partyTraces,
} from './entity-keys.ts';
import { firstCodeFeature, firstPriceFeature, fitShares } from './feature-definitions.ts';
import type { CellShard } from './history-cells.ts';
import {
  type AsOf,
  excessReading,
  meanPriceReading,
  readHistory,
  readingLength,
  readingNames,
} from './history-reading.ts';
import { everythingKey, type History } from './history-replay.ts';
import { type ItemTable, itemNumberCount, itemNumberNames, ownPriceIndex, peerStepIndex } from './item-table.ts';
import { peerMeasureCount } from './peer-moments.ts';
import { textTraitCount } from './text-habits.ts';

const rateOffset = 3;
/** What the base rate is taken to be before anything is known, and how many examinations that counts for. */
const baseRatePrior = { rate: 0.02, examinations: 50 } as const;
/** Entities whose reading is remembered within a tick; a later one on the same place takes over. */
const rememberedReadings = 1 << 12;

const priorExaminations = Float64Array.from(entityKeys, (entity) => entity.priorExaminations);
const hasPace = entityKeys.map((entity) => entity.readings.includes('pace'));
const readingsOfKey: readonly Uint8Array[] = entityKeys.map((entity) =>
  Uint8Array.from(entity.readings, (name) => readingNames.indexOf(name)),
);
const binsPerDoubling = 2;
const shares = fitShares.map(([part, whole]) => [indexOfKey(part), indexOfKey(whole)] as const);
const partyKeyIndexes = ['importer', 'consignor', 'seller', 'declarant', 'carrier'].map(indexOfKey);
const partyTraceIndexes = partyTraces.map(indexOfKey);
const pairs = entityKeys.flatMap((entity, index) => {
  const [one, other] = entity.parts;
  const isPairOfEntities =
    other !== undefined && [one, other].every((part) => entityKeys.some((key) => key.name === part));
  return isPairOfEntities ? [[index, indexOfKey(one), indexOfKey(other)] as const] : [];
});
/** Numbers of an item that are features as they stand. */
const ownNumbers = ['textTokens', 'textGenericShare', 'brandNamed', 'brandUnauthorised'].map((name) =>
  (itemNumberNames as readonly string[]).indexOf(name),
);
const hs6Key = indexOfKey('hs6');
const originHs6Key = indexOfKey('originHs6');

/** Reads features as of one tick at a time; readings of the same entity within a tick are made once. */
export class FeatureReader {
  private readonly history: History;
  private categoryValues: readonly Float32Array[];
  private asOf: AsOf = { day: 0, resultsBeforeDay: Number.POSITIVE_INFINITY };
  private epoch = 0;
  private baseRate: number = baseRatePrior.rate;
  private readonly rememberedEpoch = new Uint32Array(rememberedReadings);
  private readonly rememberedHigh = new Uint32Array(rememberedReadings);
  private readonly rememberedLow = new Uint32Array(rememberedReadings);
  private readonly remembered = new Float64Array(rememberedReadings * readingLength);
  private readonly rates = new Float64Array(entityKeyCount);
  private readonly seen = new Float64Array(entityKeyCount);
  private readonly excess = new Float64Array(entityKeyCount);
  private readonly place = new Float64Array(2);
  private readonly numbers = new Float64Array(firstCodeFeature - firstPriceFeature);
  private readonly slots = new Int32Array(entityKeyCount);
  private readonly entity: {
    shard: CellShard;
    slot: number;
    coarserRate: number;
    priorExaminations: number;
    hasPace: boolean;
  };

  /** @param categoryValues per field of {@link categoryNames}, the feature value of each interned code. */
  constructor(history: History, categoryValues: readonly Float32Array[]) {
    this.history = history;
    this.entity = { shard: history.cells.shardOf(0), slot: -1, coarserRate: 0, priorExaminations: 0, hasPace: false };
    this.categoryValues = categoryValues;
  }

  /** Gives the reader newer values of interned codes; needed whenever codes were interned since. */
  setCategoryValues(categoryValues: readonly Float32Array[]): void {
    this.categoryValues = categoryValues;
  }

  /** Starts a tick: call it after facts were applied and before rows of the tick are read. */
  begin(asOf: AsOf): void {
    this.asOf = asOf;
    this.epoch++;
    const { entity } = this;
    entity.shard = this.history.cells.shardOf(everythingKey.low);
    entity.slot = entity.shard.find(everythingKey.high, everythingKey.low);
    entity.coarserRate = baseRatePrior.rate;
    entity.priorExaminations = baseRatePrior.examinations;
    entity.hasPace = false;
    readHistory(entity, asOf, this.remembered, 0);
    this.baseRate = this.remembered[rateOffset]!;
    this.rememberedEpoch[0] = 0;
  }

  /** Writes all features of a row of the table into row `at` of the columns, rounded to 32 bits. */
  read(table: ItemTable, row: number, columns: readonly Float32Array[], at: number): void {
    this.readEntities(table, row, columns, at);
    this.readNumbers(table, row);
    for (let feature = firstPriceFeature; feature < firstCodeFeature; feature++) {
      columns[feature]![at] = this.numbers[feature - firstPriceFeature]!;
    }
    const codes = row * categoryNames.length;
    for (let field = 0; field < categoryNames.length; field++) {
      const code = table.codes[codes + field]!;
      columns[firstCodeFeature + field]![at] =
        code < 0 ? Number.NaN : (this.categoryValues[field]![code] ?? Number.NaN);
    }
  }

  private readEntities(table: ItemTable, row: number, columns: readonly Float32Array[], at: number): void {
    const { rates, remembered, seen, excess } = this;
    this.findSlots(table, row);
    const start = row * entityKeyCount;
    const position = table.numbers[row * itemNumberCount + ownPriceIndex]!;
    let column = 0;
    for (let index = 0; index < entityKeyCount; index++) {
      const high = table.keyHigh[start + index]!;
      const low = table.keyLow[start + index]!;
      const readings = readingsOfKey[index]!;
      if (high === 0 && low === 0) {
        for (let place = 0; place < readings.length; place++) columns[column++]![at] = Number.NaN;
        rates[index] = Number.NaN;
        seen[index] = Number.NaN;
        excess[index] = Number.NaN;
        continue;
      }
      const source = this.readEntity(index, high, low) * readingLength;
      for (let place = 0; place < readings.length; place++) {
        const reading = readings[place]!;
        const value = remembered[source + reading]!;
        columns[column++]![at] = reading === meanPriceReading ? (position - value) / binsPerDoubling : value;
      }
      rates[index] = remembered[source + rateOffset]!;
      seen[index] = remembered[source]!;
      excess[index] = remembered[source + excessReading]!;
    }
  }

  /** Reads one entity unless its reading of this tick is remembered, and returns the place where it is. */
  private readEntity(index: number, high: number, low: number): number {
    const place = rememberedPlace(high, low);
    if (this.isRemembered(place, high, low)) return place;
    const { entity, slots, rates } = this;
    let coarser = coarserKeyIndexes[index]!;
    while (coarser >= 0 && Number.isNaN(rates[coarser]!)) coarser = coarserKeyIndexes[coarser]!;
    entity.shard = this.history.cells.shardOf(low);
    // Another entity of this row may have taken the place since the slots were looked up.
    entity.slot = slots[index] === alreadyRemembered ? entity.shard.find(high, low) : slots[index]!;
    entity.coarserRate = coarser < 0 ? this.baseRate : rates[coarser]!;
    entity.priorExaminations = priorExaminations[index]!;
    entity.hasPace = hasPace[index]!;
    readHistory(entity, this.asOf, this.remembered, place * readingLength);
    this.rememberedEpoch[place] = this.epoch;
    this.rememberedHigh[place] = high;
    this.rememberedLow[place] = low;
    return place;
  }

  /**
   * Finds where the row's entities have their cells, all before any is read: the look-ups do not wait for each other, and
   * waiting for memory is what reading costs most.
   */
  private findSlots(table: ItemTable, row: number): void {
    const { slots } = this;
    const { cells } = this.history;
    const start = row * entityKeyCount;
    for (let index = 0; index < entityKeyCount; index++) {
      const high = table.keyHigh[start + index]!;
      const low = table.keyLow[start + index]!;
      if (high === 0 && low === 0) continue;
      const place = rememberedPlace(high, low);
      slots[index] = this.isRemembered(place, high, low) ? alreadyRemembered : cells.shardOf(low).find(high, low);
    }
  }

  private isRemembered(place: number, high: number, low: number): boolean {
    return (
      this.rememberedEpoch[place] === this.epoch &&
      this.rememberedHigh[place] === high &&
      this.rememberedLow[place] === low
    );
  }

  private readNumbers(table: ItemTable, row: number): void {
    const { numbers } = table;
    const out = this.numbers;
    const at = row * itemNumberCount;
    const value = positive(numbers[at]!);
    const net = positive(numbers[at + 1]!);
    const gross = positive(numbers[at + 2]!);
    const pieces = positive(numbers[at + 3]!);
    const mass = Number.isNaN(net) ? gross : net;
    let feature = 0;
    out[feature++] = Math.log(value);
    out[feature++] = Math.log(mass);
    out[feature++] = Math.log(value / mass);
    out[feature++] = Math.log(value / pieces);
    out[feature++] = Math.log(mass / pieces);
    out[feature++] = Math.log(pieces);
    out[feature++] = gross / net;
    feature = this.readPlaces(table, row, numbers[at + 5]!, out, feature);
    out[feature++] = numbers[at + 4]!;
    out[feature++] = numbers[at + 8]!;
    out[feature++] = numbers[at + 6]!;
    out[feature++] = numbers[at + 7]!;
    out[feature++] = this.baseRate;
    feature = this.readExcess(out, feature);
    feature = this.readFit(out, feature);
    for (const index of ownNumbers) out[feature++] = numbers[at + index]!;
    this.readHabits(table, row, out, feature);
  }

  /** How much more often than usual finds were made with the parties, the one that stands out most and all that do together. */
  private readExcess(out: Float64Array, first: number): number {
    let most = Number.NaN;
    let sum = 0;
    for (const index of partyTraceIndexes) {
      const excess = this.excess[index]!;
      if (Number.isNaN(excess)) continue;
      if (!(most >= excess)) most = excess;
      if (excess > 0) sum += excess;
    }
    out[first] = most;
    out[first + 1] = sum;
    return first + 2;
  }

  /** How the parties have described their goods so far. */
  private readHabits(table: ItemTable, row: number, out: Float64Array, first: number): void {
    const { texts } = this.history;
    const start = row * entityKeyCount;
    let feature = first;
    for (const index of describingKeyIndexes) {
      const high = table.keyHigh[start + index]!;
      const low = table.keyLow[start + index]!;
      if (texts.isEmpty || (high === 0 && low === 0)) out.fill(Number.NaN, feature, feature + textTraitCount);
      else texts.deviations(high, low, everythingKey, out, feature);
      feature += textTraitCount;
    }
  }

  /** How the item fits what its parties have done so far. */
  private readFit(out: Float64Array, first: number): number {
    const { seen } = this;
    let feature = first;
    for (const [part, whole] of shares) {
      // One sighting is taken as given on either side, so that a party met once does not count as one of firm habits.
      out[feature++] = seen[whole]! > 0 ? (seen[part]! + 0.1) / (seen[whole]! + 1) : Number.NaN;
    }
    let parties = 0;
    let newParties = 0;
    for (const index of partyKeyIndexes) {
      if (Number.isNaN(seen[index]!)) continue;
      parties++;
      if (seen[index] === 0) newParties++;
    }
    out[feature++] = parties === 0 ? Number.NaN : newParties / parties;
    let newPairs = 0;
    for (const [pair, one, other] of pairs) if (seen[pair] === 0 && seen[one]! > 0 && seen[other]! > 0) newPairs++;
    out[feature++] = newPairs;
    return feature;
  }

  private readPlaces(table: ItemTable, row: number, position: number, out: Float64Array, first: number): number {
    let feature = first;
    for (const index of [hs6Key, originHs6Key]) {
      const high = table.keyHigh[row * entityKeyCount + index]!;
      const low = table.keyLow[row * entityKeyCount + index]!;
      this.history.prices.place(high, low, position, this.place);
      out[feature++] = this.place[0]!;
      out[feature++] = this.place[1]!;
      this.history.peers.deviations(high, low, table.numbers, row * itemNumberCount + peerStepIndex, out, feature);
      feature += peerMeasureCount;
    }
    return feature;
  }
}

/** Stands in the list of slots for an entity whose reading of this tick is remembered. */
const alreadyRemembered = -2;

function rememberedPlace(high: number, low: number): number {
  return (high ^ (low >>> 7)) & (rememberedReadings - 1);
}

function positive(value: number): number {
  return value > 0 ? value : Number.NaN;
}

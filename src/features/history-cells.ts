/** History cells: integer counts per entity, source and day known, in typed arrays that hold tens of millions of them. */
import { effectiveDay } from './history-months.ts';

const shardBits = 6;
const shardCount = 1 << shardBits;
const growth = 1.5;
/** Cells of an entity from which old months are joined before it gets more room. */
const compactFrom = 64;
/** Keys that can be changed together. */
const keysAtOnce = 64;
/** Share of a shard's slots that may be filled before it grows. */
const maximumLoad = 0.7;

/** Counts of one cell or of a change to one. */
export interface CellCounts {
  readonly seen: number;
  readonly examined: number;
  readonly positive: number;
}

/** Which of an entity's cells: the day (since 1970-01-01) on which facts became known, and their source. */
export interface CellPlace {
  readonly day: number;
  /** Small number of the (source agency, handling class) pair. */
  readonly source: number;
}

/** One cell in canonical form, for files, comparison and merging. */
export interface HistoryCell extends CellCounts, CellPlace {
  readonly keyHigh: number;
  readonly keyLow: number;
}

/** Places of a cell's numbers in {@link CellShard.cells}. */
export const cellLayout = { day: 0, seen: 1, examined: 2, positive: 3, source: 4, length: 5 } as const;

/** Places of a slot's numbers in {@link CellShard.slots}: the key, where its cells start, and how many they are. */
const slotLayout = { high: 0, low: 1, start: 2, count: 3, length: 4 } as const;

const { length: cellLength } = cellLayout;
const { length: slotLength } = slotLayout;

/**
 * One shard: an open-addressing table of entities. Each entity's cells lie side by side in order of day and source, for memory
 * is slow to jump in and fast to walk; their room doubles when it is full, and the old room is used again.
 */
export class CellShard {
  slots = new Uint32Array(16 * slotLength);
  private slotCount = 16;
  entityCount = 0;
  cells = new Int32Array(16 * cellLength);
  private cellsTaken = 0;
  cellCount = 0;
  /** Starts of rooms for 1, 2, 4, … cells that are free again. */
  private readonly freeRooms: number[][] = [];

  /** Place of an entity's slot in `slots`, or -1. */
  find(high: number, low: number): number {
    const { slots } = this;
    let slot = Math.floor((high / 4294967296) * this.slotCount) * slotLength;
    while (slots[slot + slotLayout.count] !== 0) {
      if (slots[slot] === high && slots[slot + slotLayout.low] === low) return slot;
      slot += slotLength;
      if (slot === slots.length) slot = 0;
    }
    return -1;
  }

  /** Whether a slot holds an entity. */
  isAt(slot: number, high: number, low: number): boolean {
    const { slots } = this;
    return slot >= 0 && slots[slot] === high && slots[slot + slotLayout.low] === low;
  }

  /** Adds a change to the entity's cell of this day and source, making both where needed. */
  add(high: number, low: number, place: CellPlace, change: CellCounts): void {
    const slot = this.find(high, low);
    if (slot < 0) this.insertEntity(high, low, place, change);
    else this.addAt(slot, place, change);
  }

  /** As {@link add}, for the entity in a slot that was found since the table of slots last grew. */
  addAt(slot: number, place: CellPlace, change: CellCounts): void {
    const start = this.slots[slot + slotLayout.start]!;
    let index = this.slots[slot + slotLayout.count]! - 1;
    let order = this.compare(start + index, place);
    while (order > 0 && index > 0) order = this.compare(start + --index, place);
    if (order === 0) this.change(start + index, change);
    else this.insertCell(slot, order < 0 ? index + 1 : index, place, change);
  }

  /** Bytes of the typed arrays. */
  get byteLength(): number {
    return this.slots.byteLength + this.cells.byteLength;
  }

  /** Cells with a count, by key, day and source; those of months that are old as of `newestDay` joined. */
  *inOrder(newestDay: number): Generator<HistoryCell> {
    const { slots } = this;
    const taken: number[] = [];
    for (let slot = 0; slot < slots.length; slot += slotLength)
      if (slots[slot + slotLayout.count] !== 0) taken.push(slot);
    taken.sort((a, b) => slots[a]! - slots[b]! || slots[a + 1]! - slots[b + 1]!);
    for (const slot of taken) yield* this.cellsOf(slot, newestDay);
  }

  private cellsOf(slot: number, newestDay: number): HistoryCell[] {
    const { slots, cells } = this;
    const start = rangeStart(this, slot);
    const end = rangeEnd(this, slot);
    const joined = new Map<number, { day: number; source: number; seen: number; examined: number; positive: number }>();
    for (let cell = start; cell < end; cell++) {
      const month = monthPlace(cells, cell, newestDay);
      const [day, seen, examined, positive, source] = cells.subarray(cell * cellLength, (cell + 1) * cellLength);
      const known = joined.get(month);
      if (known === undefined) {
        joined.set(month, {
          day: effectiveDay(day!, newestDay),
          source: source!,
          seen: seen!,
          examined: examined!,
          positive: positive!,
        });
      } else {
        known.seen += seen!;
        known.examined += examined!;
        known.positive += positive!;
      }
    }
    return [...joined.values()]
      .filter(({ seen, examined, positive }) => seen !== 0 || examined !== 0 || positive !== 0)
      .sort((a, b) => a.day - b.day || a.source - b.source)
      .map((cell) => ({ keyHigh: slots[slot]!, keyLow: slots[slot + slotLayout.low]!, ...cell }));
  }

  /** Negative where the cell comes before the place, 0 where it is the place's, positive where it comes after. */
  private compare(cell: number, place: CellPlace): number {
    const at = cell * cellLength;
    return this.cells[at]! - place.day || this.cells[at + cellLayout.source]! - place.source;
  }

  private change(cell: number, change: CellCounts): void {
    const { cells } = this;
    const at = cell * cellLength;
    cells[at + cellLayout.seen] = cells[at + cellLayout.seen]! + change.seen;
    cells[at + cellLayout.examined] = cells[at + cellLayout.examined]! + change.examined;
    cells[at + cellLayout.positive] = cells[at + cellLayout.positive]! + change.positive;
  }

  private write(cell: number, place: CellPlace, change: CellCounts): void {
    const { cells } = this;
    const at = cell * cellLength;
    cells[at] = place.day;
    cells[at + cellLayout.seen] = change.seen;
    cells[at + cellLayout.examined] = change.examined;
    cells[at + cellLayout.positive] = change.positive;
    cells[at + cellLayout.source] = place.source;
    this.cellCount++;
  }

  private insertCell(slot: number, index: number, place: CellPlace, change: CellCounts): void {
    const count = this.slots[slot + slotLayout.count]!;
    let start = this.slots[slot + slotLayout.start]!;
    // A room holds a power of two; a full one has a power of two of cells.
    if ((count & (count - 1)) === 0) {
      if (count >= compactFrom && this.compact(slot, place.day)) {
        this.addAt(slot, place, change);
        return;
      }
      const room = this.takeRoom(count * 2);
      this.cells.copyWithin(room * cellLength, start * cellLength, (start + count) * cellLength);
      this.giveBackRoom(start, count);
      this.slots[slot + slotLayout.start] = room;
      start = room;
    }
    const from = (start + index) * cellLength;
    if (index < count) this.cells.copyWithin(from + cellLength, from, (start + count) * cellLength);
    this.write(start + index, place, change);
    this.slots[slot + slotLayout.count] = count + 1;
  }

  /**
   * Joins the entity's cells of months that any later reading treats as one day; returns whether that made room. Cells keep their room,
   * and the next time that it is full may be soon, so joining must free at least a quarter of it.
   */
  private compact(slot: number, newestDay: number): boolean {
    const { cells } = this;
    const start = this.slots[slot + slotLayout.start]!;
    const count = this.slots[slot + slotLayout.count]!;
    const joined = new Map<number, number>();
    for (let cell = start; cell < start + count; cell++) joined.set(monthPlace(cells, cell, newestDay), cell);
    if (joined.size > count * 0.75) return false;
    joined.clear();
    let kept = start;
    for (let cell = start; cell < start + count; cell++) {
      const month = monthPlace(cells, cell, newestDay);
      const into = joined.get(month);
      if (into === undefined) {
        joined.set(month, kept);
        cells.copyWithin(kept * cellLength, cell * cellLength, (cell + 1) * cellLength);
        cells[kept * cellLength] = effectiveDay(cells[kept * cellLength]!, newestDay);
        kept++;
      } else addCounts(cells, into, cell);
    }
    this.cellCount -= start + count - kept;
    this.shrinkRoom(slot, kept - start, count);
    return true;
  }

  /** Moves an entity's cells to the smallest room that holds them. */
  private shrinkRoom(slot: number, count: number, oldSize: number): void {
    const start = this.slots[slot + slotLayout.start]!;
    this.slots[slot + slotLayout.count] = count;
    const size = 2 ** Math.ceil(Math.log2(count));
    if (size === oldSize) return;
    const room = this.takeRoom(size);
    this.cells.copyWithin(room * cellLength, start * cellLength, (start + count) * cellLength);
    this.giveBackRoom(start, oldSize);
    this.slots[slot + slotLayout.start] = room;
  }

  private takeRoom(size: number): number {
    const free = this.freeRooms[31 - Math.clz32(size)]?.pop();
    if (free !== undefined) return free;
    const room = this.cellsTaken;
    this.cellsTaken += size;
    if (this.cellsTaken * cellLength > this.cells.length) {
      const larger = new Int32Array(
        Math.max(this.cellsTaken, Math.ceil((this.cells.length / cellLength) * growth)) * cellLength,
      );
      larger.set(this.cells);
      this.cells = larger;
    }
    return room;
  }

  private giveBackRoom(start: number, size: number): void {
    const order = 31 - Math.clz32(size);
    while (this.freeRooms.length <= order) this.freeRooms.push([]);
    this.freeRooms[order]!.push(start);
  }

  private insertEntity(high: number, low: number, place: CellPlace, change: CellCounts): void {
    if (this.entityCount + 1 > this.slotCount * maximumLoad) this.growSlots();
    const room = this.takeRoom(1);
    this.write(room, place, change);
    this.put(high, low, room, 1);
    this.entityCount++;
  }

  private put(high: number, low: number, start: number, count: number): void {
    const { slots } = this;
    let slot = Math.floor((high / 4294967296) * this.slotCount) * slotLength;
    while (slots[slot + slotLayout.count] !== 0) {
      slot += slotLength;
      if (slot === slots.length) slot = 0;
    }
    slots[slot] = high;
    slots[slot + slotLayout.low] = low;
    slots[slot + slotLayout.start] = start;
    slots[slot + slotLayout.count] = count;
  }

  private growSlots(): void {
    const { slots } = this;
    this.slotCount = Math.ceil(this.slotCount * growth);
    this.slots = new Uint32Array(this.slotCount * slotLength);
    for (let slot = 0; slot < slots.length; slot += slotLength) {
      if (slots[slot + slotLayout.count] !== 0)
        this.put(slots[slot]!, slots[slot + 1]!, slots[slot + 2]!, slots[slot + 3]!);
    }
  }
}

/**
 * All history cells of one process. Counts are integers, so any order and any split of the same changes, and taking one
 * back, leave the same cells.
 */
export class HistoryCells {
  private readonly shards: readonly CellShard[] = Array.from({ length: shardCount }, () => new CellShard());

  private newestDay = Number.NEGATIVE_INFINITY;
  private readonly slots = new Int32Array(keysAtOnce);

  /** Adds a change to the cell of an entity, source and day; a negative count takes an earlier change back. */
  add(keyHigh: number, keyLow: number, place: CellPlace, change: CellCounts): void {
    if (place.day > this.newestDay) this.newestDay = place.day;
    this.shardOf(keyLow).add(keyHigh, keyLow, place, change);
  }

  /**
   * Adds a change to the cells of several entities. All are looked up before any is changed: the look-ups then wait for memory together, not one
   * after the other. Pairs of zeros stand for no entity.
   *
   * @param start place of the first key in both lists, and `end` the place after the last; at most 64 keys.
   */
  addAll(
    highs: Uint32Array,
    lows: Uint32Array,
    start: number,
    end: number,
    place: CellPlace,
    change: CellCounts,
  ): void {
    const { slots } = this;
    if (place.day > this.newestDay) this.newestDay = place.day;
    for (let index = start; index < end; index++) {
      const low = lows[index]!;
      slots[index - start] = this.shardOf(low).find(highs[index]!, low);
    }
    for (let index = start; index < end; index++) {
      const high = highs[index]!;
      const low = lows[index]!;
      if (high === 0 && low === 0) continue;
      const shard = this.shardOf(low);
      const slot = slots[index - start]!;
      // A slot may have moved since when an entity before it was new.
      if (shard.isAt(slot, high, low)) shard.addAt(slot, place, change);
      else shard.add(high, low, place, change);
    }
  }

  /** Returns the shard that holds an entity's cells. */
  shardOf(keyLow: number): CellShard {
    return this.shards[keyLow & (shardCount - 1)]!;
  }

  /** Number of cells held, those that fell back to zero included. */
  get cellCount(): number {
    return this.shards.reduce((sum, shard) => sum + shard.cellCount, 0);
  }

  /** Number of entities that have cells. */
  get entityCount(): number {
    return this.shards.reduce((sum, shard) => sum + shard.entityCount, 0);
  }

  /** Bytes of the typed arrays that hold the cells and their table. */
  get byteLength(): number {
    return this.shards.reduce((sum, shard) => sum + shard.byteLength, 0);
  }

  /** Every cell with a count, by shard, key, day and source, old months joined: equal histories give equal sequences. */
  *inOrder(): Generator<HistoryCell> {
    for (const shard of this.shards) yield* shard.inOrder(this.newestDay);
  }
}

/** Tells cells apart that no later reading joins: by effective day and source. */
function monthPlace(cells: Int32Array, cell: number, newestDay: number): number {
  return effectiveDay(cells[cell * cellLength]!, newestDay) * 65_536 + cells[cell * cellLength + cellLayout.source]!;
}

function addCounts(cells: Int32Array, into: number, from: number): void {
  for (const field of [cellLayout.seen, cellLayout.examined, cellLayout.positive]) {
    cells[into * cellLength + field] = cells[into * cellLength + field]! + cells[from * cellLength + field]!;
  }
}

/** Index of the first cell of the entity in a slot of a shard; 0 for slot -1. */
export function rangeStart(shard: CellShard, slot: number): number {
  return slot < 0 ? 0 : shard.slots[slot + slotLayout.start]!;
}

/** Index after the last cell of the entity in a slot of a shard; 0 for slot -1. */
export function rangeEnd(shard: CellShard, slot: number): number {
  return slot < 0 ? 0 : shard.slots[slot + slotLayout.start]! + shard.slots[slot + slotLayout.count]!;
}

/** History cells: integer counts per entity, source and day known, in typed arrays that hold tens of millions of them. */
import { effectiveDay } from './history-months.ts';

const shardBits = 6;
const shardCount = 1 << shardBits;
const growth = 1.5;
const leastSlots = 16;
/** Cells of an entity from which old months are joined before it gets more room. */
const compactFrom = 64;
/** Keys that can be changed together. */
const keysAtOnce = 64;
/** Cells of a page, as a power of two. */
const pageBits = 10;
const pageCells = 1 << pageBits;
/** Share of a shard's slots that may be filled before it grows. */
const maximumLoad = 0.8;

/**
 * Steps of a bin of the price scale in {@link CellCounts.priceSum}. A bin is half a doubling; a sixteenth of one is finer than any price tells, and
 * two million items still fit into the sum of one cell.
 */
export const priceStepsPerBin = 16;

/** Counts of one cell or of a change to one. */
export interface CellCounts {
  readonly seen: number;
  readonly examined: number;
  readonly positive: number;
  /** Sightings with a unit value. */
  readonly priced: number;
  /** Sum of their places on the price scale, each a whole number of sixteenths of a bin ({@link priceStepsPerBin}). */
  readonly priceSum: number;
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
export const cellLayout = {
  day: 0,
  seen: 1,
  examined: 2,
  positive: 3,
  source: 4,
  priced: 5,
  priceSum: 6,
  length: 7,
} as const;

/** Places of a slot's numbers in {@link CellShard.slots}: the key, where its cells start, and how many they are. */
const slotLayout = { high: 0, low: 1, start: 2, count: 3, length: 4 } as const;

const { length: cellLength } = cellLayout;
const { length: slotLength } = slotLayout;

/**
 * One shard: an open-addressing table of entities. Each entity's cells lie side by side in order of day and source, for memory
 * is slow to jump in and fast to walk; their room doubles when it is full, and the old room is used again. Rooms lie in pages, which are
 * never copied: one array that grows would leave as much garbage as it holds.
 */
export class CellShard {
  slots: Uint32Array;
  private slotCount: number;
  entityCount = 0;
  private readonly pages: Int32Array[] = [];
  /** Cells of the last page that are taken. */
  private lastPageTaken = pageCells;
  private lastPage = 0;
  cellCount = 0;
  /** Starts of rooms for 1, 2, 4, … cells that are free again. */
  private readonly freeRooms: number[][] = [];

  constructor(slotCount: number) {
    this.slotCount = slotCount;
    this.slots = new Uint32Array(slotCount * slotLength);
  }

  /** The page that a room lies in, by its first cell; a room larger than a page has one of its own. */
  pageOf(cell: number): Int32Array {
    return this.pages[cell >>> pageBits]!;
  }

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
    const page = this.pageOf(start);
    const first = placeInPage(start);
    let at = first + (this.slots[slot + slotLayout.count]! - 1) * cellLength;
    let order = compareCell(page, at, place);
    while (order > 0 && at > first) {
      at -= cellLength;
      order = compareCell(page, at, place);
    }
    if (order === 0) changeCell(page, at, change);
    else this.insertCell(slot, (at - first) / cellLength + (order < 0 ? 1 : 0), place, change);
  }

  /** Bytes of the typed arrays. */
  get byteLength(): number {
    return this.pages.reduce((sum, page) => sum + page.byteLength, this.slots.byteLength);
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
    const { slots } = this;
    const count = cellCountOf(this, slot);
    const start = firstCellOf(this, slot);
    const joined = new Map<number, { -readonly [field in keyof (CellPlace & CellCounts)]: number }>();
    const page = this.pageOf(start);
    for (let at = placeInPage(start), left = count; left > 0; left--, at += cellLength) {
      const month = monthPlace(page, at, newestDay);
      const [day, seen, examined, positive, source, priced, priceSum] = page.subarray(at, at + cellLength);
      const known = joined.get(month);
      if (known === undefined) {
        joined.set(month, {
          day: effectiveDay(day!, newestDay),
          source: source!,
          seen: seen!,
          examined: examined!,
          positive: positive!,
          priced: priced!,
          priceSum: priceSum!,
        });
      } else {
        known.seen += seen!;
        known.examined += examined!;
        known.positive += positive!;
        known.priced += priced!;
        known.priceSum += priceSum!;
      }
    }
    return [...joined.values()]
      .filter(({ seen, examined, positive }) => seen !== 0 || examined !== 0 || positive !== 0)
      .sort((a, b) => a.day - b.day || a.source - b.source)
      .map((cell) => ({ keyHigh: slots[slot]!, keyLow: slots[slot + slotLayout.low]!, ...cell }));
  }

  private insertCell(slot: number, index: number, place: CellPlace, change: CellCounts): void {
    const count = this.slots[slot + slotLayout.count]!;
    // A room holds a power of two; a full one has a power of two of cells.
    if ((count & (count - 1)) === 0) {
      if (count >= compactFrom && this.compact(slot, place.day)) {
        this.addAt(slot, place, change);
        return;
      }
      this.moveToRoom(slot, { count, oldSize: count, newSize: count * 2 });
    }
    const start = this.slots[slot + slotLayout.start]!;
    const page = this.pageOf(start);
    const first = placeInPage(start);
    const at = first + index * cellLength;
    if (index < count) page.copyWithin(at + cellLength, at, first + count * cellLength);
    writeCell(page, at, place, change);
    this.cellCount++;
    this.slots[slot + slotLayout.count] = count + 1;
  }

  /**
   * Joins the entity's cells of months that any later reading treats as one day; returns whether that made room. Cells keep their room,
   * and the next time that it is full may be soon, so joining must free at least a quarter of it.
   */
  private compact(slot: number, newestDay: number): boolean {
    const start = this.slots[slot + slotLayout.start]!;
    const count = this.slots[slot + slotLayout.count]!;
    const page = this.pageOf(start);
    const first = placeInPage(start);
    const end = first + count * cellLength;
    const joined = new Map<number, number>();
    for (let at = first; at < end; at += cellLength) joined.set(monthPlace(page, at, newestDay), at);
    if (joined.size > count * 0.75) return false;
    joined.clear();
    let kept = first;
    for (let at = first; at < end; at += cellLength) {
      const month = monthPlace(page, at, newestDay);
      const into = joined.get(month);
      if (into === undefined) {
        joined.set(month, kept);
        page.copyWithin(kept, at, at + cellLength);
        page[kept] = effectiveDay(page[kept]!, newestDay);
        kept += cellLength;
      } else addCounts(page, into, at);
    }
    const keptCount = (kept - first) / cellLength;
    this.cellCount -= count - keptCount;
    this.slots[slot + slotLayout.count] = keptCount;
    const newSize = 2 ** Math.ceil(Math.log2(keptCount));
    if (newSize !== count) this.moveToRoom(slot, { count: keptCount, oldSize: count, newSize });
    return true;
  }

  /** Moves an entity's cells to a room of another size. */
  private moveToRoom(
    slot: number,
    room: { readonly count: number; readonly oldSize: number; readonly newSize: number },
  ): void {
    const from = this.slots[slot + slotLayout.start]!;
    const to = this.takeRoom(room.newSize);
    const at = placeInPage(from);
    this.pageOf(to).set(this.pageOf(from).subarray(at, at + room.count * cellLength), placeInPage(to));
    this.giveBackRoom(from, room.oldSize);
    this.slots[slot + slotLayout.start] = to;
  }

  private takeRoom(size: number): number {
    const free = this.freeRooms[31 - Math.clz32(size)]?.pop();
    if (free !== undefined) return free;
    if (size > pageCells) return this.addPage(size);
    if (this.lastPageTaken + size > pageCells) {
      this.giveBackRest();
      this.lastPage = this.addPage(pageCells);
      this.lastPageTaken = 0;
    }
    const room = this.lastPage + this.lastPageTaken;
    this.lastPageTaken += size;
    return room;
  }

  /** Adds a page of so many cells and returns its first cell. */
  private addPage(size: number): number {
    return (this.pages.push(new Int32Array(size * cellLength)) - 1) * pageCells;
  }

  /** Makes rooms of what is left of the last page. */
  private giveBackRest(): void {
    for (let size = 1; this.lastPageTaken < pageCells; size *= 2) {
      if ((this.lastPageTaken & size) === 0) continue;
      this.giveBackRoom(this.lastPage + this.lastPageTaken, size);
      this.lastPageTaken += size;
    }
  }

  private giveBackRoom(start: number, size: number): void {
    const order = 31 - Math.clz32(size);
    while (this.freeRooms.length <= order) this.freeRooms.push([]);
    this.freeRooms[order]!.push(start);
  }

  private insertEntity(high: number, low: number, place: CellPlace, change: CellCounts): void {
    if (this.entityCount + 1 > this.slotCount * maximumLoad) this.growSlots();
    const room = this.takeRoom(1);
    writeCell(this.pageOf(room), placeInPage(room), place, change);
    this.cellCount++;
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
  /** Shards fill evenly; tables of different sizes keep them from all growing at once. */
  private readonly shards: readonly CellShard[] = Array.from(
    { length: shardCount },
    (_, shard) => new CellShard(Math.round(leastSlots * growth ** (shard / shardCount))),
  );

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
      const high = highs[index]!;
      const low = lows[index]!;
      if (high !== 0 || low !== 0) slots[index - start] = this.shardOf(low).find(high, low);
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

/** Tells cells apart that no later reading joins: by effective day and source. `at` is a cell's place in its page. */
function monthPlace(page: Int32Array, at: number, newestDay: number): number {
  return effectiveDay(page[at]!, newestDay) * 65_536 + page[at + cellLayout.source]!;
}

/** Negative where the cell at a place of a page comes before, 0 where it is the one of that day and source, positive where it comes after. */
function compareCell(page: Int32Array, at: number, place: CellPlace): number {
  return page[at]! - place.day || page[at + cellLayout.source]! - place.source;
}

function changeCell(page: Int32Array, at: number, change: CellCounts): void {
  page[at + cellLayout.seen] = page[at + cellLayout.seen]! + change.seen;
  page[at + cellLayout.examined] = page[at + cellLayout.examined]! + change.examined;
  page[at + cellLayout.positive] = page[at + cellLayout.positive]! + change.positive;
  page[at + cellLayout.priced] = page[at + cellLayout.priced]! + change.priced;
  page[at + cellLayout.priceSum] = page[at + cellLayout.priceSum]! + change.priceSum;
}

function writeCell(page: Int32Array, at: number, place: CellPlace, change: CellCounts): void {
  page[at] = place.day;
  page[at + cellLayout.seen] = change.seen;
  page[at + cellLayout.examined] = change.examined;
  page[at + cellLayout.positive] = change.positive;
  page[at + cellLayout.source] = place.source;
  page[at + cellLayout.priced] = change.priced;
  page[at + cellLayout.priceSum] = change.priceSum;
}

const countedFields = [
  cellLayout.seen,
  cellLayout.examined,
  cellLayout.positive,
  cellLayout.priced,
  cellLayout.priceSum,
];

function addCounts(page: Int32Array, into: number, from: number): void {
  for (const field of countedFields) {
    page[into + field] = page[into + field]! + page[from + field]!;
  }
}

/** Place of a room's first number in its page, by the room's first cell. */
export function placeInPage(cell: number): number {
  return (cell & (pageCells - 1)) * cellLength;
}

/** First cell of the entity in a slot of a shard; all of its cells lie in one page, side by side. */
export function firstCellOf(shard: CellShard, slot: number): number {
  return shard.slots[slot + slotLayout.start]!;
}

/** Number of cells of the entity in a slot of a shard; 0 for slot -1. */
export function cellCountOf(shard: CellShard, slot: number): number {
  return slot < 0 ? 0 : shard.slots[slot + slotLayout.count]!;
}

/** Changes to history cells, added up in memory before they go to a store. */

/** Cells from which the table starts. */
const leastRows = 1024;
/** Numbers that say which cell: key, source, tick, and one more. */
const placeLength = 5;
const digitBits = 11;
const digitCount = 1 << digitBits;
const digitMask = digitCount - 1;
const wordBits = 32;

/** Which cell a change goes to. The halves of a key are signed 32-bit numbers, as stores keep them. */
export interface DeltaPlace {
  keyHigh: number;
  keyLow: number;
  source: number;
  tick: number;
  /** A further number that tells cells apart, e.g. the bin of a histogram, or one that follows from the key. */
  extra: number;
}

/**
 * Sums of changes by cell, in an open-addressing table over typed arrays. All values are whole numbers, so neither order nor split of the changes leaves a trace.
 */
export class CellDeltas {
  private readonly width: number;
  private readonly countWidth: number;
  private rowCount = 0;
  private places: Int32Array;
  private values: Float64Array;
  /** Row + 1 by hash; 0 is empty. Twice as many slots as rows, or more. */
  private slots: Int32Array;

  /** @param width number of values of a cell, @param countWidth how many of them, the first, fall only when something is taken back. */
  constructor(width: number, countWidth = width) {
    this.width = width;
    this.countWidth = countWidth;
    this.places = new Int32Array(leastRows * placeLength);
    this.values = new Float64Array(leastRows * width);
    this.slots = new Int32Array(leastRows * 2);
  }

  /** Adds `sign` times each of the values to a cell. */
  add(place: DeltaPlace, values: Readonly<ArrayLike<number>>, sign: 1 | -1): void {
    const at = this.rowOf(place) * this.width;
    for (let index = 0; index < this.width; index++) {
      this.values[at + index] = this.values[at + index]! + sign * values[index]!;
    }
  }

  /** Number of cells that were touched, those whose changes cancelled out included. */
  get size(): number {
    return this.rowCount;
  }

  /** Whether something was taken back, so that a cell may fall to nothing. */
  get hasDecrease(): boolean {
    const { values, width, countWidth } = this;
    for (let row = 0; row < this.rowCount; row++) {
      for (let index = 0; index < countWidth; index++) if (values[row * width + index]! < 0) return true;
    }
    return false;
  }

  /** The earliest tick of a cell that was touched; infinite where none was. */
  get firstTick(): number {
    let first = Number.POSITIVE_INFINITY;
    for (let row = 0; row < this.rowCount; row++) first = Math.min(first, this.places[row * placeLength + 3]!);
    return first;
  }

  /**
   * Yields the cells that change in order of key, source, tick and the further number: first these five, then the values. The array is used again for the next cell.
   */
  *inOrder(): Generator<readonly number[]> {
    const { places, values, width } = this;
    const out = new Array<number>(placeLength + width).fill(0);
    for (const row of this.order()) {
      let isChange = false;
      for (let index = 0; index < width; index++) {
        const value = values[row * width + index]!;
        out[placeLength + index] = value;
        if (value !== 0) isChange = true;
      }
      if (!isChange) continue;
      for (let index = 0; index < placeLength; index++) out[index] = places[row * placeLength + index]!;
      yield out;
    }
  }

  private rowOf(place: DeltaPlace): number {
    const { places } = this;
    const mask = this.slots.length - 1;
    let slot = hashOf(place) & mask;
    for (;;) {
      const row = this.slots[slot]! - 1;
      if (row < 0) break;
      const at = row * placeLength;
      const isSame =
        places[at] === place.keyHigh &&
        places[at + 1] === place.keyLow &&
        places[at + 2] === place.source &&
        places[at + 3] === place.tick &&
        places[at + 4] === place.extra;
      if (isSame) return row;
      slot = (slot + 1) & mask;
    }
    if (this.rowCount * placeLength === this.places.length) {
      this.grow();
      return this.rowOf(place);
    }
    const row = this.rowCount++;
    this.slots[slot] = row + 1;
    const at = row * placeLength;
    places[at] = place.keyHigh;
    places[at + 1] = place.keyLow;
    places[at + 2] = place.source;
    places[at + 3] = place.tick;
    places[at + 4] = place.extra;
    return row;
  }

  private grow(): void {
    const places = new Int32Array(this.places.length * 2);
    places.set(this.places);
    const values = new Float64Array(this.values.length * 2);
    values.set(this.values);
    this.places = places;
    this.values = values;
    this.slots = new Int32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    for (let row = 0; row < this.rowCount; row++) {
      const at = row * placeLength;
      let slot =
        hashOf({
          keyHigh: places[at]!,
          keyLow: places[at + 1]!,
          source: places[at + 2]!,
          tick: places[at + 3]!,
          extra: places[at + 4]!,
        }) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = row + 1;
    }
  }

  /** Rows in order: by digits of the key's first half, then what shares it by comparison. */
  private order(): Int32Array {
    const { places, rowCount } = this;
    let from = Int32Array.from({ length: rowCount }, (_, row) => row);
    let to = new Int32Array(rowCount);
    for (let shift = 0; shift < wordBits; shift += digitBits) {
      const starts = new Int32Array(digitCount + 1);
      // Flipping the sign bit puts signed numbers in order as unsigned ones.
      const digitOf = (row: number): number => ((places[row * placeLength]! ^ 0x8000_0000) >>> shift) & digitMask;
      for (let row = 0; row < rowCount; row++) starts[digitOf(row) + 1]!++;
      for (let digit = 0; digit < digitCount; digit++) starts[digit + 1] = starts[digit + 1]! + starts[digit]!;
      for (let index = 0; index < rowCount; index++) {
        const row = from[index]!;
        to[starts[digitOf(row)]!++] = row;
      }
      [from, to] = [to, from];
    }
    for (let start = 0; start < rowCount; ) {
      let end = start + 1;
      while (end < rowCount && places[from[end]! * placeLength] === places[from[start]! * placeLength]) end++;
      if (end - start > 1) from.subarray(start, end).sort((a, b) => this.compare(a, b));
      start = end;
    }
    return from;
  }

  private compare(a: number, b: number): number {
    const { places } = this;
    for (let index = 1; index < placeLength; index++) {
      const difference = places[a * placeLength + index]! - places[b * placeLength + index]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }
}

function hashOf(place: DeltaPlace): number {
  let hash = Math.imul(place.keyLow ^ Math.imul(place.keyHigh, 0x9e37_79b1), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 15) ^ place.tick, 0xc2b2_ae35);
  hash ^= Math.imul(place.source * 64 + place.extra + 1, 0x27d4_eb2f);
  return (hash ^ (hash >>> 16)) >>> 0;
}

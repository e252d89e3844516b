/** Means and spreads of what goods of the same kind cost and weigh so far. */

import { KeyRows } from './key-rows.ts';

/** Measures of an item that are compared with its peers', in the order of {@link PeerMoments}. */
const peerMeasures = ['valuePerKg', 'valuePerPiece', 'massPerPiece'] as const;

/** Number of measures. */
export const peerMeasureCount = peerMeasures.length;
/** Steps of a doubling: sums are of whole steps, so the order of changes leaves no trace. */
const stepsPerDoubling = 64;
/** Numbers a measure: count, sum, sum of squares. */
const width = 3;
/** Sums that one kind of goods has. */
export const peerSumCount = width * peerMeasureCount;
/** A spread to start from, in doublings, and how many items it counts for. */
const prior = { spread: 0.6, items: 4 } as const;
const priorSquares = prior.items * (prior.spread * stepsPerDoubling) ** 2;

/** Moments of one kind of goods in canonical form: count, sum and sum of squares of each measure. */
export interface PeerSums {
  readonly keyHigh: number;
  readonly keyLow: number;
  readonly sums: Float64Array;
}

/** Returns the step of a positive value on the scale of doublings; NaN for any other. */
export function peerStep(value: number): number {
  return value > 0 && value < Number.POSITIVE_INFINITY ? Math.round(Math.log2(value) * stepsPerDoubling) : Number.NaN;
}

/** Moments by 64-bit entity key. Sums stay whole numbers below 2^53 for billions of items. */
export class PeerMoments {
  private readonly rows = new KeyRows();
  private sums = new Float64Array(64 * peerSumCount);

  /**
   * Adds the measures of an item, or takes them back.
   *
   * @param steps holds the step of each measure from `start` on; NaN changes nothing.
   */
  add(keyHigh: number, keyLow: number, steps: Float64Array, start: number, change: 1 | -1): void {
    let at = -1;
    for (let measure = 0; measure < peerMeasureCount; measure++) {
      const step = steps[start + measure]!;
      if (Number.isNaN(step)) continue;
      if (at < 0) at = this.placeOf(keyHigh, keyLow);
      const place = at + measure * width;
      this.sums[place] = this.sums[place]! + change;
      this.sums[place + 1] = this.sums[place + 1]! + change * step;
      this.sums[place + 2] = this.sums[place + 2]! + change * step * step;
    }
  }

  /**
   * Writes into `out`, from `outStart` on, by how many spreads each measure lies above the mean of its peers so far, a spread of 0.6 doublings counting for
   * four items; NaN for a missing measure or one without peers.
   */
  deviations(
    keyHigh: number,
    keyLow: number,
    steps: Float64Array,
    start: number,
    out: Float64Array,
    outStart: number,
  ): void {
    const row = this.rows.find(keyHigh, keyLow);
    for (let measure = 0; measure < peerMeasureCount; measure++) {
      out[outStart + measure] =
        row < 0 ? Number.NaN : this.deviation(row * peerSumCount + measure * width, steps[start + measure]!);
    }
  }

  private deviation(at: number, step: number): number {
    const count = this.sums[at]!;
    if (count <= 0) return Number.NaN;
    const mean = this.sums[at + 1]! / count;
    const squares = Math.max(0, this.sums[at + 2]! - mean * this.sums[at + 1]!);
    return (step - mean) / Math.sqrt((squares + priorSquares) / (count + prior.items));
  }

  /** Moments of every kind of goods that has any, in order of key. */
  *inOrder(): Generator<PeerSums> {
    for (const { keyHigh, keyLow, row } of this.rows.inOrder()) {
      const sums = this.sums.slice(row * peerSumCount, (row + 1) * peerSumCount);
      if (sums.some((sum) => sum !== 0)) yield { keyHigh, keyLow, sums };
    }
  }

  /** Adds the moments of another history. */
  merge({ keyHigh, keyLow, sums }: PeerSums): void {
    const start = this.placeOf(keyHigh, keyLow);
    for (let index = 0; index < sums.length; index++) {
      this.sums[start + index] = this.sums[start + index]! + sums[index]!;
    }
  }

  /** Bytes of the sums; the map of keys is apart. */
  get byteLength(): number {
    return this.sums.byteLength;
  }

  private placeOf(keyHigh: number, keyLow: number): number {
    const place = this.rows.findOrAdd(keyHigh, keyLow) * peerSumCount;
    if (place === this.sums.length) {
      const larger = new Float64Array(this.sums.length * 2);
      larger.set(this.sums);
      this.sums = larger;
    }
    return place;
  }
}

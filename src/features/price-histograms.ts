/** Histograms of log unit value per entity: what peers' goods have cost per kilogram so far. */

import { KeyRows } from './key-rows.ts';

/** Number of bins of a histogram. */
export const priceBinCount = 64;
const binsPerDoubling = 2;
const lowestLog2 = -10;

/** One histogram in canonical form. */
export interface PriceHistogram {
  readonly keyHigh: number;
  readonly keyLow: number;
  readonly counts: Uint32Array;
}

/** Position of a value on the fixed scale of half doublings from 2^-10 to 2^22 US dollars per kilogram, clamped to its ends; NaN stays NaN. */
export function priceBinPosition(valueUsdPerKg: number): number {
  const position = (Math.log2(valueUsdPerKg) - lowestLog2) * binsPerDoubling;
  return position < 0 ? 0 : position > priceBinCount - 1e-6 ? priceBinCount - 1e-6 : position;
}

/** Histograms by 64-bit entity key; integer counts, so the order of changes leaves no trace. */
export class PriceHistograms {
  private readonly rows = new KeyRows();
  private counts = new Uint32Array(priceBinCount * 64);
  private total = new Uint32Array(64);

  /** Adds `change` (1, or -1 to take one back) to the bin that holds `position`. */
  add(keyHigh: number, keyLow: number, position: number, change: 1 | -1): void {
    const row = this.rowOf(keyHigh, keyLow);
    const bin = row * priceBinCount + Math.floor(position);
    this.counts[bin] = this.counts[bin]! + change;
    this.total[row] = this.total[row]! + change;
  }

  /**
   * Writes into `out` the place of a position among the values so far ([0, 1], mass inside a bin spread evenly) and its distance to their median in
   * doublings of price; both NaN where there are no values.
   */
  place(keyHigh: number, keyLow: number, position: number, out: Float64Array): void {
    out[0] = Number.NaN;
    out[1] = Number.NaN;
    if (Number.isNaN(position)) return;
    const row = this.rows.find(keyHigh, keyLow);
    const total = row < 0 ? 0 : this.total[row]!;
    if (total === 0) return;
    const start = row * priceBinCount;
    const ownBin = Math.floor(position);
    let below = 0;
    let median = Number.NaN;
    for (let bin = 0; bin < priceBinCount; bin++) {
      const count = this.counts[start + bin]!;
      if (bin === ownBin) out[0] = (below + count * (position - ownBin)) / total;
      if (Number.isNaN(median) && (below + count) * 2 >= total) median = bin + (total / 2 - below) / count;
      below += count;
    }
    out[1] = (position - median) / binsPerDoubling;
  }

  /** Number of histograms held. */
  get histogramCount(): number {
    return this.rows.count;
  }

  /** Bytes of the counts; the map of keys is apart. */
  get byteLength(): number {
    return this.counts.byteLength + this.total.byteLength;
  }

  /** Every histogram with a count, ordered by key. */
  *histograms(): Generator<PriceHistogram> {
    for (const { keyHigh, keyLow, row } of this.rows.inOrder()) {
      if (this.total[row] === 0) continue;
      yield { keyHigh, keyLow, counts: this.counts.slice(row * priceBinCount, (row + 1) * priceBinCount) };
    }
  }

  /** Puts back a histogram that {@link histograms} gave, adding to what is there. */
  merge(histogram: PriceHistogram): void {
    const row = this.rowOf(histogram.keyHigh, histogram.keyLow);
    for (let bin = 0; bin < priceBinCount; bin++) {
      const count = histogram.counts[bin]!;
      this.counts[row * priceBinCount + bin] = this.counts[row * priceBinCount + bin]! + count;
      this.total[row] = this.total[row]! + count;
    }
  }

  private rowOf(keyHigh: number, keyLow: number): number {
    const row = this.rows.findOrAdd(keyHigh, keyLow);
    if (row === this.total.length) {
      const counts = new Uint32Array(this.counts.length * 2);
      counts.set(this.counts);
      this.counts = counts;
      const total = new Uint32Array(this.total.length * 2);
      total.set(this.total);
      this.total = total;
    }
    return row;
  }
}

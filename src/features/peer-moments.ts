/** Means and spreads of what goods of the same kind cost and weigh so far. */

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
  /** Row by the first 53 bits of the key, as in the price histograms. */
  private readonly rowByKey = new Map<number, number>();
  private readonly keys: [number, number][] = [];
  private sums = new Float64Array(64 * peerSumCount);

  /** Adds a measure's step, or takes it back; NaN changes nothing. */
  add(keyHigh: number, keyLow: number, measure: number, step: number, change: 1 | -1): void {
    if (Number.isNaN(step)) return;
    const at = (this.find(keyHigh, keyLow) ?? this.insert(keyHigh, keyLow)) * peerSumCount + measure * width;
    this.sums[at] = this.sums[at]! + change;
    this.sums[at + 1] = this.sums[at + 1]! + change * step;
    this.sums[at + 2] = this.sums[at + 2]! + change * step * step;
  }

  /** Returns by how many spreads a step lies above the mean of its peers so far, a spread of 0.6 doublings counting for four items; NaN without peers. */
  deviation(keyHigh: number, keyLow: number, measure: number, step: number): number {
    const row = this.find(keyHigh, keyLow);
    if (row === undefined || Number.isNaN(step)) return Number.NaN;
    const at = row * peerSumCount + measure * width;
    const count = this.sums[at]!;
    if (count <= 0) return Number.NaN;
    const mean = this.sums[at + 1]! / count;
    const squares = Math.max(0, this.sums[at + 2]! - mean * this.sums[at + 1]!);
    const priorSquare = (prior.spread * stepsPerDoubling) ** 2;
    return (step - mean) / Math.sqrt((squares + prior.items * priorSquare) / (count + prior.items));
  }

  /** Moments of every kind of goods that has any, in order of key. */
  *inOrder(): Generator<PeerSums> {
    const rows = this.keys.map((_, row) => row);
    rows.sort((a, b) => this.keys[a]![0] - this.keys[b]![0] || this.keys[a]![1] - this.keys[b]![1]);
    const length = peerSumCount;
    for (const row of rows) {
      const sums = this.sums.slice(row * length, (row + 1) * length);
      const [keyHigh, keyLow] = this.keys[row]!;
      if (sums.some((sum) => sum !== 0)) yield { keyHigh, keyLow, sums };
    }
  }

  /** Adds the moments of another history. */
  merge({ keyHigh, keyLow, sums }: PeerSums): void {
    const start = (this.find(keyHigh, keyLow) ?? this.insert(keyHigh, keyLow)) * peerSumCount;
    for (let index = 0; index < sums.length; index++)
      this.sums[start + index] = this.sums[start + index]! + sums[index]!;
  }

  /** Bytes of the typed array; the keys take about as much again. */
  get byteLength(): number {
    return this.sums.byteLength;
  }

  private find(keyHigh: number, keyLow: number): number | undefined {
    return this.rowByKey.get(shortKey(keyHigh, keyLow));
  }

  private insert(keyHigh: number, keyLow: number): number {
    const row = this.keys.push([keyHigh, keyLow]) - 1;
    this.rowByKey.set(shortKey(keyHigh, keyLow), row);
    if ((row + 1) * peerSumCount > this.sums.length) {
      const larger = new Float64Array(this.sums.length * 2);
      larger.set(this.sums);
      this.sums = larger;
    }
    return row;
  }
}

function shortKey(keyHigh: number, keyLow: number): number {
  return keyHigh * 2 ** 21 + (keyLow >>> 11);
}

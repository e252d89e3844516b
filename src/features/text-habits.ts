/** How often parties describe their goods in ways that hide them, against what is usual. */

import { KeyRows } from './key-rows.ts';

/** Traits of an item's text that are counted by party. */
export const textTraits = ['vague', 'misspelt', 'unauthorised'] as const;

/** Number of {@link textTraits}. */
export const textTraitCount = textTraits.length;
/** Counts that one party has: of each trait the items that could show it, and those that did. */
export const textCountsOfParty = 2 * textTraitCount;
/** Share of words that say nothing from which on a description counts as vague. */
const vagueFrom = 0.5;
/** Items for which what is usual counts, so that one vague text makes nobody a habit. */
const priorItems = 10;
/** What is taken to be usual before anything is known, and how many items that counts for. */
const usualPrior = { share: 0.05, items: 20 } as const;

/** Counts of one party in canonical form. */
export interface TextCounts {
  readonly keyHigh: number;
  readonly keyLow: number;
  readonly counts: Uint32Array | Int32Array;
}

/**
 * Writes what an item's text adds to the counts of its parties, in the order of {@link TextCounts}; returns false for a text that can show nothing.
 *
 * @param numbers has from `start` on: words, share of them that say nothing, code of the brand named, whether nobody is authorised for it.
 */
export function textCountsOf(numbers: Float64Array, start: number, out: Float64Array): boolean {
  const generic = numbers[start + 1]!;
  const named = numbers[start + 2]!;
  const hasText = !Number.isNaN(generic);
  const hasBrands = !Number.isNaN(named);
  out[0] = hasText ? 1 : 0;
  out[1] = hasText && generic >= vagueFrom ? 1 : 0;
  out[2] = hasBrands ? 1 : 0;
  out[3] = named === 2 ? 1 : 0;
  out[4] = out[2];
  out[5] = hasBrands && numbers[start + 3] === 1 ? 1 : 0;
  return hasText || hasBrands;
}

/** Counts by 64-bit entity key; whole numbers, so the order of changes leaves no trace. */
export class TextHabits {
  private readonly rows = new KeyRows();
  private counts = new Uint32Array(64 * textCountsOfParty);

  /** Whether no text was ever counted. */
  get isEmpty(): boolean {
    return this.rows.count === 0;
  }

  /** Adds what {@link textCountsOf} an item wrote, or takes it back. */
  add(keyHigh: number, keyLow: number, counts: Float64Array, change: 1 | -1): void {
    const at = this.placeOf(keyHigh, keyLow);
    for (let index = 0; index < textCountsOfParty; index++) this.counts[at + index]! += change * counts[index]!;
  }

  /**
   * Writes into `out`, from `outStart` on, by how many spreads of chance each trait is more frequent with a party than with everybody (whose key is
   * `usual`), what is usual counting for ten items; 0 for a party of which no text is known.
   */
  deviations(
    keyHigh: number,
    keyLow: number,
    usual: { readonly high: number; readonly low: number },
    out: Float64Array,
    outStart: number,
  ): void {
    const own = this.rows.find(keyHigh, keyLow);
    const all = this.rows.find(usual.high, usual.low);
    for (let trait = 0; trait < textTraitCount; trait++) {
      out[outStart + trait] = own < 0 || all < 0 ? 0 : this.deviation(own, all, 2 * trait);
    }
  }

  private deviation(own: number, all: number, place: number): number {
    const ownAt = own * textCountsOfParty + place;
    const allAt = all * textCountsOfParty + place;
    const share =
      (this.counts[allAt + 1]! + usualPrior.share * usualPrior.items) / (this.counts[allAt]! + usualPrior.items);
    const items = this.counts[ownAt]!;
    return (this.counts[ownAt + 1]! - share * items) / Math.sqrt(share * (items + priorItems));
  }

  /** Counts of every party that has any, in order of key. */
  *inOrder(): Generator<TextCounts> {
    for (const { keyHigh, keyLow, row } of this.rows.inOrder()) {
      const counts = this.counts.slice(row * textCountsOfParty, (row + 1) * textCountsOfParty);
      if (counts.some((count) => count !== 0)) yield { keyHigh, keyLow, counts };
    }
  }

  /** Adds the counts of another history. */
  merge({ keyHigh, keyLow, counts }: TextCounts): void {
    const at = this.placeOf(keyHigh, keyLow);
    for (let index = 0; index < textCountsOfParty; index++) this.counts[at + index]! += counts[index]!;
  }

  /** Bytes of the counts; the map of keys is apart. */
  get byteLength(): number {
    return this.counts.byteLength;
  }

  private placeOf(keyHigh: number, keyLow: number): number {
    const place = this.rows.findOrAdd(keyHigh, keyLow) * textCountsOfParty;
    if (place === this.counts.length) {
      const larger = new Uint32Array(this.counts.length * 2);
      larger.set(this.counts);
      this.counts = larger;
    }
    return place;
  }
}

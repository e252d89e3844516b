/** Keeps the consignments that a capacity may select while scores stream by, in memory bounded by the capacity. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { createKeyedHash, type Hash64 } from '../features/keyed-hash.ts';
import { createRng } from '../util/rng.ts';
import type { ScoredItem } from './score-stream.ts';

/** A consignment by its highest item. */
export interface TopEntry {
  readonly record: GoodsItemRecord;
  readonly margin: number;
  readonly features: Float32Array;
}

/** How far a list may outgrow what it must hold before it is cut back. */
const slack = 4;

interface Kept extends TopEntry {
  /** Smaller is kept. */
  readonly order: number;
}

/** The consignments with the smallest orders, each by its highest item. */
class Shortlist {
  readonly size: number;
  private kept = new Map<string, Kept>();
  private bar = Number.POSITIVE_INFINITY;

  constructor(size: number) {
    this.size = size;
  }

  offer(id: string, order: number, item: ScoredItem): void {
    const known = this.kept.get(id);
    if (known === undefined ? order > this.bar : item.margin <= known.margin) return;
    this.kept.set(id, { record: item.record, margin: item.margin, features: item.features(), order });
    if (this.kept.size > slack * this.size + 16) this.cut();
  }

  /** Entries in order, at most `size`. */
  best(): Kept[] {
    this.cut();
    return [...this.kept.values()];
  }

  private cut(): void {
    const sorted = [...this.kept]
      .sort(([idA, a], [idB, b]) => a.order - b.order || (idA < idB ? -1 : 1))
      .slice(0, this.size);
    this.kept = new Map(sorted);
    if (sorted.length === this.size) this.bar = sorted.at(-1)?.[1].order ?? Number.NEGATIVE_INFINITY;
  }
}

/** The random slice and the model's best. */
export class TopConsignments {
  private readonly capacity: number;
  private readonly byMargin: Shortlist;
  private readonly byDraw: Shortlist;
  private readonly hash: ReturnType<typeof createKeyedHash>;
  private readonly out: Hash64 = { high: 0, low: 0 };

  /** The random share is the policy's share of the capacity that is drawn at random. */
  constructor(options: { readonly capacity: number; readonly randomShare: number; readonly seed: number }) {
    const { capacity, randomShare, seed } = options;
    const rng = createRng(seed).fork('random slice');
    // Rounded at random, so that the slice has its share on average however small the capacity is.
    const slice = Math.min(capacity, Math.floor(capacity * randomShare + rng.next()));
    this.capacity = capacity;
    this.byMargin = new Shortlist(capacity);
    this.byDraw = new Shortlist(slice);
    this.hash = createKeyedHash(Uint32Array.from({ length: 4 }, () => rng.nextInt(4294967296)));
  }

  /** Takes a scored item into account. */
  offer(item: ScoredItem): void {
    const { id } = item.record.consignment;
    this.byMargin.offer(id, -item.margin, item);
    if (this.byDraw.size > 0) this.byDraw.offer(id, this.hash(id, this.out).high, item);
  }

  /** The selected consignments by margin, highest first, and then id. */
  selected(): TopEntry[] {
    const chosen = new Map<string, TopEntry>(this.byDraw.best().map((entry) => [entry.record.consignment.id, entry]));
    for (const entry of this.byMargin.best()) {
      if (chosen.size >= this.capacity) break;
      if (!chosen.has(entry.record.consignment.id)) chosen.set(entry.record.consignment.id, entry);
    }
    return [...chosen]
      .sort(([idA, a], [idB, b]) => b.margin - a.margin || (idA < idB ? -1 : 1))
      .map(([, entry]) => entry);
  }
}

/** A history made of what a store knows of some keys, moved forward tick by tick. */
import { emptyHistory, type History } from './history-replay.ts';
import { peerSumCount } from './peer-moments.ts';
import { priceBinCount } from './price-histograms.ts';
import { textCountsOfParty } from './text-habits.ts';

/** Keys as pairs of signed 32-bit halves. */
interface Keys {
  readonly high: Int32Array;
  readonly low: Int32Array;
}

/** Rows of cells, peers and texts, each of the key at `key[row]` in its list, in no order. */
export interface KnownRows {
  /** First tick as of which the rows are exact. */
  readonly exactFromTick: number;
  readonly cells: {
    readonly key: Int32Array;
    readonly tick: Int32Array;
    readonly seen: Int32Array;
    readonly examined: Int32Array;
    readonly positive: Int32Array;
    readonly priced: Int32Array;
    readonly priceSum: Int32Array;
  };
  readonly peers: {
    readonly key: Int32Array;
    readonly tick: Int32Array;
    /** -1 for none. */
    readonly bin: Int32Array;
    readonly items: Int32Array;
    /** Nine sums a row. */
    readonly sums: Float64Array;
  };
  readonly texts: {
    readonly key: Int32Array;
    readonly tick: Int32Array;
    /** Counts of a party, row after row. */
    readonly counts: Int32Array;
  };
}

const hours = 24;

/**
 * The history of some keys. {@link advanceTo} lets what became known before a tick into it; it then reads as one that was replayed from all facts, to the bit, for these
 * keys and from the first tick on that the rows were read for.
 */
export class HistoryAsOf {
  readonly history: History;
  /** First tick (hours) as of which it is exact; before it, cells that were joined hold what only became known later. */
  readonly exactFromTick: number;
  private readonly keys: Keys;
  private readonly peerKeys: Keys;
  private readonly textKeys: Keys;
  private readonly rows: KnownRows;
  private readonly cellOrder: Int32Array;
  private readonly peerOrder: Int32Array;
  private readonly textOrder: Int32Array;
  private nextCell = 0;
  private nextPeer = 0;
  private nextText = 0;
  private readonly bins = new Uint32Array(priceBinCount);

  /**
   * @param keys keys of cells, peers and texts, @param rows what was read of them.
   * @param history what they go into: one that has nothing of these keys.
   */
  constructor(
    keys: { readonly cells: Keys; readonly peers: Keys; readonly texts: Keys },
    rows: KnownRows,
    history: History = emptyHistory(),
  ) {
    this.history = history;
    this.keys = keys.cells;
    this.peerKeys = keys.peers;
    this.textKeys = keys.texts;
    this.rows = rows;
    this.exactFromTick = rows.exactFromTick;
    this.cellOrder = orderOf(rows.cells.tick);
    this.peerOrder = orderOf(rows.peers.tick);
    this.textOrder = orderOf(rows.texts.tick);
  }

  /** Applies everything that became known before `tick`. */
  advanceTo(tick: number): void {
    const { cells, peers, texts } = this.rows;
    for (; this.nextCell < this.cellOrder.length; this.nextCell++) {
      const row = this.cellOrder[this.nextCell]!;
      if (cells.tick[row]! >= tick) break;
      this.applyCell(row);
    }
    for (; this.nextPeer < this.peerOrder.length; this.nextPeer++) {
      const row = this.peerOrder[this.nextPeer]!;
      if (peers.tick[row]! >= tick) break;
      this.applyPeer(row);
    }
    for (; this.nextText < this.textOrder.length; this.nextText++) {
      const row = this.textOrder[this.nextText]!;
      if (texts.tick[row]! >= tick) break;
      this.applyText(row);
    }
  }

  private applyCell(row: number): void {
    const { cells } = this.rows;
    const key = cells.key[row]!;
    this.history.cells.add(
      this.keys.high[key]! >>> 0,
      this.keys.low[key]! >>> 0,
      { day: Math.floor(cells.tick[row]! / hours), source: 0 },
      {
        seen: cells.seen[row]!,
        examined: cells.examined[row]!,
        positive: cells.positive[row]!,
        priced: cells.priced[row]!,
        priceSum: cells.priceSum[row]!,
      },
    );
  }

  private applyPeer(row: number): void {
    const { peers } = this.rows;
    const key = peers.key[row]!;
    const keyHigh = this.peerKeys.high[key]! >>> 0;
    const keyLow = this.peerKeys.low[key]! >>> 0;
    const bin = peers.bin[row]!;
    if (bin >= 0) {
      this.bins[bin] = peers.items[row]!;
      this.history.prices.merge({ keyHigh, keyLow, counts: this.bins });
      this.bins[bin] = 0;
    }
    this.history.peers.merge({
      keyHigh,
      keyLow,
      sums: peers.sums.subarray(row * peerSumCount, (row + 1) * peerSumCount),
    });
  }

  private applyText(row: number): void {
    const { key, counts } = this.rows.texts;
    this.history.texts.merge({
      keyHigh: this.textKeys.high[key[row]!]! >>> 0,
      keyLow: this.textKeys.low[key[row]!]! >>> 0,
      counts: counts.subarray(row * textCountsOfParty, (row + 1) * textCountsOfParty),
    });
  }
}

/** Rows in order of tick. */
function orderOf(ticks: Int32Array): Int32Array {
  return Int32Array.from(ticks.keys()).sort((a, b) => ticks[a]! - ticks[b]!);
}

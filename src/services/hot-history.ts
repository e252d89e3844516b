/** The history as of a few ticks, kept between readings: consignments that arrive one by one share most of their keys, and none sees what its own tick brings. */
import { AppError } from '../errors.ts';
import { FeatureReader } from '../features/feature-reader.ts';
import { HistoryAsOf } from '../features/history-as-of.ts';
import { emptyHistory, type History } from '../features/history-replay.ts';
import type { ItemTable } from '../features/item-table.ts';
import type { HistoryScope, KeyList, ReadKeys } from './history-ports.ts';
import { historyKeysOf, ticksOf } from './read-history-as-of.ts';
import type { HistoryReader, HistoryVersion } from './take-ports.ts';

/** Ticks that are kept, each with its scope: the current one of sources with hours, of those with days, and some that come late. */
const ticksKept = 12;
/** Keys beyond which a tick is begun anew, so that memory stays bounded. */
const keysKept = 200_000;
const hours = 24;

/** Keys that were read. */
class KeysRead {
  private readonly byHigh = new Map<number, Set<number>>();
  size = 0;

  /** Returns those of a list that are new, and remembers them. */
  takeNew({ high, low }: KeyList): KeyList {
    const newHigh: number[] = [];
    const newLow: number[] = [];
    for (let index = 0; index < high.length; index++) {
      const lows = this.byHigh.get(high[index]!);
      if (lows?.has(low[index]!) === true) continue;
      if (lows === undefined) this.byHigh.set(high[index]!, new Set([low[index]!]));
      else lows.add(low[index]!);
      newHigh.push(high[index]!);
      newLow.push(low[index]!);
    }
    this.size += newHigh.length;
    return { high: Int32Array.from(newHigh), low: Int32Array.from(newLow) };
  }
}

interface TickMemory {
  readonly tick: number;
  readonly history: History;
  readonly cells: KeysRead;
  readonly peers: KeysRead;
  readonly texts: KeysRead;
  readonly reader: FeatureReader;
}

/** Remembers what was read of a store's history. */
export class HotHistory {
  private readonly ticks = new Map<string, TickMemory>();
  private version = -1;

  /** Forgets what changes of the history since the last call have made wrong. */
  follow({ version, recentFirstTicks }: HistoryVersion): void {
    if (version === this.version) return;
    const missed = version - this.version;
    const isKnown = this.version >= 0 && missed > 0 && missed <= recentFirstTicks.length;
    const first = isKnown ? Math.min(...recentFirstTicks.slice(0, missed)) : Number.NEGATIVE_INFINITY;
    for (const [name, { tick }] of this.ticks) if (first < tick) this.ticks.delete(name);
    this.version = version;
  }

  /**
   * Returns a reader of features as of a tick that knows all keys of a table, whose rows are all of that tick, from all sources or those of a scope. It reads what it does not know; the caller holds that reading against
   * the version that it has followed last.
   * @throws `refused` where the history is stale or being rebuilt.
   */
  async readerAt(tick: number, table: ItemTable, history: HistoryReader, scope?: HistoryScope): Promise<FeatureReader> {
    const name = `${tick} ${scope?.name ?? ''}`;
    const memory = this.memoryOf(name, tick);
    try {
      const wanted = historyKeysOf(table);
      const keys: ReadKeys = {
        cells: memory.cells.takeNew(wanted.cells),
        peers: memory.peers.takeNew(wanted.peers),
        texts: memory.texts.takeNew(wanted.texts),
      };
      if (Object.values(keys).some(({ high }: KeyList) => high.length > 0)) {
        const found = await history.read(keys, ticksOf(table), scope);
        if (found.state !== 'current') throw new AppError('refused', { reason: 'the history of this store is stale' });
        new HistoryAsOf(keys, found, memory.history).advanceTo(tick);
      }
    } catch (error) {
      // Keys that were taken for read are not.
      this.ticks.delete(name);
      throw error;
    }
    memory.reader.begin({ day: Math.floor(tick / hours), resultsBeforeDay: Number.POSITIVE_INFINITY });
    return memory.reader;
  }

  /** Forgets everything. */
  clear(): void {
    this.ticks.clear();
    this.version = -1;
  }

  private memoryOf(name: string, tick: number): TickMemory {
    let memory = this.ticks.get(name);
    this.ticks.delete(name);
    if (memory === undefined || memory.cells.size > keysKept) {
      const history = emptyHistory();
      memory = {
        tick,
        history,
        cells: new KeysRead(),
        peers: new KeysRead(),
        texts: new KeysRead(),
        reader: new FeatureReader(history, []),
      };
    }
    // The last in order is the one that was used last.
    this.ticks.set(name, memory);
    for (const other of this.ticks.keys()) {
      if (this.ticks.size <= ticksKept) break;
      this.ticks.delete(other);
    }
    return memory;
  }
}

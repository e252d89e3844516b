/** Scores goods items as they stream by in order of time, rolling the history forward. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { type CategoryDictionaries, CategoryInterner } from '../features/category-codes.ts';
import { createItemEncoder, type ItemEncoder } from '../features/encode-item.ts';
import { FeatureBlock } from '../features/feature-columns.ts';
import { FeatureReader } from '../features/feature-reader.ts';
import { HistoryReplay } from '../features/history-replay.ts';
import { ItemTable } from '../features/item-table.ts';
import { RightsRegister } from '../features/rights-register.ts';
import { predictMargins } from '../models/blended-model.ts';
import type { IdentityKey } from './key-ports.ts';
import type { LoadedModel } from './model-store.ts';
import { sourceNumbers } from './source-numbers.ts';

/** A scored goods item. */
export interface ScoredItem {
  readonly record: GoodsItemRecord;
  readonly margin: number;
  /** Features of the item; valid until the next block, so copy what is kept. */
  features(): Float32Array;
}

/** Rows that are scored at once. */
const blockRows = 512;
/** Rows that a table has room for before it grows: most ticks are short. */
const tableRows = 32;

interface WaitingTable {
  readonly table: ItemTable;
  readonly lastKnownTick: number;
}

/** Scores records tick by tick: all rows of a tick see the same history, and become part of it once the tick is over. */
export class ScoreStream {
  private readonly model: LoadedModel;
  private readonly replay: HistoryReplay;
  private readonly interner = new CategoryInterner();
  private readonly encode: ItemEncoder;
  private readonly onScored: (item: ScoredItem) => void;
  private reader: FeatureReader;
  private codeCount = -1;
  private table = new ItemTable(tableRows);
  private records: GoodsItemRecord[] = [];
  private readonly block = new FeatureBlock(blockRows);
  private waiting: WaitingTable[] = [];
  private readonly spare: ItemTable[] = [];
  private tick = Number.NEGATIVE_INFINITY;
  private readonly seconds: () => number;
  /** Seconds spent on features and on prediction. */
  readonly spent = { features: 0, predict: 0 };

  constructor(options: {
    readonly model: LoadedModel;
    readonly key: IdentityKey;
    readonly onScored: (item: ScoredItem) => void;
    readonly seconds: () => number;
  }) {
    this.model = options.model;
    this.onScored = options.onScored;
    this.seconds = options.seconds;
    this.replay = new HistoryReplay(options.model.history);
    this.encode = createItemEncoder(
      options.key.words,
      this.interner,
      sourceNumbers(),
      new RightsRegister(options.key.words, options.model.artefact.rights),
    );
    this.reader = new FeatureReader(this.replay.history, []);
  }

  /**
   * Takes the next record. Returns false, without taking it, where its tick lies before that of a record already scored.
   */
  push(record: GoodsItemRecord): boolean {
    const row = this.encode(record, this.table);
    const tick = this.table.scoreTick[row]!;
    if (tick < this.tick) {
      this.table.rowCount--;
      return false;
    }
    if (tick > this.tick) {
      this.startTick(tick, row);
    }
    this.records.push(record);
    if (this.records.length >= blockRows) this.flush();
    return true;
  }

  /** Scores what is left. */
  finish(): void {
    this.flush();
  }

  /** Number of history cells now held, and their bytes. */
  get cells(): { readonly count: number; readonly bytes: number } {
    const { cells, prices, peers, texts } = this.replay.history;
    const bytes = cells.byteLength + prices.byteLength + peers.byteLength + texts.byteLength;
    return { count: cells.cellCount, bytes };
  }

  private startTick(tick: number, row: number): void {
    // The row of the new tick waits while the old tick's rows are scored.
    if (this.records.length > 0) {
      const next = this.emptyTable();
      copyRow(this.table, row, next);
      this.table.rowCount--;
      this.flush(next);
    }
    this.tick = tick;
    this.replay.advanceTo(tick);
    this.takeBackTables(tick);
    this.begin();
  }

  /** Rows of a table are facts that wait for their tick; a table whose facts were all applied is filled again, for new ones would pile up as garbage. */
  private takeBackTables(tick: number): void {
    const isDone = ({ lastKnownTick }: WaitingTable): boolean => lastKnownTick < tick;
    for (const { table } of this.waiting.filter(isDone)) {
      table.rowCount = 0;
      this.spare.push(table);
    }
    this.waiting = this.waiting.filter((one) => !isDone(one));
  }

  private emptyTable(): ItemTable {
    return this.spare.pop() ?? new ItemTable(this.table.scoreTick.length);
  }

  private begin(): void {
    this.reader.begin({ day: Math.floor(this.tick / 24), resultsBeforeDay: Number.POSITIVE_INFINITY });
  }

  /** Scores the waiting records; further rows go to `next`. */
  private flush(next?: ItemTable): void {
    if (this.records.length === 0) return;
    const started = this.seconds();
    if (this.interner.codeCount !== this.codeCount) {
      this.codeCount = this.interner.codeCount;
      const dictionaries = this.model.artefact.dictionaries as unknown as CategoryDictionaries;
      this.reader.setCategoryValues(this.interner.featureValues(dictionaries));
    }
    this.block.rowCount = this.records.length;
    for (let row = 0; row < this.records.length; row++) {
      this.reader.read(this.table, row, this.block.columns, row);
    }
    const featuresDone = this.seconds();
    const margins = predictMargins(this.model.artefact.model, this.block);
    this.spent.features += featuresDone - started;
    this.spent.predict += this.seconds() - featuresDone;
    this.records.forEach((record, row) => {
      this.onScored({
        record,
        margin: margins[row]!,
        features: () => Float32Array.from(this.block.columns, (column) => column[row]!),
      });
    });
    for (let row = 0; row < this.records.length; row++) this.replay.scheduleRow(this.table, row);
    const lastKnownTick = this.table.knownTick.subarray(0, this.table.rowCount).reduce((a, b) => Math.max(a, b));
    this.waiting.push({ table: this.table, lastKnownTick });
    this.records = [];
    this.table = next ?? this.emptyTable();
  }
}

function copyRow(from: ItemTable, row: number, to: ItemTable): void {
  to.addRow();
  for (const name of ['keyHigh', 'keyLow', 'numbers', 'codes', 'scoreTick', 'knownTick', 'source'] as const) {
    const width = from[name].length / from.scoreTick.length;
    to[name].set(from[name].subarray(row * width, (row + 1) * width) as never);
  }
}

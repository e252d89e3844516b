/** What the use cases need of a store's history, in their own words. Every method that changes something is one transaction. */
import type { Examination } from '../domain/examination.ts';
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import type { LabelState } from '../domain/label-life.ts';
import type { Measure } from '../domain/measure.ts';
import type { RightsRecord } from '../domain/rights-record.ts';
import type { KnownRows } from '../features/history-as-of.ts';

/** Under what the cells of a history are counted. */
export interface HistoryMaking {
  /** Id of the key under which identities are hashed. */
  readonly keyId: string;
  readonly labelState: LabelState;
  /** Says how keys are made; cells of another making are of no use. */
  readonly encoding: string;
  /** Names of the kinds of entity, in the order of their numbers. */
  readonly entityNames: readonly string[];
}

/** How far a history has joined its cells; see `compactTick`. */
interface HistoryCompaction {
  readonly daysBeforeTick: number;
  readonly monthsBeforeDay: number;
}

/** State of a history. */
export interface HistoryState extends HistoryCompaction {
  /** `stale` when something became known that cells already counted should have seen; `rebuilding` while facts are counted again. Neither may be read. */
  readonly state: 'current' | 'stale' | 'rebuilding';
  /** Undefined until the first fact was counted. */
  readonly keyId: string | undefined;
  readonly labelState: LabelState;
  /** First tick as of which a replay is exact: before it, joined cells hold what only became known later. */
  readonly exactFromTick: number;
  /** Changes of facts that are not yet counted. */
  readonly dueCount: number;
  /** Facts that are counted. */
  readonly countedFacts: number;
}

/** What a fact has added to the cells. */
export interface CountedFact {
  readonly factId: number;
  readonly consignmentId: number | undefined;
  /** Tick of the sighting; undefined for a result without a consignment, which is no sighting. */
  readonly knownTick: number | undefined;
  readonly source: number;
  /** Tick of the result; undefined without one. */
  readonly resultTick: number | undefined;
  readonly isPositive: boolean | undefined;
  /** Of the encoded item. */
  readonly digest: number;
}

/** A goods item, and what it has added so far. */
export interface DueItem {
  readonly factId: number;
  readonly consignmentId: number;
  readonly record: GoodsItemRecord;
  /** False for a version that was replaced: it must add nothing any more. */
  readonly isCurrent: boolean;
  readonly counted: CountedFact | undefined;
}

/** A result, and what it has added so far where it has no consignment. */
export interface DueResult {
  readonly factId: number;
  /** Every consignment that it belongs to. */
  readonly consignmentIds: readonly number[];
  readonly record: Examination | Measure;
  readonly isCurrent: boolean;
  readonly counted: CountedFact | undefined;
}

/** Facts whose part in the history is to be counted: whole consignments with all of their results, and results without one. */
export interface DueFacts {
  readonly items: readonly DueItem[];
  readonly results: readonly DueResult[];
  /** Consignments that are there only because results of others name them too; undefined means none. */
  readonly contextConsignments?: ReadonlySet<number> | undefined;
  /** All current rights records; the same array as long as they are the same. */
  readonly rights: readonly RightsRecord[];
  /** Number of each source by `AGENCY|CLASS` (`historySourceName`). */
  readonly sources: ReadonlyMap<string, number>;
  readonly compaction: HistoryCompaction;
}

/** Changes of cells in order of their keys. */
export interface CellChanges {
  /** Cells that were touched. */
  readonly size: number;
  readonly hasDecrease: boolean;
  /** The earliest tick of a cell that was touched. */
  readonly firstTick: number;
  /**
   * High and low half of the key, source, tick, a further number, and the values. For cells the further number is the entity (-1 for everything) and the values are
   * seen, examined, positive, priced, price sum; for peers it is the bin (-1 for none) and the values are items and count, sum and sum of squares of each measure; for texts it is the
   * entity and the values are, of each trait, the items that could show it and those that did.
   */
  inOrder(): Iterable<readonly number[]>;
}

/** What facts change in the history. */
export interface HistoryChange {
  readonly cells: CellChanges;
  readonly peers: CellChanges;
  readonly texts: CellChanges;
  /** What facts have added from now on, where that differs from before. */
  readonly counted: readonly CountedFact[];
  /** Facts that add nothing any more. */
  readonly uncounted: readonly number[];
  /** True where a counted fact no longer encodes to what was added: nothing is changed then, and the history is stale. */
  readonly isStale: boolean;
}

/** Counts facts; a function of its argument and of what it was made with. */
export type CountFacts = (due: DueFacts) => HistoryChange;

/** What an update has done. */
export interface AppliedDue {
  readonly outcome: 'applied' | 'nothing-due' | 'stale';
  readonly facts: number;
  /** Goods items and unlinked results whose part changed. */
  readonly changedFacts: number;
  /** Cells of entities that were merged. */
  readonly cells: number;
  /** Whether more was due than was taken. */
  readonly hasMore: boolean;
}

/** A difference between the history and a new count. */
interface HistoryDifference {
  readonly table: 'cell' | 'peer' | 'text' | 'counted';
  /** What of, e.g. the key, source and tick of a cell. */
  readonly place: string;
  readonly kept: string;
  readonly recounted: string;
}

/** Outcome of a new count of everything. */
export interface HistoryCheck {
  readonly facts: number;
  readonly cells: number;
  readonly differenceCount: number;
  /** The first of them. */
  readonly differences: readonly HistoryDifference[];
  /** Changes that were due when the check began: their facts differ for now. */
  readonly dueCount: number;
}

/** A kind of entity in figures. */
interface EntityFigures {
  readonly name: string;
  readonly cells: number;
  readonly keys: number;
  /** Its share of the bytes of the table and its index. */
  readonly bytes: number;
}

/** Bytes of the history by table. */
export interface HistoryFigures {
  readonly entities: readonly EntityFigures[];
  readonly cellBytes: number;
  readonly peerBytes: number;
  readonly textBytes: number;
  readonly countedBytes: number;
  readonly countedFacts: number;
}

/** Entity keys as pairs of signed 32-bit halves. */
export interface KeyList {
  readonly high: Int32Array;
  readonly low: Int32Array;
}

/** What is known of some keys as of some ticks. Row `i` of the columns belongs to key `key[i]` of the list. */
export interface HistoryRead extends KnownRows, Pick<HistoryState, 'state'> {}

/** Keys of what is read together. */
export interface ReadKeys {
  readonly cells: KeyList;
  readonly peers: KeyList;
  readonly texts: KeyList;
}

/** As of which ticks a batch is read. */
export interface ReadTicks {
  readonly firstTick: number;
  readonly lastTick: number;
  /** Ticks before this one stand together by month. */
  readonly ownTick: number;
  /** First ticks of the months before `ownTick`, ascending, and the tick that stands for each. */
  readonly monthStarts: readonly number[];
  readonly monthTicks: readonly number[];
}

/** Whose facts are read. */
export interface HistoryScope {
  /** The same for the same sources. */
  readonly name: string;
  /** Numbers of sources; what others counted is left out. */
  readonly sources: readonly number[];
}

/** The counted history of a store. */
export interface HistoryPort {
  /** Counts what is due and what is counted, so it takes longer the more there is. */
  state(): Promise<HistoryState>;
  /** Whether anything is due; costs the same however much there is. */
  hasDue(): Promise<boolean>;
  /** See {@link HistoryState.exactFromTick}. */
  exactFromTick(): Promise<number>;
  /**
   * Counts facts that are due, the oldest first, and forgets that they were. Several may do so at once; they take turns.
   * @throws `refused` where cells are counted under another key.
   */
  applyDue(making: HistoryMaking, maximumFacts: number, count: CountFacts): Promise<AppliedDue>;
  /** Empties the history and makes every fact due; returns how many changes are. */
  restart(making: HistoryMaking): Promise<number>;
  /** Counts everything again beside the history, and compares. Changes nothing. */
  check(making: HistoryMaking, factsAtOnce: number, count: CountFacts): Promise<HistoryCheck>;
  /** Joins cells: ticks before `daysBeforeTick` to days, days before `monthsBeforeDay` to months. Never less than what is joined already. Returns the cells before and after. */
  compact(
    to: HistoryCompaction & { readonly exactFromTick: number },
  ): Promise<{ readonly before: number; readonly after: number }>;
  /** Reads what became known before `lastTick`, of all sources or of those of a scope: one statement for the cells, one for the peers, one for the texts. */
  read(keys: ReadKeys, ticks: ReadTicks, scope?: HistoryScope): Promise<HistoryRead>;
  figures(): Promise<HistoryFigures>;
}

/** Counts what facts add to the history, with the code that reads files. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { historySourceName } from '../domain/history-class.ts';
import type { LabelState } from '../domain/label-life.ts';
import { AppError } from '../errors.ts';
import { CategoryInterner } from '../features/category-codes.ts';
import { Contributions, encodingText, entityNames, rowDigest } from '../features/contribution.ts';
import { createItemEncoder, type ItemEncoder } from '../features/encode-item.ts';
import { ItemTable } from '../features/item-table.ts';
import { RightsRegister } from '../features/rights-register.ts';
import { ItemCollector, type ItemResult, recordOfMeasure } from './collect-items.ts';
import type { CountedFact, CountFacts, DueFacts, DueResult, HistoryChange, HistoryMaking } from './history-ports.ts';
import type { IdentityKey } from './key-ports.ts';

/** The label state that a store's cells count. */
const storedLabelState: LabelState = 'confirmed';

/** Returns the making of cells under a key. */
export function historyMaking(key: IdentityKey): HistoryMaking {
  return { keyId: key.id, labelState: storedLabelState, encoding: encodingText, entityNames };
}

/** Returns a counter of facts under a key. */
export function createFactCounter(key: IdentityKey): CountFacts {
  let rights: DueFacts['rights'] | undefined;
  let sources: DueFacts['sources'] = new Map();
  let encode: ItemEncoder | undefined;
  const sourceOf = ({ consignment }: GoodsItemRecord): number => {
    const source = sources.get(historySourceName(consignment.agency, consignment.handling));
    if (source === undefined) throw new AppError('internal', { reason: 'a source of records has no number' });
    return source;
  };
  return (due) => {
    sources = due.sources;
    if (encode === undefined || rights !== due.rights) {
      const register = new RightsRegister(key.words);
      for (const right of due.rights) register.add(right);
      rights = due.rights;
      encode = createItemEncoder(key.words, new CategoryInterner(), sourceOf, register);
    }
    return new FactCount(encode, due).count();
  };
}

/** A row of a table and what it shall add, or has added. */
interface Part {
  readonly table: ItemTable;
  readonly row: number;
}

/** One count. */
class FactCount {
  private readonly encode: ItemEncoder;
  private readonly due: DueFacts;
  private readonly sums: Contributions;
  private readonly counted: CountedFact[] = [];
  private readonly uncounted: number[] = [];
  private readonly old = new ItemTable(64);
  private isStale = false;

  constructor(encode: ItemEncoder, due: DueFacts) {
    this.encode = encode;
    this.due = due;
    this.sums = new Contributions(due.compaction);
  }

  count(): HistoryChange {
    const { items, results, contextConsignments } = this.due;
    const collector = new ItemCollector(this.encode, storedLabelState, false);
    const rowsOf = new Map<number, number[]>();
    const current = items.filter(({ isCurrent, record }) => isCurrent && record.consignment.stage === 'declaration');
    current.forEach(({ consignmentId }, row) => {
      const rows = rowsOf.get(consignmentId);
      if (rows === undefined) rowsOf.set(consignmentId, [row]);
      else rows.push(row);
    });
    collector.add(current.map(({ record }) => record));
    for (const { isCurrent, record, consignmentIds } of results) {
      if (isCurrent)
        collector.addLinked(
          record,
          consignmentIds.flatMap((id) => rowsOf.get(id) ?? []),
        );
    }
    const collected = collector.finish();
    current.forEach((item, row) => {
      if (contextConsignments?.has(item.consignmentId) === true) return;
      this.change(
        item.counted,
        { table: collected.table, row },
        this.wanted(collected.table, row, item, collected.results[row]),
      );
    });
    for (const { isCurrent, counted, record } of items) {
      if (!isCurrent && counted !== undefined) this.takeBack(counted, record);
    }
    this.countUnlinked(results, collected.unlinked);
    const { cells, peers, texts } = this.sums;
    return { cells, peers, texts, counted: this.counted, uncounted: this.uncounted, isStale: this.isStale };
  }

  private wanted(
    table: ItemTable,
    row: number,
    { factId, consignmentId }: { readonly factId: number; readonly consignmentId: number },
    result: ItemResult | undefined,
  ): CountedFact {
    return {
      factId,
      consignmentId,
      knownTick: table.knownTick[row]!,
      source: table.source[row]!,
      resultTick: result?.tick,
      isPositive: result?.isPositive,
      digest: rowDigest(table, row),
    };
  }

  /** Results without a consignment: confirmed measures add what they say themselves. */
  private countUnlinked(
    results: readonly DueResult[],
    unlinked: ReturnType<ItemCollector['finish']>['unlinked'],
  ): void {
    const rowByRecord = new Map(unlinked.measures.map((measure, row) => [measure as DueResult['record'], row]));
    for (const { factId, counted, record, isCurrent } of results) {
      const row = isCurrent ? rowByRecord.get(record) : undefined;
      if (row === undefined) {
        if (counted !== undefined && record.kind === 'measure') this.takeBack(counted, recordOfMeasure(record));
        continue;
      }
      const { table } = unlinked;
      this.change(
        counted,
        { table, row },
        {
          factId,
          consignmentId: undefined,
          knownTick: undefined,
          source: table.source[row]!,
          resultTick: unlinked.results[row]!.tick,
          isPositive: true,
          digest: rowDigest(table, row),
        },
      );
    }
  }

  /** Brings what a fact has added to what it shall add. */
  private change(has: CountedFact | undefined, part: Part, wants: CountedFact): void {
    if (has !== undefined && has.digest !== wants.digest) this.isStale = true;
    const isSameSighting = has?.knownTick === wants.knownTick && has?.source === wants.source;
    const isSameResult =
      has?.resultTick === wants.resultTick && has?.isPositive === wants.isPositive && has?.source === wants.source;
    if (has !== undefined && isSameSighting && isSameResult) return;
    if (has !== undefined) this.add(part, has, -1, { sighting: !isSameSighting, result: !isSameResult });
    this.add(part, wants, 1, { sighting: !isSameSighting, result: !isSameResult });
    this.counted.push(wants);
  }

  /** Takes back all that a fact has added. */
  private takeBack(has: CountedFact, record: GoodsItemRecord): void {
    const row = this.encode(record, this.old);
    if (rowDigest(this.old, row) !== has.digest) this.isStale = true;
    this.add({ table: this.old, row }, has, -1, { sighting: true, result: true });
    this.uncounted.push(has.factId);
  }

  private add(
    { table, row }: Part,
    { knownTick, source, resultTick, isPositive }: CountedFact,
    sign: 1 | -1,
    of: { readonly sighting: boolean; readonly result: boolean },
  ): void {
    if (of.sighting && knownTick !== undefined) this.sums.addSighting(table, row, { tick: knownTick, source }, sign);
    if (of.result && resultTick !== undefined) {
      this.sums.addResult(table, row, { tick: resultTick, source, isPositive: isPositive === true }, sign);
    }
  }
}

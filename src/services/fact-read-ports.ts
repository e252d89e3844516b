/** What use cases read of facts, of the whole store or in an agency's view. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import type { RecordKind, SourceRecord } from '../domain/record.ts';

/** Facts as they are now. */
export interface FactReadPort {
  /** Current goods items of consignments, by `AGENCY/REFERENCE`, at every stage, in the order in which they were stored. */
  itemsOf(consignments: readonly string[]): Promise<readonly GoodsItemRecord[]>;
  /** Current records of some kinds, in the order in which they were stored; versions that others replaced are left out. */
  currentRecords(kinds: readonly RecordKind[]): AsyncIterable<readonly SourceRecord[]>;
}

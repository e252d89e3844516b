/** Picks the records that a model may score. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { isGoodsItemRecord, type SourceRecord } from '../domain/record.ts';

/** Records read and not scored. */
export interface NotScored {
  /** Goods items at another stage than the model's. */
  otherStage: number;
  /** Records that are no goods items, such as results of examinations. */
  otherKind: number;
}

/**
 * Returns the goods items at a stage and counts the rest. A model is used only at the stage that it was trained for: at an earlier one less is known, and what is missing
 * would look like what is missing in training.
 */
export function itemsOfStage(records: readonly SourceRecord[], stage: string, notScored: NotScored): GoodsItemRecord[] {
  const items: GoodsItemRecord[] = [];
  for (const record of records) {
    if (!isGoodsItemRecord(record)) notScored.otherKind++;
    else if (record.consignment.stage !== stage) notScored.otherStage++;
    else items.push(record);
  }
  return items;
}

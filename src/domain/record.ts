/** Every record that a mapping profile can make of a row. */
import type { Examination } from './examination.ts';
import type { GoodsItemRecord } from './goods-item.ts';
import type { Measure } from './measure.ts';
import type { RightsRecord } from './rights-record.ts';
import type { TradeStatistic } from './trade-statistic.ts';

/** Kinds of record that agencies send. */
export const recordKinds = [
  'manifest',
  'declaration',
  'examination',
  'measure',
  'rights-record',
  'trade-statistic',
] as const;
/** A kind of {@link recordKinds}. */
export type RecordKind = (typeof recordKinds)[number];

/** One mapped row. */
export type SourceRecord = GoodsItemRecord | Examination | Measure | RightsRecord | TradeStatistic;

/** Whether a record is of a goods item: a declaration's or a manifest's line. */
export function isGoodsItemRecord(record: SourceRecord): record is GoodsItemRecord {
  return record.kind === 'declaration' || record.kind === 'manifest';
}

/** What makes two records versions of one. */
import { formatMoment } from './moment.ts';
import { isGoodsItemRecord, type SourceRecord } from './record.ts';

/**
 * Returns the natural key of a record within its kind: of a goods item its stage, agency, strongest reference and item number; of a trade statistic what it counts;
 * of any other record the identifier that its agency gave it.
 */
export function naturalKey(record: SourceRecord): string {
  if (isGoodsItemRecord(record)) {
    return `${record.consignment.stage}|${record.consignment.id}#${record.item.itemNumber}`;
  }
  if (record.kind === 'trade-statistic') {
    const { agency, reporterCountry, partnerCountry, hsCode, periodStart } = record;
    return `${agency}/${reporterCountry}|${partnerCountry}|${hsCode}|${formatMoment(periodStart)}`;
  }
  return record.id;
}

/** A line of a scored file: what `score` writes and `rank` reads. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { formatMoment } from '../domain/moment.ts';
import type { Explanation } from './describe-reasons.ts';
import { reasonText } from './reason-text.ts';

/** Stands between the reasons of a row. */
export const reasonSeparator = ' | ';

/** Columns of a scored file. */
export const scoredColumns = [
  'consignment',
  'item',
  'agency',
  'stage',
  'occurredAt',
  'arrivedAt',
  'releaseCutOff',
  'office',
  'channel',
  'hsCode',
  'originCountry',
  'departureCountry',
  'valueUsd',
  'quantity',
  'unitCode',
  'margin',
  'probability',
] as const;

/** A cell of a line. */
export type ScoredCell = string | number | undefined;

/** Returns the cells of a scored goods item, in the order of {@link scoredColumns}. */
export function scoredLine({
  record,
  margin,
  probability,
}: {
  readonly record: GoodsItemRecord;
  /** Undefined, as is the probability, for an item that no model has scored. */
  readonly margin?: number | undefined;
  readonly probability?: number | undefined;
}): ScoredCell[] {
  const { consignment, item } = record;
  const { arrived, eta, releaseCutOff } = consignment.times;
  const arrival = arrived ?? eta;
  return [
    consignment.id,
    item.itemNumber,
    consignment.agency,
    consignment.stage,
    formatMoment(consignment.occurredAt),
    arrival === undefined ? undefined : formatMoment(arrival),
    releaseCutOff === undefined ? undefined : formatMoment(releaseCutOff),
    consignment.office,
    consignment.channel,
    item.hsCode,
    item.originCountry,
    consignment.departureCountry,
    item.valueUsd === undefined ? undefined : Number(item.valueUsd.toFixed(2)),
    item.quantity,
    item.unitCode,
    margin,
    probability,
  ];
}

const reasonsShown = 3;

/** Returns the strongest reasons in one cell. */
export function reasonsCell({ reasons }: Explanation): string {
  return reasons.slice(0, reasonsShown).map(reasonText).join(reasonSeparator);
}

/** Small numbers for the sources of records, as history cells hold them. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { historySourceName } from '../domain/history-class.ts';

/** Returns a function that gives each (agency, class of handling) a number in order of arrival, from 0. */
export function sourceNumbers(): (record: GoodsItemRecord) => number {
  const numbers = new Map<string, number>();
  return ({ consignment }) => {
    const name = historySourceName(consignment.agency, consignment.handling);
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  };
}

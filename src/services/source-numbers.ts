/** Small numbers for the sources of records, as history cells hold them. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';

/** Returns a function that gives each (agency, TLP label) a number in order of arrival, from 0. */
export function sourceNumbers(): (record: GoodsItemRecord) => number {
  const numbers = new Map<string, number>();
  return ({ consignment }) => {
    const name = `${consignment.agency}|${consignment.handling.tlp}`;
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  };
}

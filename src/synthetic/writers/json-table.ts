/** Files of one JSON object a line. */
import type { Rng } from '../../util/rng.ts';
import type { WrittenLine, WrittenTable } from './format-writer.ts';

/** Any value of JSON. */
export type Json = string | number | boolean | undefined | readonly Json[] | { readonly [key: string]: Json };

/** A wrong value at a path of keys joined by dots; `cut` breaks the line off in the middle instead. */
export type JsonSlip = readonly [path: string, value: string | number] | 'cut';

/** A file of objects. */
export interface JsonTable<Row> extends WrittenTable {
  line(row: Row): WrittenLine;
}

/** How a table is written. */
export interface JsonTableOptions<Row> {
  readonly name: string;
  readonly toObject: (row: Row) => { readonly [key: string]: Json };
  readonly slips: readonly JsonSlip[];
  /** Share of rows that get a slip. */
  readonly slipShare: number;
  readonly rng: Rng;
}

/** Returns the table; the generator decides which rows get which slip. */
export function createJsonTable<Row>({ name, toObject, slips, slipShare, rng }: JsonTableOptions<Row>): JsonTable<Row> {
  const table: WrittenTable = { name, header: undefined, encoding: 'utf-8' };
  return {
    ...table,
    line(row) {
      const object = toObject(row);
      const slip = slips.length > 0 && rng.next() < slipShare ? slips[rng.nextInt(slips.length)] : undefined;
      if (slip === undefined) return { table, text: JSON.stringify(object), isSpoiled: false };
      if (slip === 'cut') {
        const text = JSON.stringify(object);
        return { table, text: text.slice(0, Math.floor(text.length * 0.6)), isSpoiled: true };
      }
      return { table, text: JSON.stringify(withValue(object, slip[0].split('.'), slip[1])), isSpoiled: true };
    },
  };
}

function withValue(
  object: { readonly [key: string]: Json },
  path: readonly string[],
  value: Json,
): { readonly [key: string]: Json } {
  const [key, ...rest] = path;
  const inner = object[key!];
  const isObject = typeof inner === 'object' && !Array.isArray(inner);
  return {
    ...object,
    [key!]:
      rest.length === 0 ? value : withValue(isObject ? (inner as { readonly [key: string]: Json }) : {}, rest, value),
  };
}

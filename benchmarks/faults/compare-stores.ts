/** Compares what two stores hold. */
import type { Kysely } from 'kysely';
import type { Tables } from '../../src/storage/database/tables.ts';
import { type BucketSums, bucketSums, linesOf } from './bucket-sums.ts';
import type { StorePart } from './store-lines.ts';

/** Lines that only one of two stores has, and some of them. */
export interface StoreDifference {
  readonly missing: number;
  readonly surplus: number;
  readonly examples: readonly string[];
  /** Lines that there should be. */
  readonly all: number;
}

const examplesShown = 3;

/** Compares a part of a store with that of another. */
export async function compareStores(
  wanted: Kysely<Tables>,
  found: Kysely<Tables>,
  part: StorePart,
): Promise<StoreDifference> {
  const sums = await bucketSums(wanted, part);
  const differing = differingBuckets(sums, await bucketSums(found, part));
  const all = [...sums.values()].reduce((total, sum) => total + Number(sum.split(' ')[0]), 0);
  return { ...compareLines(await linesOf(wanted, part, differing), await linesOf(found, part, differing)), all };
}

/** Returns the buckets whose sums differ. */
function differingBuckets(a: BucketSums, b: BucketSums): number[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((bucket) => a.get(bucket) !== b.get(bucket));
}

/** Compares lines as often as they occur. */
export function compareLines(wanted: readonly string[], found: readonly string[]): Omit<StoreDifference, 'all'> {
  const times = new Map<string, number>();
  for (const line of wanted) times.set(line, (times.get(line) ?? 0) + 1);
  for (const line of found) times.set(line, (times.get(line) ?? 0) - 1);
  const examples: string[] = [];
  let missing = 0;
  let surplus = 0;
  for (const [line, left] of times) {
    if (left === 0) continue;
    if (left > 0) missing += left;
    else surplus -= left;
    if (examples.length < examplesShown) examples.push(`${left > 0 ? 'missing' : 'surplus'}: ${line}`);
  }
  return { missing, surplus, examples };
}

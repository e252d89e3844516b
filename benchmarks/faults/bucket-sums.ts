/** Sums over the lines of a store's parts. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../src/storage/database/tables.ts';
import { type StorePart, storeLines } from './store-lines.ts';

/** Count and sum of hashes of the lines in each bucket. */
export type BucketSums = ReadonlyMap<number, string>;

const buckets = 1024;

/** Returns how many lines a part has, and a sum for each bucket of lines. */
export async function bucketSums(db: Kysely<Tables>, part: StorePart): Promise<BucketSums> {
  const { rows } = await sql<{ bucket: number; sum: string }>`
    select abs(hashtext(line) % ${buckets})::int as bucket, count(*) || ' ' || sum(hashtextextended(line, 1)::numeric) as sum
    from (${storeLines[part]}) as part group by 1`.execute(db);
  return new Map(rows.map(({ bucket, sum }) => [bucket, sum]));
}

/** Returns the lines of some buckets. */
export async function linesOf(db: Kysely<Tables>, part: StorePart, wanted: readonly number[]): Promise<string[]> {
  if (wanted.length === 0) return [];
  const { rows } = await sql<{ line: string }>`
    select line from (${storeLines[part]}) as part where abs(hashtext(line) % ${buckets})::int = any(${[...wanted]}::int[])`.execute(
    db,
  );
  return rows.map(({ line }) => line);
}

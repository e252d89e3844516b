/** Facts of a store, to be compared with those of another. */
import { sql } from 'kysely';
import { withDatabase } from './with-database.ts';

/** How often each fact is there, by its key, content and whether it is the current version. */
export type FactCounts = ReadonlyMap<string, number>;

/** Returns the facts of a store. */
export async function factCounts(store: string): Promise<FactCounts> {
  return withDatabase(store, async (db) => {
    const { rows } = await sql<{ fact: string; times: number }>`
      select concat_ws(' ', kind, natural_key, encode(content_hash, 'hex'), is_current) as fact, count(*) as times
      from fact group by 1`.execute(db);
    return new Map(rows.map(({ fact, times }) => [fact, times]));
  });
}

/** Returns how many facts are missing of those that there should be, and how many there are beyond them. */
export function compareFacts(
  wanted: FactCounts,
  found: FactCounts,
): { readonly lost: number; readonly doubled: number } {
  const surplus = (of: FactCounts, over: FactCounts): number =>
    [...of].reduce((sum, [fact, times]) => sum + Math.max(0, times - (over.get(fact) ?? 0)), 0);
  return { lost: surplus(wanted, found), doubled: surplus(found, wanted) };
}

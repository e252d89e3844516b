/** How many current scores lie in which band of probability. */
import { type Kysely, sql } from 'kysely';
import type { ScoreBand } from '../services/score-ports.ts';
import type { Tables } from './database/tables.ts';

const bandCount = 10;

/** Returns every band with its count, from 0 up. */
export async function readScoreBands(db: Kysely<Tables>): Promise<ScoreBand[]> {
  const { rows } = await sql<{ band: number; count: number }>`
    select least(floor(probability * ${bandCount}), ${bandCount - 1}) as band, count(*) as count
    from consignment_score where is_current group by 1`.execute(db);
  const counts = new Map(rows.map(({ band, count }) => [Number(band), count]));
  return Array.from({ length: bandCount }, (_, band) => ({ from: band / bandCount, count: counts.get(band) ?? 0 }));
}

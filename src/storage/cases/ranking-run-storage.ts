/** Rankings and how they chose, over the whole store, in the database. */
import { type Kysely, sql } from 'kysely';
import type { RankingRunPort } from '../../services/case-ports.ts';
import type { Tables } from '../database/tables.ts';

/** Returns the port on a database, as the program itself. */
export function createRankingRunStorage(db: Kysely<Tables>): RankingRunPort {
  return {
    seedOf: async (agency) => {
      const row = await db
        .selectFrom('rankingRun')
        .select('seed')
        .where('agency', '=', agency)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.seed;
    },
    add: ({ selections, report, ...run }) =>
      db.transaction().execute(async (trx) => {
        const { id } = await trx
          .insertInto('rankingRun')
          .values({ ...run, report: JSON.stringify(report) })
          .returning('id')
          .executeTakeFirstOrThrow();
        // A case in hand is ranked as taken, whatever selected it before: that stays known.
        await sql`insert into case_selection (case_id, run_id, source, probability, rules)
          select review_case.id, ${id}, made.source, made.probability, made.rules
          from jsonb_to_recordset(${JSON.stringify(selections)}::jsonb)
            as made ("caseId" bigint, source text, probability float8, rules json)
          join review_case on review_case.id = made."caseId" and review_case.list in ('waiting', 'suppressed')
            and (review_case.claimed_until_ms is null or review_case.claimed_until_ms <= ${run.atMs}
              or not exists (select from case_selection as earlier where earlier.case_id = review_case.id))
          on conflict (case_id) do update set run_id = excluded.run_id, source = excluded.source,
            probability = excluded.probability, rules = excluded.rules`.execute(trx);
        return id;
      }),
  };
}

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
        await sql`insert into case_selection (case_id, run_id, source, probability)
          select review_case.id, ${id}, made.source, made.probability
          from jsonb_to_recordset(${JSON.stringify(selections)}::jsonb)
            as made ("caseId" bigint, source text, probability float8)
          join review_case on review_case.id = made."caseId" and review_case.list in ('waiting', 'suppressed')
          on conflict (case_id) do update set
            run_id = excluded.run_id, source = excluded.source, probability = excluded.probability`.execute(trx);
        return id;
      }),
  };
}

/** Results on their way from cases into the facts, over the whole store, in the database. */
import { type Kysely, sql } from 'kysely';
import type { Examination } from '../../domain/examination.ts';
import type { CaseResultPort } from '../../services/case-ports.ts';
import type { Tables } from '../database/tables.ts';

/** Returns the port on a database, as the program itself. */
export function createCaseResultStorage(db: Kysely<Tables>): CaseResultPort {
  return {
    waiting: async (limit) => {
      const rows = await db
        .selectFrom('caseResult')
        .select(['id', 'caseId', 'agency', 'recordedAtMs', 'record'])
        .where('loadedAtMs', 'is', null)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...row, record: row.record as Examination }));
    },
    markLoaded: async (ids, loadedAtMs) => {
      await db
        .updateTable('caseResult')
        .set({ loadedAtMs })
        .where('id', '=', sql<number>`any(${[...ids]}::bigint[])`)
        .execute();
    },
  };
}

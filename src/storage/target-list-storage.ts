/** Lists of targets in the database. */
import type { Kysely } from 'kysely';
import { AppError } from '../errors.ts';
import type { TargetListPort } from '../services/target-list-ports.ts';
import type { Tables } from './database/tables.ts';

/** Returns the port of target lists on a database. */
export function createTargetListStorage(db: Kysely<Tables>): TargetListPort {
  return {
    add: async ({ report, targets, ...list }) => {
      const { id } = await db
        .insertInto('targetList')
        .values({ ...list, report: JSON.stringify(report), targets: JSON.stringify(targets) })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    get: async (id) => {
      const row = await db.selectFrom('targetList').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined) throw new AppError('not-found', { what: 'list of targets', name: id });
      return { ...row, targets: row.targets as readonly unknown[] };
    },
    list: (limit) =>
      db
        .selectFrom('targetList')
        .select(['id', 'madeAtMs', 'policy', 'seed', 'report'])
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
    keepExport: async ({ sha256, bytes, ...made }) => {
      const values = { ...made, sha256: Buffer.from(sha256), bytes: Buffer.from(bytes) };
      const { id } = await db
        .insertInto('targetExport')
        .values(values)
        .onConflict((conflict) => conflict.columns(['listId', 'format']).doUpdateSet(values))
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    getExport: async (listId, format) => {
      const row = await db
        .selectFrom('targetExport')
        .selectAll()
        .where('listId', '=', listId)
        .where('format', '=', format)
        .executeTakeFirst();
      if (row === undefined) throw new AppError('not-found', { what: `${format} file of target list`, name: listId });
      return row;
    },
  };
}

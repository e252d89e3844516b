/** Batches as an agency's view has them. */
import { type Kysely, sql } from 'kysely';
import { AppError } from '../errors.ts';
import type { BatchViewPort, ListedBatch } from '../services/batch-view-ports.ts';
import type { Tables } from './database/tables.ts';
import { batchesOf } from './fact-storage.ts';
import { createQuarantineStorage } from './quarantine-storage.ts';

/** Returns the port on a view's transaction. */
export function createBatchViewStorage(db: Kysely<Tables>): BatchViewPort {
  const quarantine = createQuarantineStorage(db);
  const listed = async (rows: Parameters<typeof batchesOf>[1]): Promise<ListedBatch[]> => {
    const batches = await batchesOf(db, rows);
    return batches.map((batch, index) => ({ ...batch, refusal: rows[index]!.refusal ?? undefined }));
  };
  return {
    list: async ({ beforeId, limit }) => {
      const rows = await db
        .selectFrom('batch')
        .selectAll()
        .where('id', '<', beforeId ?? Number.MAX_SAFE_INTEGER)
        .where(sql<boolean>`file_name <> ''`)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return listed(rows);
    },
    get: async (id) => {
      const row = await db.selectFrom('batch').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined) throw new AppError('not-found', { what: 'batch', name: id });
      return (await listed([row]))[0]!;
    },
    quarantine: async (batchId, { afterId, limit }) => quarantine.list({ batchId, afterId, limit }),
  };
}

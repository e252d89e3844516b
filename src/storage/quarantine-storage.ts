/** Quarantine in the database. */
import { type Kysely, sql } from 'kysely';
import { AppError } from '../errors.ts';
import type { QuarantinedRow } from '../services/batch-ports.ts';
import type { QuarantinePort } from '../services/store-ports.ts';
import { retrying } from './database/retrying.ts';
import type { Tables } from './database/tables.ts';
import type { LoadMeans } from './load-chunk.ts';
import { fieldsOf } from './quarantined-fields.ts';
import { retryRows } from './retry-rows.ts';

/** Returns the quarantine port on a database. */
export function createQuarantineStorage(db: Kysely<Tables>, means: LoadMeans = {}): QuarantinePort {
  const rows = () =>
    db
      .selectFrom('quarantine')
      .innerJoin('batch', 'batch.id', 'quarantine.batchId')
      .select([
        'quarantine.id',
        'quarantine.batchId',
        'batch.fileName',
        'batch.profile',
        'quarantine.row',
        'quarantine.columnName',
        'quarantine.code',
        'quarantine.expected',
        'quarantine.raw',
        'quarantine.fields',
        'quarantine.state',
        'quarantine.retries',
      ]);
  type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;
  const shaped = ({ fileName, columnName, fields, ...row }: Row): QuarantinedRow => ({
    ...row,
    fields: fieldsOf(fields),
    file: fileName,
    column: columnName ?? undefined,
  });
  return {
    summary: async () => {
      const counts = await db
        .selectFrom('quarantine')
        .innerJoin('batch', 'batch.id', 'quarantine.batchId')
        .select(({ fn }) => [
          'quarantine.batchId',
          'batch.fileName',
          'quarantine.code',
          'quarantine.columnName',
          fn.countAll<number>().as('rows'),
        ])
        .where('quarantine.state', '=', 'waiting')
        .groupBy(['quarantine.batchId', 'batch.fileName', 'quarantine.code', 'quarantine.columnName'])
        .orderBy('quarantine.batchId')
        .orderBy('rows', 'desc')
        .orderBy('quarantine.code')
        .execute();
      return counts.map(({ fileName, columnName, ...count }) => ({
        ...count,
        file: fileName,
        column: columnName ?? undefined,
      }));
    },
    list: async ({ batchId, afterId = 0, limit, state = 'waiting' }) => {
      let query = rows()
        .where('quarantine.state', '=', state)
        .where('quarantine.id', '>', afterId)
        .orderBy('quarantine.id')
        .limit(limit);
      if (batchId !== undefined) query = query.where('quarantine.batchId', '=', batchId);
      return (await query.execute()).map(shaped);
    },
    get: async (id) => {
      const row = await rows().where('quarantine.id', '=', id).executeTakeFirst();
      if (row === undefined) throw new AppError('not-found', { what: 'quarantined row', name: id });
      return shaped(row);
    },
    drop: async (ids) => {
      const { numUpdatedRows } = await db
        .updateTable('quarantine')
        .set({ state: 'dropped', raw: Buffer.alloc(0), fields: null })
        .where('id', '=', sql<number>`any(${ids}::bigint[])`)
        .where('state', '=', 'waiting')
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    retry: (batch, rows) => retrying(() => db.transaction().execute((trx) => retryRows(trx, batch, rows, means))),
  };
}

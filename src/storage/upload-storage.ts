/** Files that were handed in, in the database. */
import { type Kysely, sql } from 'kysely';
import { AppError } from '../errors.ts';
import type { UploadPort } from '../services/work-ports.ts';
import { beforeLater } from './database/before-later.ts';
import { recurring } from './database/recurring.ts';
import type { Tables } from './database/tables.ts';
import { addWork } from './work-storage.ts';

/** Returns the upload port on a database. */
export function createUploadStorage(db: Kysely<Tables>): UploadPort {
  const get: UploadPort['get'] = async (id) => {
    const row = await db.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined) throw new AppError('not-found', { what: 'upload', name: id });
    return row;
  };
  return {
    // Nobody is told that a file was taken before it is complete, and that commit waits for the disk.
    begin: (fileName, receivedAtMs) =>
      beforeLater(db, async (trx) => {
        const { id } = await trx
          .insertInto('upload')
          .values({ fileName, receivedAtMs })
          .returning('id')
          .executeTakeFirstOrThrow();
        return id;
      }),
    append: (uploadId, part, bytes) =>
      beforeLater(db, async (trx) => {
        await trx
          .insertInto('uploadPart')
          .values({ uploadId, part, bytes: Buffer.from(bytes) })
          .execute();
      }),
    handIn: async ({ fileName, receivedAtMs, bytes }, work, nowMs) => {
      const { rows } = await recurring<{ uploadId: number; workId: number }>(
        db,
        'upload-hand-in',
        sql`
        with file as (
          insert into upload (file_name, received_at_ms, byte_count, is_complete)
          values (${fileName}::text, ${receivedAtMs}::bigint, ${bytes.length}::bigint, true) returning id
        ), content as (
          insert into upload_part (upload_id, part, bytes) select id, 0, ${Buffer.from(bytes)}::bytea from file
        ), due as (
          insert into work (queue, payload, priority, created_at_ms, not_before_ms)
          select ${work.queue}::text, (${JSON.stringify(work.payload)}::jsonb || jsonb_build_object('uploadId', id))::json,
            ${work.priority}::int, ${nowMs}::bigint, ${work.notBeforeMs ?? nowMs}::bigint
          from file returning id
        )
        select file.id as upload_id, due.id as work_id from file, due`,
      );
      return rows[0]!;
    },
    complete: (id, work, nowMs) =>
      db.transaction().execute(async (trx) => {
        await trx
          .updateTable('upload')
          .set({
            isComplete: true,
            byteCount: sql<number>`(select coalesce(sum(octet_length(bytes)), 0) from upload_part where upload_id = ${id})`,
          })
          .where('id', '=', id)
          .execute();
        return (await addWork(trx, [work], nowMs))[0]!;
      }),
    get,
    read: async function* (id) {
      const { byteCount } = await get(id);
      let left = byteCount;
      for (let part = 0; left > 0; part++) {
        const row = await db
          .selectFrom('uploadPart')
          .select('bytes')
          .where('uploadId', '=', id)
          .where('part', '=', part)
          .executeTakeFirst();
        // Part of a file is no file.
        if (row === undefined) throw new AppError('not-found', { what: 'upload', name: id });
        left -= row.bytes.length;
        yield row.bytes;
      }
    },
    remove: async (id) => {
      await db.deleteFrom('upload').where('id', '=', id).execute();
    },
    removeAbandoned: async (beforeMs) => {
      const { numDeletedRows } = await db
        .deleteFrom('upload')
        .where('receivedAtMs', '<', beforeMs)
        .where(
          sql<boolean>`(not is_complete or not exists (
            select from work where state <> 'done' and payload ->> 'uploadId' = upload.id::text
          ))`,
        )
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

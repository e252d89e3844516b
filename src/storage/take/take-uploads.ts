/** Takes small files in that wait, many in one transaction. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type {
  MakeFreshScores,
  ReadUploads,
  TakenUploads,
  TakeUploadsRequest,
  WaitingUpload,
} from '../../services/take-ports.ts';
import { recurring } from '../database/recurring.ts';
import { retrying } from '../database/retrying.ts';
import type { Tables } from '../database/tables.ts';
import { type TakeMeans, takeBatches } from './take-batches.ts';

interface Row extends Omit<WaitingUpload, 'bytes'> {
  readonly bytes: Buffer;
}

/** Takes in the file of a piece of work, and with it others that wait and that nobody has begun. */
export async function takeUploads(
  db: Kysely<Tables>,
  means: TakeMeans,
  request: TakeUploadsRequest,
  { read, make }: { readonly read: ReadUploads; readonly make: MakeFreshScores },
): Promise<TakenUploads> {
  for (;;) {
    const standing = await standingOf(db, request);
    if (standing !== 'small') return { outcome: standing };
    const taken = await retrying(() =>
      db.transaction().execute(async (trx): Promise<TakenUploads | 'held'> => {
        const uploads = await claim(trx, request);
        const own = uploads.findIndex(({ workId }) => workId === request.workId);
        if (own < 0) return 'held';
        const batches = await read(uploads);
        const { keyId, nowMs } = request;
        const workIds: number[] = [];
        const result = await takeBatches(
          trx,
          means,
          {
            batches,
            keyId,
            nowMs,
            // Until this is on the disk the files are still there and their work is due.
            isDurable: false,
            endOf: ({ place, batchId, books }, scored) => {
              const { workId, uploadId } = uploads[place]!;
              workIds.push(workId);
              const { batch } = batches[place]!;
              const [book] = books;
              return {
                workId,
                uploadId,
                outcome: {
                  batchId,
                  file: batch.fileName,
                  profile: batch.profile,
                  outcome: 'loaded',
                  rowsRead: batch.rowsTotal,
                  accepted: book!.accepted,
                  rejected: 0,
                  added: book!.added,
                  revised: 0,
                  duplicate: 0,
                  erased: 0,
                  consignmentsScored: scored,
                },
              };
            },
          },
          make,
        );
        // What others are is for their own work to find; nothing is kept of a pass without this work's file.
        if (!result.batches.some(({ place }) => place === own)) throw new OwnIsOther();
        return { outcome: 'taken', workIds, ...result };
      }),
    ).catch((error: unknown): TakenUploads => {
      if (error instanceof OwnIsOther) return { outcome: 'other' };
      throw error;
    });
    if (taken !== 'held') return taken;
    await untilLetGo(db, request.workId);
  }
}

/** Takes the transaction back. */
class OwnIsOther extends Error {}

async function standingOf(
  db: Kysely<Tables>,
  { workId, maximumBytes }: TakeUploadsRequest,
): Promise<'gone' | 'other' | 'small'> {
  const { rows } = await recurring<{ isSmall: boolean }>(
    db,
    'take-standing',
    sql`
    select coalesce(
      (select is_complete and byte_count <= ${maximumBytes}::bigint from upload where id = (work.payload ->> 'uploadId')::bigint),
      false
    ) as is_small
    from work where id = ${workId}::bigint and state = 'due'`,
  );
  const [row] = rows;
  return row === undefined ? 'gone' : row.isSmall ? 'small' : 'other';
}

/** Takes hold of the work and of others like it, without waiting for any that is held. */
async function claim(
  trx: Transaction<Tables>,
  { workId, nowMs, maximumUploads, maximumBytes }: TakeUploadsRequest,
): Promise<WaitingUpload[]> {
  const { rows } = await recurring<Row>(
    trx,
    'take-claim',
    sql`
    with held as materialized (
      select work.id, work.payload from work
      where state = 'due' and (
        id = ${workId}::bigint or id = any(array(
          select id from work where queue = 'ingest-batch' and state = 'due' and attempts = 0 and not_before_ms <= ${nowMs}::bigint
          order by created_at_ms limit ${maximumUploads}::int
        ))
      )
      for update skip locked
    )
    select held.id as work_id, upload.id as upload_id, held.payload ->> 'profile' as profile, upload.file_name,
      upload.received_at_ms, part.bytes
    from held
    join upload on upload.id = (held.payload ->> 'uploadId')::bigint
    join upload_part as part on part.upload_id = upload.id and part.part = 0
    where upload.is_complete and upload.byte_count <= ${maximumBytes}::bigint
      and octet_length(part.bytes) = upload.byte_count
    order by held.id`,
  );
  return rows;
}

/** Waits until whoever holds a piece of work lets it go. */
async function untilLetGo(db: Kysely<Tables>, workId: number): Promise<void> {
  await sql`select from work where id = ${workId}::bigint for update`.execute(db);
}

/** Batches and facts in the database. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Handling } from '../domain/handling.ts';
import type { RecordKind, SourceRecord } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import type { Batch, BatchBook, BatchChunk, FactPort, NewBatch } from '../services/store-ports.ts';
import { bulkLoad } from './database/bulk-load.ts';
import { retrying } from './database/retrying.ts';
import type { Tables } from './database/tables.ts';
import { ChunkLoad } from './load-chunk.ts';

/** Facts read at once. */
const factsAtOnce = 5000;

/** Returns the fact port on a database. */
export function createFactStorage(db: Kysely<Tables>): FactPort {
  return {
    openBatch: (batch) => retrying(() => openBatch(db, batch)),
    refuseBatch: async (batch, reason) => {
      const { id } = await db
        .insertInto('batch')
        .values({ ...batchValues(batch), state: 'refused', refusal: reason })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    loadChunk: (batch, chunk) => retrying(() => db.transaction().execute((trx) => loadChunk(trx, batch, chunk))),
    finishBatch: async (batchId) => {
      await db.updateTable('batch').set({ state: 'loaded' }).where('id', '=', batchId).execute();
      return readBatch(db, batchId);
    },
    listBatches: async () => {
      const rows = await db.selectFrom('batch').selectAll().orderBy('id').execute();
      return batchesOf(db, rows);
    },
    currentRecords: (kinds) => currentRecords(db, kinds),
  };
}

type BatchRow = Awaited<ReturnType<typeof selectBatch>>;

function selectBatch(db: Kysely<Tables>, id: number) {
  return db.selectFrom('batch').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

function batchValues(batch: NewBatch) {
  return {
    fileName: batch.fileName,
    profile: batch.profile,
    agency: batch.agency,
    sha256: Buffer.from(batch.sha256),
    byteCount: batch.byteCount,
    receivedAtMs: batch.receivedAtMs,
    handling: JSON.stringify(batch.handling),
    expiresOn: batch.handling.expiresOn ?? null,
    rowsDone: 0,
    rowsTotal: batch.rowsTotal,
    refusal: null,
  };
}

async function openBatch(db: Kysely<Tables>, batch: NewBatch): Promise<{ batch: Batch; isNew: boolean }> {
  const known = await db
    .selectFrom('batch')
    .select('id')
    .where('sha256', '=', Buffer.from(batch.sha256))
    .where('profile', '=', batch.profile)
    .where('state', '<>', 'refused')
    .executeTakeFirst();
  if (known !== undefined) return { batch: await readBatch(db, known.id), isNew: false };
  const { id } = await db
    .insertInto('batch')
    .values({ ...batchValues(batch), state: 'loading' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { batch: await readBatch(db, id), isNew: true };
}

async function readBatch(db: Kysely<Tables>, id: number): Promise<Batch> {
  return (await batchesOf(db, [await selectBatch(db, id)]))[0]!;
}

async function batchesOf(db: Kysely<Tables>, rows: readonly BatchRow[]): Promise<Batch[]> {
  const ids = rows.map(({ id }) => id);
  const books = await db
    .selectFrom('batchBook')
    .selectAll()
    .where('batchId', '=', sql<number>`any(${ids}::bigint[])`)
    .orderBy('recordKind')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fileName: row.fileName,
    profile: row.profile,
    agency: row.agency,
    sha256: row.sha256,
    byteCount: row.byteCount,
    receivedAtMs: row.receivedAtMs,
    handling: row.handling as unknown as Handling,
    rowsTotal: row.rowsTotal,
    state: row.state,
    rowsDone: row.rowsDone,
    books: books.filter(({ batchId }) => batchId === row.id).map(({ batchId: _, ...book }) => book),
  }));
}

async function loadChunk(trx: Transaction<Tables>, batch: Batch, chunk: BatchChunk): Promise<readonly BatchBook[]> {
  // Chunks of one agency are loaded one after the other, whoever loads them: their records may be versions of one another.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`touchstone-facts ${batch.agency}`}, 0))`.execute(trx);
  const { rowsDone } = await trx
    .selectFrom('batch')
    .select('rowsDone')
    .where('id', '=', batch.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (rowsDone >= chunk.rowsDone) return [];
  const books = await new ChunkLoad(trx, batch).load(chunk);
  for (const book of books) {
    await trx
      .insertInto('batchBook')
      .values({ batchId: batch.id, ...book })
      .onConflict((conflict) =>
        conflict.columns(['batchId', 'recordKind']).doUpdateSet((eb) => ({
          accepted: eb('batchBook.accepted', '+', eb.ref('excluded.accepted')),
          rejected: eb('batchBook.rejected', '+', eb.ref('excluded.rejected')),
          added: eb('batchBook.added', '+', eb.ref('excluded.added')),
          revised: eb('batchBook.revised', '+', eb.ref('excluded.revised')),
          duplicate: eb('batchBook.duplicate', '+', eb.ref('excluded.duplicate')),
        })),
      )
      .execute();
  }
  await bulkLoad(
    trx,
    'quarantine',
    ['batch_id', 'row', 'column_name', 'code', 'expected', 'raw'],
    chunk.rejects.map(({ row, column, code, expected, raw }) => [
      batch.id,
      row,
      column?.replaceAll('\0', '\ufffd'),
      code,
      expected.replaceAll('\0', '\ufffd'),
      Buffer.from(raw),
    ]),
  );
  await trx.updateTable('batch').set({ rowsDone: chunk.rowsDone }).where('id', '=', batch.id).execute();
  return books;
}

async function* currentRecords(
  db: Kysely<Tables>,
  kinds: readonly RecordKind[],
): AsyncGenerator<readonly SourceRecord[]> {
  if (kinds.length === 0) throw new AppError('internal', { reason: 'no kind of record was asked for' });
  const names = new Map(
    (await db.selectFrom('batch').select(['id', 'fileName']).execute()).map((one) => [one.id, one.fileName]),
  );
  let last = 0;
  for (;;) {
    const rows = await db
      .selectFrom('fact')
      .select(['id', 'batchId', 'row', 'body'])
      .where('isCurrent', '=', true)
      .where('kind', 'in', kinds)
      .where('id', '>', last)
      .orderBy('id')
      .limit(factsAtOnce)
      .execute();
    if (rows.length === 0) return;
    last = rows.at(-1)!.id;
    yield rows.map(
      ({ batchId, row, body }) =>
        ({ ...(body as object), origin: { file: names.get(batchId) ?? '', row } }) as unknown as SourceRecord,
    );
  }
}

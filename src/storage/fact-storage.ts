/** Batches and facts in the database. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import type { Handling } from '../domain/handling.ts';
import type { RecordKind, SourceRecord } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import type { Batch, BatchBook, NewBatch } from '../services/batch-ports.ts';
import type { BatchChunk, FactPort } from '../services/store-ports.ts';
import { addToBooks } from './batch-books.ts';
import { beforeLater } from './database/before-later.ts';
import { bulkLoad } from './database/bulk-load.ts';
import { retrying } from './database/retrying.ts';
import type { Tables } from './database/tables.ts';
import { ChunkLoad, type LoadMeans } from './load-chunk.ts';
import { lockFacts } from './lock-facts.ts';

/** Facts read at once. */
const factsAtOnce = 5000;

/** Returns the fact port on a database. */
export function createFactStorage(db: Kysely<Tables>, means: LoadMeans = {}): FactPort {
  return {
    // Whoever takes a file in ends with `finishBatch`, which waits for the disk.
    openBatch: (batch) => retrying(() => beforeLater(db, (trx) => openBatch(trx, batch))),
    refuseBatch: async (batch, reason) => {
      const { id } = await db
        .insertInto('batch')
        .values({ ...batchValues(batch), state: 'refused', refusal: reason })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    loadChunk: (batch, chunk) => retrying(() => beforeLater(db, (trx) => loadChunk(trx, { batch, chunk, means }))),
    finishBatch: async (batchId) => {
      await db.updateTable('batch').set({ state: 'loaded' }).where('id', '=', batchId).execute();
      return readBatch(db, batchId);
    },
    listBatches: async () => {
      const rows = await db.selectFrom('batch').selectAll().orderBy('id').execute();
      return batchesOf(db, rows);
    },
    countBatches: async () => {
      const rows = await db
        .selectFrom('batch')
        .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
        .groupBy('state')
        .execute();
      const of = (state: string): number => rows.find((row) => row.state === state)?.count ?? 0;
      return { loading: of('loading'), loaded: of('loaded'), refused: of('refused') };
    },
    itemsOf: async (consignments) => {
      const rows = await db
        .selectFrom('fact')
        .innerJoin('consignment', 'consignment.id', 'fact.consignmentId')
        .innerJoin('batch', 'batch.id', 'fact.batchId')
        .select(['fact.body', 'fact.row', 'batch.fileName'])
        .where('consignment.reference', '=', sql<string>`any(${consignments}::text[])`)
        .where('fact.isCurrent', '=', true)
        .orderBy('fact.id')
        .execute();
      return rows.map(
        ({ body, row, fileName }) => ({ ...(body as object), origin: { file: fileName, row } }) as GoodsItemRecord,
      );
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
    columns: batch.columns === undefined ? null : JSON.stringify(batch.columns),
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

/** Returns batches of their rows, in order, with their books. */
export async function batchesOf(db: Kysely<Tables>, rows: readonly BatchRow[]): Promise<Batch[]> {
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
    erasedRows: row.erasedRows,
    columns: (row.columns as unknown as readonly string[] | null) ?? undefined,
    books: books.filter(({ batchId }) => batchId === row.id).map(({ batchId: _, ...book }) => book),
  }));
}

interface ChunkToLoad {
  readonly batch: Batch;
  readonly chunk: BatchChunk;
  readonly means: LoadMeans;
}

async function loadChunk(
  trx: Transaction<Tables>,
  { batch, chunk, means }: ChunkToLoad,
): Promise<readonly BatchBook[]> {
  await lockFacts(trx, batch.agency);
  const { rowsDone } = await trx
    .selectFrom('batch')
    .select('rowsDone')
    .where('id', '=', batch.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (rowsDone >= chunk.rowsDone) return [];
  const load = new ChunkLoad(trx, batch, means);
  const books = await load.load(chunk);
  await addToBooks(trx, batch.id, books);
  await bulkLoad(
    trx,
    'quarantine',
    ['batch_id', 'row', 'column_name', 'code', 'expected', 'raw', 'fields', 'state'],
    chunk.rejects.map((reject) => {
      const { row, column, code, expected, raw, fields } = reject;
      const isErased = load.erasedRejects.has(reject);
      return [
        batch.id,
        row,
        withoutNul(column),
        code,
        withoutNul(expected),
        isErased ? Buffer.alloc(0) : Buffer.from(raw),
        isErased || fields === undefined ? undefined : JSON.stringify(fields),
        isErased ? 'dropped' : 'waiting',
      ];
    }),
  );
  await trx
    .updateTable('batch')
    .set((eb) => ({ rowsDone: chunk.rowsDone, erasedRows: eb('erasedRows', '+', load.erasedRows) }))
    .where('id', '=', batch.id)
    .execute();
  return books;
}

/** PostgreSQL cannot store NUL in a text. */
function withoutNul<T extends string | undefined>(text: T): T {
  return text?.replaceAll('\0', '\ufffd') as T;
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

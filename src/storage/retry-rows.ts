/** Takes in rows of quarantine that were read again, within one transaction. */
import { sql, type Transaction } from 'kysely';
import type { Batch, BatchBook } from '../services/batch-ports.ts';
import type { RetriedRow } from '../services/store-ports.ts';
import { addToBooks } from './batch-books.ts';
import type { Tables } from './database/tables.ts';
import { ChunkLoad, type LoadMeans } from './load-chunk.ts';
import { lockFacts } from './lock-facts.ts';

/** Stores the records among the rows, and notes why the others are still none. Returns the books of the records. */
export async function retryRows(
  trx: Transaction<Tables>,
  batch: Batch,
  rows: readonly RetriedRow[],
  means: LoadMeans,
): Promise<readonly BatchBook[]> {
  await lockFacts(trx, batch.agency);
  const waiting = new Set(
    (
      await trx
        .selectFrom('quarantine')
        .select('id')
        .where('id', '=', sql<number>`any(${rows.map(({ id }) => id)}::bigint[])`)
        .where('batchId', '=', batch.id)
        .where('state', '=', 'waiting')
        .forUpdate()
        .execute()
    ).map(({ id }) => id),
  );
  const retried = rows.filter(({ id }) => waiting.has(id));
  const accepted = retried.flatMap(({ id, record }) => (record === undefined ? [] : [{ id, record }]));
  for (const { id, reject } of retried) {
    if (reject === undefined) continue;
    await trx
      .updateTable('quarantine')
      .set((eb) => ({
        columnName: reject.column ?? null,
        code: reject.code,
        expected: reject.expected.replaceAll('\0', '\ufffd'),
        retries: eb('retries', '+', 1),
      }))
      .where('id', '=', id)
      .execute();
  }
  if (accepted.length === 0) return [];
  await trx
    .updateTable('quarantine')
    .set((eb) => ({ state: 'accepted', raw: Buffer.alloc(0), fields: null, retries: eb('retries', '+', 1) }))
    .where('id', '=', sql<number>`any(${accepted.map(({ id }) => id)}::bigint[])`)
    .execute();
  const load = new ChunkLoad(trx, batch, means);
  const books = await load.load({ records: accepted.map(({ record }) => record), rejects: [], rowsDone: 0 });
  const none = { accepted: 0, added: 0, revised: 0, duplicate: 0 };
  await addToBooks(trx, batch.id, [...books, { recordKind: 'unknown', ...none, rejected: -accepted.length }]);
  await trx
    .updateTable('batch')
    .set((eb) => ({ erasedRows: eb('erasedRows', '+', load.erasedRows) }))
    .where('id', '=', batch.id)
    .execute();
  return books;
}

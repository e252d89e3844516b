/** Books of batches. */
import type { Transaction } from 'kysely';
import type { BatchBook } from '../services/batch-ports.ts';
import type { Tables } from './database/tables.ts';

/** Adds to the books of a batch; a number may be negative where rows move from one to another. */
export async function addToBooks(
  trx: Transaction<Tables>,
  batchId: number,
  books: readonly BatchBook[],
): Promise<void> {
  for (const book of books) {
    await trx
      .insertInto('batchBook')
      .values({ batchId, ...book })
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
}

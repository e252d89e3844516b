/** Taking consignments in at once, in the database. */
import type { Kysely } from 'kysely';
import type { TakePort } from '../services/take-ports.ts';
import { retrying } from './database/retrying.ts';
import type { Tables } from './database/tables.ts';
import { RightsKnown } from './history/rights-known.ts';
import type { LoadMeans } from './load-chunk.ts';
import { takeBatches } from './take/take-batches.ts';
import { takeUploads } from './take/take-uploads.ts';

/** Returns the port on a database. */
export function createTakeStorage(db: Kysely<Tables>, loadMeans: LoadMeans = {}): TakePort {
  const means = { ...loadMeans, rights: new RightsKnown() };
  return {
    take: (request, make) =>
      retrying(() => db.transaction().execute((trx) => takeBatches(trx, means, { ...request, isDurable: true }, make))),
    consignmentIdOf: async (reference, stage) => {
      const row = await db
        .selectFrom('consignment')
        .select('id')
        .where('reference', '=', reference)
        .where('stage', '=', stage)
        .executeTakeFirst();
      return row?.id;
    },
    takeUploads: (request, read, make) => takeUploads(db, means, request, { read, make }),
  };
}

/** Taking consignments in at once, in the database. */
import type { Kysely } from 'kysely';
import type { MakeFreshScores, Taken, TakePort, TakeRequest } from '../services/take-ports.ts';
import { gatherCalls } from '../util/gather-calls.ts';
import { retrying } from './database/retrying.ts';
import type { Tables } from './database/tables.ts';
import { RightsKnown } from './history/rights-known.ts';
import type { LoadMeans } from './load-chunk.ts';
import { takeBatches } from './take/take-batches.ts';
import { takeUploads } from './take/take-uploads.ts';

/** Batches of one transaction. */
const batchesAtOnce = 50;

interface AskedTake {
  readonly request: TakeRequest;
  readonly make: MakeFreshScores;
}

/** Returns the port on a database. */
export function createTakeStorage(db: Kysely<Tables>, loadMeans: LoadMeans = {}): TakePort {
  const means = { ...loadMeans, rights: new RightsKnown() };
  const take = (request: TakeRequest, make: MakeFreshScores): Promise<Taken> =>
    retrying(() => db.transaction().execute((trx) => takeBatches(trx, means, { ...request, isDurable: true }, make)));
  // Every commit waits for the disk, and every statement costs its way there and back: one serves all who ask meanwhile.
  const together = gatherCalls(
    async (asked: readonly AskedTake[]) => {
      const [{ request, make }] = asked as [AskedTake];
      if (asked.some((one) => one.request.keyId !== request.keyId)) throw new Error('they are counted under two keys');
      const batches = asked.flatMap((one) => one.request.batches);
      return apartAgain(asked, await take({ ...request, batches }, make));
    },
    { atMost: batchesAtOnce, sizeOf: ({ request }) => request.batches.length },
  );
  return {
    take: (request, make) => together({ request, make }),
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

/** Returns what became of each request of a joint one. */
function apartAgain(asked: readonly AskedTake[], { batches, scores }: Taken): Taken[] {
  let end = 0;
  return asked.map(({ request }) => {
    const begin = end;
    end += request.batches.length;
    const own = batches
      .filter(({ place }) => place >= begin && place < end)
      .map((batch) => ({ ...batch, place: batch.place - begin }));
    const ids = new Set(own.flatMap(({ consignments }) => consignments.map(({ id }) => id)));
    return { batches: own, scores: scores.filter(({ consignmentId }) => ids.has(consignmentId)) };
  });
}

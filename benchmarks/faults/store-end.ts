/** How a store ended. */
import type { Ports } from '../../src/services/ports.ts';
import { isBalanced } from '../ingest/is-balanced.ts';
import { storeBooks } from '../ingest/store-books.ts';

/** Figures of a store at rest. */
export interface StoreEnd {
  readonly loadedBatches: number;
  readonly refusedBatches: number;
  readonly unbalanced: readonly string[];
  /** Rows in quarantine. */
  readonly rejects: number;
  readonly consignments: number;
  /** Consignments of a stage with a champion that have not exactly one current score or are still due. */
  readonly unscored: number;
  /** Files whose work is on the dead-letter list, with the reason, once each time. */
  readonly dead: readonly { readonly file: string; readonly failure: string }[];
}

const manyWorks = 100_000;

/** Reads the books of a store, which nobody else may hold where it is a folder. */
export async function storeEnd(ports: Ports, location: string): Promise<StoreEnd> {
  const { batches, rejects } = await storeBooks(location);
  const store = await ports.openStore(location);
  try {
    const scores = (await store.scores.books()).filter(({ hasChampion }) => hasChampion);
    const dead: { file: string; failure: string }[] = [];
    for (const { queue, payload, failure } of await store.work.list({ state: 'dead', limit: manyWorks })) {
      const { uploadId } = payload as { uploadId?: number };
      const file = uploadId === undefined ? queue : (await store.uploads.get(uploadId)).fileName;
      dead.push({ file, failure: failure ?? '' });
    }
    const count = (state: string): number => batches.filter((batch) => batch.state === state).length;
    const isWrong = (batch: (typeof batches)[number]): boolean => batch.state === 'loading' || !isBalanced(batch);
    return {
      loadedBatches: count('loaded'),
      refusedBatches: count('refused'),
      unbalanced: batches.filter(isWrong).map((batch) => JSON.stringify(batch)),
      rejects,
      consignments: scores.reduce((sum, { consignments }) => sum + consignments, 0),
      unscored: scores.reduce(
        (sum, { consignments, scored, due, lost }) => sum + Math.max(consignments - scored, due, lost),
        0,
      ),
      dead,
    };
  } finally {
    await store.close();
  }
}

/** Takes evil files into a store and tells what became of them. */
import { join } from 'node:path';
import { projectRoot } from '../shared/project-root.ts';
import { type DamagedFileTally, tallyDamagedFiles } from '../throughput/tally-damaged-files.ts';
import type { BenchStores, StoreKind } from './bench-stores.ts';
import { type EvilFileOrder, evilFiles } from './evil-file-order.ts';
import { isBalanced } from './is-balanced.ts';
import { type StoreBooks, storeBooks } from './store-books.ts';

const reader = { script: join(projectRoot, 'benchmarks/ingest/ingest-evil-files.ts'), hangMs: 60_000 };

/** What became of the files, and what is in the store. */
export interface EvilTally {
  readonly kind: StoreKind;
  readonly source: EvilFileOrder['source'];
  readonly amount: number;
  readonly files: DamagedFileTally;
  readonly books: StoreBooks;
  /** Batches whose books do not hold. */
  readonly unbalanced: number;
}

/** Takes all files of a source into a new store. */
export async function ingestEvil(
  stores: BenchStores,
  order: Pick<EvilFileOrder, 'source' | 'amount' | 'seed' | 'folder'>,
  kind: StoreKind,
): Promise<EvilTally> {
  const store = await stores.fresh(kind);
  const whole = { ...order, store, count: evilFiles(order).length };
  const files = await tallyDamagedFiles(whole, reader);
  const books = await storeBooks(store);
  const unbalanced = books.batches.filter((batch) => !isBalanced(batch)).length;
  return { kind, source: order.source, amount: order.amount, files, books, unbalanced };
}

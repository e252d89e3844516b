/** Fresh stores for measurements. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createDatabase } from '../../test/support/create-database.ts';
import { startPostgres } from '../../test/support/start-postgres.ts';

/** The two databases that a store may lie in. */
export const storeKinds = ['PostgreSQL', 'PGlite'] as const;

/** One of {@link storeKinds}. */
export type StoreKind = (typeof storeKinds)[number];

/** Gives stores that nobody has used. */
export interface BenchStores {
  /** Returns what `--store` takes for a new empty store. */
  fresh(kind: StoreKind): Promise<string>;
  /** Ends the server. */
  end(): Promise<void>;
}

/** Server settings over those of a new cluster: durable as in service, with memory for a store of some millions of items. */
export const serverSettings = {
  fsync: 'on',
  full_page_writes: 'on',
  shared_buffers: '1GB',
  max_wal_size: '4GB',
} as const;

/** Starts a private PostgreSQL; embedded stores lie in `folder`. */
export async function startStores(folder: string): Promise<BenchStores> {
  const server = await startPostgres({ settings: serverSettings });
  return {
    fresh: async (kind) =>
      kind === 'PostgreSQL' ? (await createDatabase(server.url())).url : join(mkdtempSync(join(folder, 'store-')), 's'),
    end: () => server.remove(),
  };
}

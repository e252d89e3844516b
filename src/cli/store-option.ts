/** The option that names a store, and opening it for a command. */
import { Option } from 'commander';
import type { Ports } from '../services/ports.ts';
import type { Store } from '../services/store-ports.ts';

/** Returns the option `--store`; the environment may name it instead. */
export function storeOption(): Option {
  return new Option('--store <where>', 'folder of an embedded store, or postgresql://… of a server')
    .env('TOUCHSTONE_STORE')
    .makeOptionMandatory();
}

/** Opens a store, runs something with it, and closes it whatever happens. */
export async function withStore<T>(
  ports: Pick<Ports, 'openStore'>,
  location: string,
  run: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await ports.openStore(location);
  try {
    return await run(store);
  } finally {
    await store.close();
  }
}

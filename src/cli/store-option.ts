/** The option that names a store, and opening it for a command. */
import { type Command, Option } from 'commander';
import { AppError } from '../errors.ts';
import type { Ports } from '../services/ports.ts';
import type { Store } from '../services/store-ports.ts';

/** Returns the option `--store`; the environment may name it instead. */
export function storeOption(): Option {
  return new Option('--store <where>', 'folder of an embedded store, or postgresql://… of a server')
    .env('TOUCHSTONE_STORE')
    .makeOptionMandatory();
}

/** Returns the option `--store` of a command that works without a store too. */
export function storeInsteadOption(what = 'instead of files'): Option {
  return new Option('--store <where>', `${what}: folder of an embedded store, or postgresql://… of a server`).env(
    'TOUCHSTONE_STORE',
  );
}

/** Which options of a command go with files alone and which with a store alone, by the names of their values. */
export interface OptionsOfSource {
  readonly files: readonly string[];
  /** Those of `files` that files cannot do without. */
  readonly neededByFiles?: readonly string[];
  readonly store: readonly string[];
  readonly neededByStore?: readonly string[];
}

/**
 * Returns the store that a command works on; undefined where files are named, which win over a store that the environment names.
 * @throws `usage` where both or neither are named, and for options that do not go with what is.
 */
export function storeInstead(command: Command, hasFiles: boolean, options: OptionsOfSource): string | undefined {
  const { store } = command.opts<{ store?: string }>();
  const refuse = (reason: string): never => {
    throw new AppError('usage', { reason });
  };
  const flagOf = (name: string): string =>
    command.options.find((option) => option.attributeName() === name)?.long ?? `--${name}`;
  const isGiven = (name: string): boolean => command.getOptionValueSource(name) === 'cli';
  if (hasFiles && isGiven('store')) refuse('name files or a store, not both');
  if (!hasFiles && store === undefined) refuse('name files, or a store with --store');
  const [of, others, needed] = hasFiles
    ? (['files', options.store, options.neededByFiles] as const)
    : (['a store', options.files, options.neededByStore] as const);
  for (const name of others) if (isGiven(name)) refuse(`${flagOf(name)} does not go with ${of}`);
  for (const name of needed ?? []) if (!isGiven(name)) refuse(`${of} need${hasFiles ? '' : 's'} ${flagOf(name)}`);
  return hasFiles ? undefined : store;
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

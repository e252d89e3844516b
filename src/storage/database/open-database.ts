/** Opens a store's database: PostgreSQL by its URL, or PGlite in a folder or in memory. */
import type { MessagePort } from 'node:worker_threads';
import {
  CamelCasePlugin,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import { AppError } from '../../errors.ts';
import { PgliteClient } from '../../threads/pglite-client.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import { PgliteDriver } from './pglite-driver.ts';
import { PostgresDriver } from './postgres-driver.ts';
import type { Tables } from './tables.ts';

/** An open database. */
export interface Database {
  readonly kind: 'postgresql' | 'pglite';
  readonly db: Kysely<Tables>;
  /** Gives a port by which another thread of this process opens the same embedded database; undefined for a server. */
  readonly share: (() => MessagePort) | undefined;
  close(): Promise<void>;
}

/** The oldest PostgreSQL that the tables and statements are written for, as `server_version_num`. */
const oldestVersion = 150_000;
/** Stands for a PGlite database that is gone with the process. */
export const inMemory = 'memory:';

/**
 * Opens a database and migrates it.
 * @param location `postgresql://…` or `postgres://…`, `memory:`, the path of a folder, or the port that `share` gave in another thread.
 * @throws `refused` for a folder that another process holds, `store-unusable` for a server that does not answer or is too old.
 */
export async function openDatabase(
  location: string | MessagePort,
  options: { readonly maximumConnections?: number; readonly isMigrated?: boolean } = {},
): Promise<Database> {
  const isServer = typeof location === 'string' && /^postgres(ql)?:\/\//.test(location);
  const opened = isServer
    ? openWith(new PostgresDriver(location, options.maximumConnections ?? 8), undefined)
    : typeof location === 'string'
      ? await openEmbedded(location)
      : openShared(PgliteClient.over(location));
  try {
    await requireVersion(opened.db);
    if (options.isMigrated !== false) await migrate(opened.db);
  } catch (error) {
    await opened.close();
    throw error;
  }
  return { kind: isServer ? 'postgresql' : 'pglite', ...opened };
}

async function openEmbedded(location: string): Promise<Omit<Database, 'kind'>> {
  const folder = location === inMemory ? undefined : location;
  const unlock = folder === undefined ? async () => {} : await lockFolder(folder);
  try {
    const client = await PgliteClient.open(folder === undefined ? undefined : `${folder}/data`);
    const opened = openShared(client);
    const close = async (): Promise<void> => {
      await opened.close();
      await unlock();
    };
    return { ...opened, close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

function openShared(client: PgliteClient): Omit<Database, 'kind'> {
  return openWith(new PgliteDriver(client), () => client.share());
}

function openWith(driver: Driver, share: Database['share']): Omit<Database, 'kind'> {
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (of) => new PostgresIntrospector(of),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return { db, share, close: () => db.destroy() };
}

async function requireVersion(db: Kysely<Tables>): Promise<void> {
  let version: number;
  try {
    const { rows } = await sql<{ version: string }>`select current_setting('server_version_num') as version`.execute(
      db,
    );
    version = Number(rows[0]?.version);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const { message, code } = error as Error & { code?: string };
    throw new AppError(
      'store-unusable',
      { reason: `the database does not answer: ${message || code || 'no reason given'}` },
      error,
    );
  }
  if (version < oldestVersion) {
    throw new AppError('store-unusable', {
      reason: `the database is PostgreSQL ${Math.floor(version / 10_000)}; 15 or newer is needed`,
    });
  }
}

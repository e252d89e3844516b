/** The servers, folders and stores that a run uses. */
import pg from 'pg';
import { startPostgres } from '../../test/support/start-postgres.ts';
import { startRedis } from '../../test/support/start-redis.ts';

/** Settings of the server over those of a new cluster: durable as in service. */
export const serverSettings = {
  fsync: 'on',
  full_page_writes: 'on',
  shared_buffers: '1GB',
  max_wal_size: '4GB',
} as const;

/** A private PostgreSQL and a private Redis that keeps what it was given. */
export interface BenchServers {
  /** Path of Redis's socket. */
  readonly redis: string;
  /** Makes an empty store, or a copy of one that nobody has open, and returns its location. */
  makeStore(name: string, copyOf?: string): Promise<string>;
  end(): Promise<void>;
}

/** Starts both servers. */
export async function startServers(): Promise<BenchServers> {
  const postgres = await startPostgres({ settings: serverSettings });
  const redis = await startRedis({ appendOnly: true });
  return {
    redis: redis.socket,
    makeStore: async (name, copyOf) => {
      const client = new pg.Client({ connectionString: postgres.url() });
      await client.connect();
      try {
        const from = copyOf === undefined ? "template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'" : copyOf;
        await client.query(`create database ${name} template ${from}`);
      } finally {
        await client.end();
      }
      return postgres.url(name);
    },
    end: async () => {
      await redis.remove();
      await postgres.remove();
    },
  };
}

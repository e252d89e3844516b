/** The servers and ports of a flow through workers. */
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import type { Ports } from '../../src/services/ports.ts';
import { createDatabase } from '../../test/support/create-database.ts';
import { type PrivatePostgres, startPostgres } from '../../test/support/start-postgres.ts';
import { type PrivateRedis, startRedis } from '../../test/support/start-redis.ts';
import { serverSettings } from '../ingest/bench-stores.ts';

/** A PostgreSQL and a Redis of this run alone. */
export interface BenchService {
  readonly postgres: PrivatePostgres;
  readonly redis: PrivateRedis;
  /** What workers and this process read of their environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: Ports;
  /** Returns what `--store` takes for a new empty store. */
  freshStore(): Promise<string>;
  /** Empties Redis. */
  flush(): Promise<void>;
  end(): Promise<void>;
}

/** Where servers listen for other hosts, beside their sockets. */
export interface ListenAt {
  readonly address: string;
  readonly postgresPort: number;
  readonly redisPort: number;
}

/** Starts the servers: both durable, Redis with its append-only file. */
export async function startService(folder: string, listenAt?: ListenAt): Promise<BenchService> {
  const { address, postgresPort, redisPort } = listenAt ?? { address: undefined, postgresPort: 0, redisPort: 0 };
  const listen = address === undefined ? {} : { listen_addresses: address, port: String(postgresPort) };
  const postgres = await startPostgres({ settings: { ...serverSettings, restart_after_crash: 'on', ...listen } });
  const bind = address === undefined ? {} : { 'bind': address, 'port': String(redisPort), 'protected-mode': 'no' };
  const redis = await startRedis({ appendOnly: true, settings: bind });
  const environment = {
    TOUCHSTONE_HOME: join(folder, 'home'),
    REDIS_URL: address === undefined ? redis.socket : `redis://${address}:${redisPort}`,
    TMPDIR: folder,
  };
  const storeUrl = (url: string): string =>
    address === undefined
      ? url
      : `postgresql://touchstone@${address}:${postgresPort}/${new URL(url.replace(':///', '://here/')).pathname.slice(1)}`;
  return {
    postgres,
    redis,
    environment,
    ports: compose(loadConfig({ ...environment, TOUCHSTONE_LOG: 'silent' })),
    freshStore: async () => storeUrl((await createDatabase(postgres.url())).url),
    flush: async () => {
      const client = new Redis(redis.socket);
      try {
        await client.flushall();
      } finally {
        client.disconnect();
      }
    },
    end: async () => {
      await redis.remove();
      await postgres.remove();
    },
  };
}

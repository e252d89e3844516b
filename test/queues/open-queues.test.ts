import { Redis } from 'ioredis';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueues } from '../../src/queues/open-queues.ts';
import type { FreshDatabase } from '../support/create-database.ts';
import { describeWithPostgres, freshDatabase } from '../support/postgres.ts';
import { describeWithRedis } from '../support/redis.ts';
import { type PrivateRedis, startRedis } from '../support/start-redis.ts';
import { describeQueues } from './contracts/queue-contract.ts';

describeWithRedis('queues on Redis', () => {
  let redis: PrivateRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.remove());
  const open = (onError: (error: Error) => void) => openQueues({ kind: 'redis', url: redis.socket }, { onError });

  describeQueues({
    open,
    openOther: open,
    empty: async () => {
      const client = new Redis(redis.socket);
      await client.flushall();
      await client.quit();
    },
  });

  it('keeps all keys of queues in one slot of a cluster', async () => {
    const client = new Redis(redis.socket);
    await client.flushall();
    const queues = await openQueues({ kind: 'redis', url: redis.socket, prefix: '{elsewhere}' }, { onError: () => {} });
    await queues.enqueue([{ queue: 'rescore', workId: 1, priority: 1 }]);
    const keys = await client.keys('*');
    await queues.close();
    await client.quit();
    expect(keys.length).toBeGreaterThan(1);
    expect(keys.filter((key) => !key.startsWith('{elsewhere}:'))).toEqual([]);
  });
});

describeWithPostgres('queues on PostgreSQL', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database?.drop());
  const open = (onError: (error: Error) => void) => openQueues({ kind: 'postgresql', url: database.url }, { onError });

  describeQueues({
    open,
    openOther: open,
    empty: async () => {
      const client = new Client({ connectionString: database.url });
      await client.connect();
      await client.query('TRUNCATE bullmq.job, bullmq.event, bullmq.meta CASCADE');
      await client.end();
    },
  });
});

describe('queues in the process', () => {
  describeQueues({
    open: (onError) => openQueues({ kind: 'embedded' }, { onError }),
    openOther: undefined,
    empty: async (queues) => {
      for (const queue of queues.queues.values()) await queue.obliterate({ force: true });
    },
  });
});

describe('queues that are not there', () => {
  it.each([
    { kind: 'redis', url: '/nowhere/redis.sock' },
    { kind: 'postgresql', url: 'postgresql:///nowhere?host=/nowhere' },
  ] as const)('refuses $kind at once', async (target) => {
    await expect(openQueues(target, { onError: () => {} })).rejects.toMatchObject({ code: 'queue-unavailable' });
  });
});

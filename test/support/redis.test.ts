import { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { describeWithRedis, redisPrefix, redisSocket } from './redis.ts';
import { startRedis } from './start-redis.ts';

describeWithRedis('the private Redis', () => {
  it('answers on its socket and on no port', async () => {
    const client = new Redis(await redisSocket());
    expect(await client.ping()).toBe('PONG');
    expect(JSON.stringify(await client.config('GET', 'port'))).toMatch(/"port"[,:]"0"/);
    client.disconnect();
  });

  it('gives every suite a prefix of its own', () => {
    expect(redisPrefix()).toMatch(/^\{t[0-9a-f]{12}\}$/);
    expect(redisPrefix()).not.toBe(redisPrefix());
  });

  it('can be doubled by one that keeps its data over a kill, and by one that does not', async () => {
    for (const appendOnly of [true, false]) {
      const own = await startRedis({ appendOnly });
      try {
        await withClient(own.socket, (client) => client.set('key', 'kept'));
        await own.kill();
        await own.start();
        expect(await withClient(own.socket, (client) => client.get('key'))).toBe(appendOnly ? 'kept' : null);
      } finally {
        await own.remove();
      }
    }
  });
});

async function withClient<T>(socket: string, use: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(socket);
  try {
    return await use(client);
  } finally {
    client.disconnect();
  }
}

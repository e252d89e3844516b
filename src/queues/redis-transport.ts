import { Redis } from 'ioredis';
import { AppError } from '../errors.ts';
import { describeRedis } from './describe-redis.ts';
import type { QueueTransport } from './queue-transport.ts';
import { within } from './within.ts';
import { WorkerRedis } from './worker-redis.ts';

const answerMs = 5_000;
const longestReconnectMs = 1_000;

/**
 * Connects to Redis.
 * @param url `redis://…`, `rediss://…`, or the path of a socket.
 * @param prefix before every key; a hash tag in it keeps the keys of a queue in one slot of a Redis Cluster.
 * @throws `queue-unavailable` where it does not answer.
 */
export async function openRedisTransport(
  url: string,
  prefix: string,
  report: (error: unknown) => void,
): Promise<QueueTransport> {
  const shared = {
    lazyConnect: true,
    connectTimeout: answerMs,
    retryStrategy: (times: number) => Math.min(20 * 2 ** Math.min(times, 10), longestReconnectMs),
  };
  const producer = new Redis(url, {
    ...shared,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: answerMs,
  });
  const consumer = new WorkerRedis({
    ...producer.options,
    maxRetriesPerRequest: null,
    enableOfflineQueue: true,
    commandTimeout: undefined,
  });
  const connections = [producer, consumer];
  // BullMQ's own listeners hear the same errors; these are here before and after them.
  for (const connection of connections) connection.on('error', (error) => report(error));
  const close = async (): Promise<void> => {
    producer.disconnect();
    consumer.disconnectAll();
  };
  try {
    await within(answerMs, 'Redis did not answer', Promise.all(connections.map((connection) => connection.connect())));
  } catch (error) {
    await close();
    throw new AppError('queue-unavailable', { reason: `Redis does not answer: ${(error as Error).message}` }, error);
  }
  return {
    producer: { connection: producer, prefix },
    consumer: { connection: consumer, prefix },
    backend: undefined,
    describe: () => describeRedis(producer),
    ping: async () => void (await within(answerMs, 'Redis did not answer', producer.ping())),
    close,
  };
}

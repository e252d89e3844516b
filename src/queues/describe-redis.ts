import type { Redis } from 'ioredis';
import type { TransportDescription } from './queue-transport.ts';

/** Returns a Redis' version, and what of its persistence and memory keeps work from going on smoothly; nothing of it loses any. */
export async function describeRedis(redis: Redis): Promise<TransportDescription> {
  const info = new Map(
    (await redis.info())
      .split(/\r?\n/)
      .map((line) => line.split(':'))
      .filter((parts) => parts.length > 1)
      .map(([name, ...value]) => [name!, value.join(':')] as const),
  );
  const warnings = [];
  if (info.get('aof_enabled') !== '1') {
    warnings.push({
      text: 'Redis keeps no append-only file: a restart forgets what is queued until the sweeper hands it over again',
      help: 'set appendonly yes, appendfsync everysec',
    });
  }
  const policy = info.get('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    warnings.push({
      text: `Redis evicts keys when memory is short (${policy})`,
      help: 'set maxmemory-policy noeviction',
    });
  }
  return { transport: `BullMQ on Redis ${info.get('redis_version') ?? 'of unknown version'}`, warnings };
}

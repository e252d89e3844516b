import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { askForServer } from './ask-for-server.ts';
import { describeWithServer } from './describe-with-server.ts';
import './shared-servers.ts';

/** A suite that needs the private Redis of this run; see `describeWithServer`. */
export function describeWithRedis(suite: string, define: () => void): void {
  const isThere = inject('servers').hasRedis;
  describeWithServer(suite, { server: 'redis', isThere, binary: 'redis-server' }, define);
}

/** Path of the socket of the run's private Redis, for ioredis: `new Redis(await redisSocket())`. */
export function redisSocket(): Promise<string> {
  return askForServer('redis');
}

/** A key prefix that no other suite has. The run's Redis is shared: a suite that flushes or restarts starts its own with `startRedis`. */
export function redisPrefix(): string {
  return `{t${randomBytes(6).toString('hex')}}`;
}

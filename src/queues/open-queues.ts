/** Queues over Redis, PostgreSQL, or a database inside the process. */
import { BullQueues } from './bull-queues.ts';
import { openEmbeddedTransport } from './embedded-transport.ts';
import { createErrorReporter } from './error-reporter.ts';
import { openPostgresTransport } from './postgres-transport.ts';
import type { QueueTransport } from './queue-transport.ts';
import { openRedisTransport } from './redis-transport.ts';

/** Keys of all queues lie in one slot of a Redis Cluster. */
const defaultPrefix = '{touchstone}';

/** Where queues are. */
export type QueueTarget =
  | { readonly kind: 'redis'; readonly url: string; readonly prefix?: string }
  | { readonly kind: 'postgresql'; readonly url: string }
  | { readonly kind: 'embedded' };

/**
 * Opens the queues of a target.
 * @param options `onError` hears of what goes wrong in the background, such as a server that is away; the same complaint at most every few seconds.
 * @throws `queue-unavailable` where the transport does not answer.
 */
export async function openQueues(
  target: QueueTarget,
  { onError }: { readonly onError: (error: Error) => void },
): Promise<BullQueues> {
  const report = createErrorReporter(onError);
  const queues = new BullQueues(await openTransport(target, report), report);
  try {
    await queues.ready();
  } catch (error) {
    await queues.close();
    throw error;
  }
  return queues;
}

function openTransport(target: QueueTarget, report: (error: unknown) => void): Promise<QueueTransport> {
  if (target.kind === 'redis') return openRedisTransport(target.url, target.prefix ?? defaultPrefix, report);
  if (target.kind === 'postgresql') return openPostgresTransport(target.url, report);
  return openEmbeddedTransport(report);
}

/** Serves queues until the process is told to stop. */
import { once } from 'node:events';
import { AppError } from '../errors.ts';
import type { Ports } from '../services/ports.ts';
import type { QueueName } from '../services/queue-ports.ts';
import { serveQueues } from '../services/serve-queues.ts';
import { tendQueues } from '../services/tend-queues.ts';
import { watchEventLoop } from './event-loop-watch.ts';
import { welcome } from './welcome.ts';

/** How a worker runs. */
export interface RunWorkerOptions {
  readonly queues: readonly QueueName[];
  readonly store: string;
  readonly concurrency: number;
  /** Whether the process serves /health, /ready and /metrics too. */
  readonly isWatched: boolean;
  /** Whether the process serves the interface and the pages too. */
  readonly isServing?: boolean;
}

/** How often due work is looked for that the queues do not have. */
const sweepEveryMs = 1000;
/** How long work may go on after the process was told to stop; systemd and orchestrators kill after 30 s or more. */
const graceMs = 20_000;

/**
 * Serves queues until SIGTERM or SIGINT: then takes no more work, lets what runs finish, and gives back what does not in time.
 * Ends too where the thread that does the work dies, for whoever supervises the process to start it again.
 * @throws `store-unusable`, `queue-unavailable`, `refused`, `internal`.
 */
export async function runWorker(
  ports: Ports,
  { queues: names, store: location, concurrency, isWatched, isServing = false }: RunWorkerOptions,
): Promise<void> {
  const store = await ports.openStore(location);
  try {
    const queues = await ports.openQueues(location, (error) =>
      ports.log.warn('queue-trouble', { message: error instanceof Error ? error.message : String(error) }),
    );
    try {
      const thread = await ports.startWorkThread(location, store, queues);
      const served = await serveQueues(
        { ports, store, queues, thread },
        {
          queues: names,
          concurrency,
          sweepEveryMs,
          onError: (error) =>
            ports.log.warn('sweep-failed', { message: error instanceof Error ? error.message : String(error) }),
        },
      );
      const operations = isWatched ? await ports.startOperationsServer(store, queues) : undefined;
      const service = isServing ? await ports.startService(store, queues) : undefined;
      const tended = isServing ? tendQueues({ ports, store, queues }) : undefined;
      ports.log.info('worker-started', {
        queues: names.join(' '),
        concurrency,
        operations: operations?.url,
        service: service?.url,
      });
      if (service !== undefined) await welcome(ports, store, service.url);
      const eventLoop = watchEventLoop();
      const told = ['SIGTERM', 'SIGINT'].map((name) => once(process, name).then(() => name));
      const end = await Promise.race([...told, thread.ended]);
      const failure = typeof end === 'string' ? undefined : end;
      ports.log.info('worker-stopping', {
        signal: typeof end === 'string' ? end : undefined,
        longestBlockMs: eventLoop.longestDelay().ms,
        waitedForProcessorMs: eventLoop.longestDelay().waitedMs,
      });
      eventLoop.stop();
      await service?.close();
      await tended?.close();
      await served.close(failure === undefined ? graceMs : 0);
      await thread.close();
      await operations?.close();
      if (failure !== undefined) {
        throw new AppError(
          'internal',
          { reason: `the thread that does the work has ended: ${failure.message}` },
          failure,
        );
      }
    } finally {
      await queues.close();
    }
  } finally {
    await store.close();
  }
  ports.log.info('worker-stopped');
}

/** `touchstone worker`: serves queues. */
import { Argument, Command } from 'commander';
import type { Ports } from '../../services/ports.ts';
import { type QueueName, queueNames } from '../../services/queue-ports.ts';
import { wholeNumber } from '../option-values.ts';
import { runWorker } from '../run-worker.ts';
import { storeOption } from '../store-option.ts';

interface Options {
  readonly store: string;
  readonly concurrency: number;
  readonly watched?: boolean;
}

/** Returns the command. */
export function workerCommand(ports: Ports): Command {
  return new Command('worker')
    .description('do the due work of a store until told to stop (SIGTERM); any number on any number of hosts')
    .addArgument(new Argument('[queues...]', 'queues to serve; all where none is named').choices(queueNames))
    .addOption(storeOption())
    .option('--concurrency <n>', 'pieces of work of one queue at once', wholeNumber('--concurrency', 1), 1)
    .option('--watched', 'serve /health, /ready and /metrics on TOUCHSTONE_OPERATIONS_PORT (7070) of 127.0.0.1')
    .action((queues: QueueName[], { store, concurrency, watched }: Options) =>
      runWorker(ports, {
        queues: queues.length === 0 ? queueNames : queues,
        store,
        concurrency,
        isWatched: watched === true,
      }),
    );
}

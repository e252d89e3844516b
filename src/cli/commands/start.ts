/** `touchstone start`: everything in one process. */
import { Command } from 'commander';
import type { Ports } from '../../services/ports.ts';
import { queueNames } from '../../services/queue-ports.ts';
import { runWorker } from '../run-worker.ts';

/** Returns the command. */
export function startCommand(ports: Ports): Command {
  return new Command('start')
    .description(
      'serve the pages, the interface, a store and all of its queues in this one process, until told to stop (SIGTERM)',
    )
    .option(
      '--store <where>',
      'folder of an embedded store, or postgresql://… of a server; default ~/.touchstone/store',
    )
    .action(async ({ store }: { readonly store?: string }) => {
      await runWorker(ports, {
        queues: queueNames,
        store: store ?? ports.folders.store,
        concurrency: 1,
        isWatched: true,
        isServing: true,
      });
    });
}

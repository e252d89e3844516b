/** What every worker's entry does: read the configuration, compose, serve one queue, and stop when told to. */
import { exitCodeOf } from '../src/cli/exit-codes.ts';
import { failureText } from '../src/cli/failure.ts';
import { runWorker } from '../src/cli/run-worker.ts';
import { compose } from '../src/compose.ts';
import { loadConfig } from '../src/config.ts';
import { AppError } from '../src/errors.ts';
import type { QueueName } from '../src/services/queue-ports.ts';

/** Serves a queue until SIGTERM or SIGINT; sets the exit code where it could not. */
export async function startWorker(queue: QueueName): Promise<void> {
  try {
    const config = loadConfig(process.env);
    const { storeLocation } = config;
    if (storeLocation === undefined) {
      throw new AppError('usage', { reason: 'say where the store is: TOUCHSTONE_STORE or DATABASE_URL' });
    }
    await runWorker(compose(config), { queues: [queue], store: storeLocation, concurrency: 1, isWatched: false });
  } catch (error) {
    process.stderr.write(`${failureText(error)}\n`);
    process.exitCode = exitCodeOf(error);
  }
}

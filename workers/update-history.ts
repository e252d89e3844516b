/** A worker of the queue `update-history`, at the store of TOUCHSTONE_STORE or DATABASE_URL. */
import { startWorker } from './start-worker.ts';

await startWorker('update-history');

/** A worker of the queue `record-measure`, at the store of TOUCHSTONE_STORE or DATABASE_URL. */
import { startWorker } from './start-worker.ts';

await startWorker('record-measure');

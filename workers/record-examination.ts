/** A worker of the queue `record-examination`, at the store of TOUCHSTONE_STORE or DATABASE_URL. */
import { startWorker } from './start-worker.ts';

await startWorker('record-examination');

/** A worker of the queue `score-consignments`, at the store of TOUCHSTONE_STORE or DATABASE_URL. */
import { startWorker } from './start-worker.ts';

await startWorker('score-consignments');

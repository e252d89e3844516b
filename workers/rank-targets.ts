/** A worker of the queue `rank-targets`, at the store of TOUCHSTONE_STORE or DATABASE_URL. */
import { startWorker } from './start-worker.ts';

await startWorker('rank-targets');

/** Does one job in a thread of its own and ends it: what computes for seconds must not keep the thread that answers. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode } from '../errors.ts';
import { threadFile } from './thread-file.ts';

/** What a thread of one job answers. */
export type JobAnswer<R> =
  | { readonly kind: 'done'; readonly result: R }
  | {
      readonly kind: 'refused';
      readonly code: ErrorCode;
      readonly details: Readonly<Record<string, string | number>>;
    }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Starts the built thread `workers/NAME`, gives it a job and returns its answer.
 * @throws what the job throws; `internal` where the thread breaks, and `too-large` where it takes longer than `mostMs`.
 */
export async function solveInThread<J, R>(name: string, job: J, mostMs: number): Promise<R> {
  const worker = new Worker(threadFile(`../../workers/${name}`, import.meta.url), { workerData: job });
  const timer = AbortSignal.timeout(mostMs);
  try {
    const [answer] = (await once(worker, 'message', { signal: timer })) as [JobAnswer<R>];
    if (answer.kind === 'done') return answer.result;
    if (answer.kind === 'refused') throw new AppError(answer.code, answer.details);
    throw new AppError('internal', { reason: answer.message });
  } catch (error) {
    if (timer.aborted)
      throw new AppError('too-large', { what: 'the plan', limit: `${mostMs / 1000} s of computing` }, error);
    throw error;
  } finally {
    await worker.terminate();
  }
}

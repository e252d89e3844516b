/** The thread that solves the plan of an operation. */
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../src/errors.ts';
import { type PlanJob, type SolvedPlan, solvePlan } from '../src/services/operations/solve-plan.ts';
import { lowerThreadPriority } from '../src/threads/lower-thread-priority.ts';
import type { JobAnswer } from '../src/threads/solve-in-thread.ts';

const answer = (message: JobAnswer<SolvedPlan>): void => parentPort!.postMessage(message);
lowerThreadPriority();
try {
  answer({ kind: 'done', result: solvePlan(workerData as PlanJob) });
} catch (error) {
  if (error instanceof AppError) answer({ kind: 'refused', code: error.code, details: error.details });
  else answer({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}

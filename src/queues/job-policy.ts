/** How jobs are kept, retried and recovered, the same over every transport. */
export const jobPolicy = {
  /**
   * A worker holds its job for so long after its last sign of life, which it gives every half of it. A dead worker's job
   * is taken by another after this and at most two checks: 10 s.
   */
  lockMs: 6_000,
  stalledCheckMs: 2_000,
  /** Work that dies with its worker is never given up here: the use case counts attempts. */
  maxStalledCount: 1_000_000_000,
  maxAttempts: 1_000_000_000,
  firstRetryMs: 500,
  longestRetryMs: 60_000,
  /** A worker looks at an empty queue this often, should it miss a wake-up. */
  idleCheckSeconds: 2,
  /** A worker asks again so long after the transport was away. */
  reconnectMs: 500,
  /** Lines of log that a job keeps. */
  keepLogs: 100,
  /** Events that a queue keeps; nothing here reads them. */
  keepEvents: 256,
} as const;

/** Milliseconds until the next attempt, after so many: twice the last, up to a minute. */
export function retryDelayMs(attemptsMade: number): number {
  const doublings = Math.min(Math.max(attemptsMade, 1) - 1, 20);
  return Math.min(jobPolicy.firstRetryMs * 2 ** doublings, jobPolicy.longestRetryMs);
}

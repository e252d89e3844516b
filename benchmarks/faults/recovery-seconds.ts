/** How long the work of a dead worker lay still. */
import type { WorkEvent } from './watch-work.ts';

/** A worker's death with work in its hands. */
export interface WorkerDeath {
  readonly worker: string;
  readonly atMs: number;
  readonly workIds: readonly number[];
}

/**
 * Returns the seconds until the last piece of a dead worker's work made progress in the hands of another; undefined while one has not.
 *
 * @param events what was done to that work since, in order.
 */
export function recoverySeconds(death: WorkerDeath, events: readonly WorkEvent[]): number | undefined {
  const firsts = death.workIds.map(
    (workId) =>
      events.find((event) => event.workId === workId && event.worker !== death.worker && event.atMs > death.atMs)?.atMs,
  );
  if (firsts.some((atMs) => atMs === undefined)) return undefined;
  return (Math.max(...(firsts as number[])) - death.atMs) / 1000;
}

/** How long the work of a dead worker lay still. */
import type { WorkEvent } from './watch-work.ts';

/** A worker's death with work in its hands. */
export interface WorkerDeath {
  readonly worker: string;
  readonly atMs: number;
  readonly work: readonly Pick<WorkEvent, 'workId' | 'queue'>[];
}

/** Queues whose pieces all say "do what is due": whoever does one does what the others stand for. */
const doWhatIsDue: ReadonlySet<string> = new Set(['update-history', 'score-consignments']);

/**
 * Returns the seconds until the last piece of a dead worker's work went on in the hands of another: until that one began it, or, where any piece of a queue does what is due, until
 * rows of another were committed. Undefined while a piece lies still.
 *
 * @param events what was done to work since, in order.
 */
export function recoverySeconds(death: WorkerDeath, events: readonly WorkEvent[]): number | undefined {
  const others = events.filter(({ worker, atMs }) => worker !== death.worker && atMs > death.atMs);
  const firsts = death.work.map(
    ({ workId, queue }) =>
      others.find(
        (event) =>
          event.workId === workId || (doWhatIsDue.has(queue) && event.queue === queue && event.what === 'progress'),
      )?.atMs,
  );
  if (firsts.some((atMs) => atMs === undefined)) return undefined;
  return (Math.max(...(firsts as number[])) - death.atMs) / 1000;
}

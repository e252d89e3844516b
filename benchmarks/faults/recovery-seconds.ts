/** How long the work of a dead worker lay still. */
import type { WorkEvent } from './watch-work.ts';

/** A worker's death with work in its hands. */
export interface WorkerDeath {
  readonly worker: string;
  readonly atMs: number;
  readonly work: readonly Pick<WorkEvent, 'workId' | 'queue'>[];
}

/**
 * Queues whose pieces all say "do what is due", so that whoever does one does what the others stand for, and by what is seen that it is done: the history by rows that are committed, for a
 * dead worker may have kept its lock; scores by a piece that is begun, for it waits for the history by itself.
 */
const doWhatIsDue: ReadonlyMap<string, ReadonlySet<WorkEvent['what']>> = new Map([
  ['update-history', new Set(['progress'] as const)],
  ['score-consignments', new Set(['start', 'progress'] as const)],
]);

/**
 * Returns the seconds until the last piece of a dead worker's work went on in the hands of another: until that one began it, or did what it stands for. Undefined while a piece lies
 * still.
 *
 * @param events what was done to work since, in order.
 */
export function recoverySeconds(death: WorkerDeath, events: readonly WorkEvent[]): number | undefined {
  return lastOf(death, events, (event, { workId, queue }) => {
    return event.workId === workId || (event.queue === queue && doWhatIsDue.get(queue)?.has(event.what) === true);
  });
}

/** As {@link recoverySeconds}, until the very pieces were begun again, whatever others had done of what they stand for by then. */
export function samePiecesSeconds(death: WorkerDeath, events: readonly WorkEvent[]): number | undefined {
  return lastOf(death, events, (event, { workId }) => event.workId === workId);
}

function lastOf(
  death: WorkerDeath,
  events: readonly WorkEvent[],
  isOf: (event: WorkEvent, piece: WorkerDeath['work'][number]) => boolean,
): number | undefined {
  const others = events.filter(({ worker, atMs }) => worker !== death.worker && atMs > death.atMs);
  const firsts = death.work.map((piece) => others.find((event) => isOf(event, piece))?.atMs);
  if (firsts.some((atMs) => atMs === undefined)) return undefined;
  return (Math.max(...(firsts as number[])) - death.atMs) / 1000;
}

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
  return lastOf(death, events, goesOn)?.seconds;
}

/** Returns the queue of the piece that went on last; undefined while one lies still, and without any. */
export function slowestQueue(death: WorkerDeath, events: readonly WorkEvent[]): string | undefined {
  return lastOf(death, events, goesOn)?.queue;
}

function goesOn(event: WorkEvent, { workId, queue }: WorkerDeath['work'][number]): boolean {
  return event.workId === workId || (event.queue === queue && doWhatIsDue.get(queue)?.has(event.what) === true);
}

/** As {@link recoverySeconds}, until the very pieces were begun again, whatever others had done of what they stand for by then. */
export function samePiecesSeconds(death: WorkerDeath, events: readonly WorkEvent[]): number | undefined {
  return lastOf(death, events, (event, { workId }) => event.workId === workId)?.seconds;
}

function lastOf(
  death: WorkerDeath,
  events: readonly WorkEvent[],
  isOf: (event: WorkEvent, piece: WorkerDeath['work'][number]) => boolean,
): { readonly seconds: number; readonly queue: string | undefined } | undefined {
  const others = events.filter(({ worker, atMs }) => worker !== death.worker && atMs > death.atMs);
  let last = Number.NEGATIVE_INFINITY;
  let queue: string | undefined;
  for (const piece of death.work) {
    const first = others.find((event) => isOf(event, piece));
    if (first === undefined) return undefined;
    if (first.atMs <= last) continue;
    last = first.atMs;
    queue = piece.queue;
  }
  return { seconds: (last - death.atMs) / 1000, queue };
}

/** Watches how long a thread is kept from its next turn. */
import { readFileSync } from 'node:fs';

const everyMs = 10;
/** What Linux says of the thread that asks: nanoseconds that it ran and that it waited for a processor. */
const scheduling = '/proc/thread-self/schedstat';

/** The longest delay of a turn. */
interface LongestDelay {
  /** In milliseconds. */
  readonly ms: number;
  /** Of it, waited for a processor that others had: what the thread itself did is the rest. Zero where the system does not tell. */
  readonly waitedMs: number;
}

/** A watch that has begun. */
export interface EventLoopWatch {
  /** The longest time so far for which the thread was kept. */
  longestDelay(): LongestDelay;
  stop(): void;
}

/** Begins to watch the event loop of this thread: a timer that should go off every ten milliseconds tells by how much it was late. */
export function watchEventLoop(): EventLoopWatch {
  let longest: LongestDelay = { ms: 0, waitedMs: 0 };
  let lastAt = performance.now();
  let lastWaited = waitedMs();
  const timer = setInterval(() => {
    const at = performance.now();
    const waited = waitedMs();
    const ms = at - lastAt - everyMs;
    if (ms > longest.ms) longest = { ms: rounded(ms), waitedMs: rounded(Math.min(ms, waited - lastWaited)) };
    lastAt = at;
    lastWaited = waited;
  }, everyMs);
  timer.unref();
  return { longestDelay: () => longest, stop: () => clearInterval(timer) };
}

function waitedMs(): number {
  try {
    return Number(readFileSync(scheduling, 'latin1').split(' ')[1]) / 1e6;
  } catch {
    // Another system, or a kernel that does not keep this.
    return 0;
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

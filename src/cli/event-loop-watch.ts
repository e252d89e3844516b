/** Watches how long a thread is kept from its next turn. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const everyMs = 10;

/** A watch that has begun. */
export interface EventLoopWatch {
  /** The longest time so far for which the thread was kept, in milliseconds. */
  longestBlockMs(): number;
}

/** Begins to watch the event loop of this thread: a timer that should go off every ten milliseconds tells by how much it was late. */
export function watchEventLoop(): EventLoopWatch {
  const delays = monitorEventLoopDelay({ resolution: everyMs });
  delays.enable();
  return { longestBlockMs: () => Math.max(0, Math.round((delays.max / 1e6 - everyMs) * 10) / 10) };
}

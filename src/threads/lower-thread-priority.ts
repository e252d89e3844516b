/** Lets the other threads of the process go first. */
import { readlinkSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

/** Steps of niceness below the process's own threads: they get about nine times the share of a processor. */
const niceness = 10;
const lowest = 19;

/**
 * Lowers the priority of the thread that calls it, so that the thread that answers and renews locks does not wait behind it for a processor. Linux alone knows priorities of
 * threads; elsewhere, and where it is not allowed, nothing happens.
 */
export function lowerThreadPriority(): void {
  try {
    // As `1234/task/1240`.
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    if (Number.isInteger(thread)) setPriority(thread, Math.min(lowest, getPriority() + niceness));
  } catch {
    // Everything works at one priority too.
  }
}

/** Watches how much memory a process and its children take. */
import { readFileSync } from 'node:fs';

const pollMs = 50;

/** A watch that has begun. */
export interface PeakMemoryWatch {
  /** Ends the watch and returns the largest resident memory of any one process seen, in MB; NaN where the system does not tell. */
  stop(): number;
}

/**
 * Watches a process and all its descendants, each with its own high-water mark (`VmHWM` of Linux), so that neither the process that started
 * it nor a wrapper around it is counted.
 */
export function watchPeakMemory(processId: number): PeakMemoryWatch {
  let peakKb = Number.NaN;
  const timer = setInterval(() => {
    const seen = largestKb(processId);
    if (!(peakKb >= seen) && !Number.isNaN(seen)) peakKb = seen;
  }, pollMs);
  return {
    stop: () => {
      clearInterval(timer);
      return peakKb / 1024;
    },
  };
}

function largestKb(processId: number): number {
  try {
    const status = readFileSync(`/proc/${processId}/status`, 'latin1');
    const children = readFileSync(`/proc/${processId}/task/${processId}/children`, 'latin1').trim();
    const own = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0);
    const others = children === '' ? [] : children.split(' ').map((id) => largestKb(Number(id)));
    return Math.max(own, ...others.filter((kb) => !Number.isNaN(kb)));
  } catch {
    // The process has ended, or this is not Linux.
    return Number.NaN;
  }
}

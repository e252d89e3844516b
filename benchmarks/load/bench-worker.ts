/** Worker processes as a user starts them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../shared/project-root.ts';

const sampleMs = 250;

/** In milliseconds. */
export interface WorkerBlock {
  readonly longest: number;
  readonly waited: number;
}

/** A worker that runs. */
export interface BenchWorker {
  /** Resident memory in MB, a sample every 250 ms since it started. */
  readonly memoryMb: readonly number[];
  /** Stops it and returns the longest time for which the thread that renews locks was kept from its next turn, and how much of it that thread waited for a processor. */
  stop(): Promise<WorkerBlock>;
}

/** Starts `touchstone worker` on a store and waits until it serves its queues. */
export async function startBenchWorker(store: string): Promise<BenchWorker> {
  const words = [join(projectRoot, 'dist/src/cli/main.js'), 'worker', '--store', store];
  const child = spawn(process.execPath, words, { cwd: projectRoot, stdio: ['ignore', 'ignore', 'pipe'] });
  const events = readEvents(child);
  await events.seen('worker-started');
  const memoryMb: number[] = [];
  const timer = setInterval(() => {
    const memory = residentMb(child.pid!);
    if (memory !== undefined) memoryMb.push(memory);
  }, sampleMs);
  return {
    memoryMb,
    stop: async () => {
      clearInterval(timer);
      child.kill('SIGTERM');
      await events.seen('worker-stopped');
      const { longestBlockMs, waitedForProcessorMs } = await events.seen('worker-stopping');
      return { longest: Number(longestBlockMs), waited: Number(waitedForProcessorMs) };
    },
  };
}

type LogEvent = Readonly<Record<string, unknown>>;

function readEvents(child: ChildProcess) {
  const found = new Map<string, LogEvent>();
  const other: string[] = [];
  const waiting = new Map<string, (event: LogEvent) => void>();
  createInterface({ input: child.stderr! }).on('line', (line) => {
    try {
      const event = JSON.parse(line) as LogEvent;
      found.set(String(event.msg), event);
      waiting.get(String(event.msg))?.(event);
      // What is no plain news of a worker is worth seeing.
      if (Number(event.level) > 30) process.stderr.write(`${line}\n`);
    } catch {
      other.push(line);
    }
  });
  const ended = once(child, 'close').then(([code]) => code as unknown);
  return {
    seen: async (name: string): Promise<LogEvent> => {
      const event = await Promise.race([
        new Promise<LogEvent>((resolve) => {
          const known = found.get(name);
          if (known === undefined) waiting.set(name, resolve);
          else resolve(known);
        }),
        ended,
      ]);
      const known = found.get(name) ?? event;
      if (typeof known !== 'object') throw new Error(`a worker ended with ${known}:\n${other.join('\n')}`);
      return known as LogEvent;
    },
  };
}

function residentMb(processId: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${processId}/status`, 'latin1');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]) / 1024;
  } catch {
    return undefined;
  }
}

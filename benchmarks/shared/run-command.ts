/** Runs programs and measures them from outside. */
import { spawn } from 'node:child_process';
import { watchPeakMemory } from './peak-memory-watch.ts';
import { projectRoot } from './project-root.ts';

/** What a program printed and what it took. */
export interface CommandRun {
  readonly stdout: string;
  /** From start to end of the process. */
  readonly seconds: number;
  /** Largest resident memory of any one process in it; NaN where the system does not tell. */
  readonly peakMemoryMb: number;
}

/**
 * Runs a program in the project's root and waits for its end.
 * @throws `Error` with what it wrote to standard error where it ends with another code than 0.
 */
export async function runCommand(program: string, words: readonly string[]): Promise<CommandRun> {
  const started = performance.now();
  const child = spawn(program, words, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
  const watch = child.pid === undefined ? undefined : watchPeakMemory(child.pid);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
  try {
    const code = await new Promise<number | string | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (exitCode, signal) => resolve(exitCode ?? signal));
    });
    const seconds = (performance.now() - started) / 1000;
    if (code !== 0) {
      throw new Error(`${program} ${words.join(' ')} ended with ${code}:\n${Buffer.concat(stderr).toString()}`);
    }
    return { stdout: Buffer.concat(stdout).toString(), seconds, peakMemoryMb: watch?.stop() ?? Number.NaN };
  } finally {
    watch?.stop();
  }
}

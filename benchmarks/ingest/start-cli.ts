/** Runs the built command line so that it can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../shared/project-root.ts';

/** The built command line. */
export const cliFile: string = join(projectRoot, 'dist/src/cli/main.js');

/** How a process ended and what it said. */
interface CliEnd {
  /** Exit code, or undefined where a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** A process that runs, and its end. */
export interface CliProcess {
  readonly child: ChildProcess;
  readonly end: Promise<CliEnd>;
}

/** Starts `touchstone` in a process of its own, without a wrapper that a signal would hit instead. */
export function startCli(...words: readonly string[]): CliProcess {
  const started = performance.now();
  const child = spawn(process.execPath, [cliFile, ...words], { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (bytes: Buffer) => {
    texts.stdout += bytes.toString();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    texts.stderr += bytes.toString();
  });
  const end = new Promise<CliEnd>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code: code ?? undefined, ...texts, seconds: (performance.now() - started) / 1000 }),
    );
  });
  return { child, end };
}

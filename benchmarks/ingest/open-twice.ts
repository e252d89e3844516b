/** Two processes on one embedded store. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCli } from './start-cli.ts';

const pollMs = 5;
/** A rule forbids it. */
const refusedCode = 3;

/** How the second process ended. */
export interface SecondProcess {
  readonly code: number | undefined;
  /** Whether it was told no, with the process that holds the folder. */
  readonly isRefused: boolean;
  /** Whether the first one was not disturbed. */
  readonly isFirstDone: boolean;
}

/** Starts an ingest into a new folder and, once it holds the folder, a second one. */
export async function openTwice(folder: string, files: readonly string[]): Promise<SecondProcess> {
  const first = startCli('ingest', ...files, '--store', folder);
  while (!existsSync(join(folder, 'touchstone.lock')) && first.child.exitCode === null) await sleep(pollMs);
  const { code, stderr } = await startCli('ingest', ...files, '--store', folder).end;
  const isRefused =
    code === refusedCode && stderr.includes(`process ${first.child.pid} `) && stderr.includes('[refused]');
  return { code, isRefused, isFirstDone: (await first.end).code === 0 };
}

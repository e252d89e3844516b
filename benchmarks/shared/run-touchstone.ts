/** Runs the command line as a user does. */
import { runCommand } from './run-command.ts';

/** What a command reported, and what the process took as a whole. */
export interface TouchstoneRun<Report> {
  readonly report: Report;
  readonly seconds: number;
  readonly peakMemoryMb: number;
}

/**
 * Runs `npx touchstone … --json`. Memory is the larger of what was seen from outside and what the process reported of itself.
 * @throws `Error` where the command fails.
 */
export async function runTouchstone<Report extends { readonly peakMemoryMb?: number }>(
  ...words: readonly string[]
): Promise<TouchstoneRun<Report>> {
  const run = await runCommand('npx', ['touchstone', ...words, '--json']);
  const report = JSON.parse(run.stdout) as Report;
  const memory = [run.peakMemoryMb, report.peakMemoryMb ?? Number.NaN].filter((mb) => !Number.isNaN(mb));
  return { report, seconds: run.seconds, peakMemoryMb: memory.length === 0 ? Number.NaN : Math.max(...memory) };
}

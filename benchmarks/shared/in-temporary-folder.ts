/** Room for files that a benchmark makes and nobody keeps. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const interruptedCode = 130;

/** Runs `work` with a new folder, which is removed whatever comes of it, an interrupt included. */
export async function inTemporaryFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const interrupt = (): never => process.exit(interruptedCode);
  process.once('exit', remove);
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    return await work(folder);
  } finally {
    remove();
    process.off('exit', remove);
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

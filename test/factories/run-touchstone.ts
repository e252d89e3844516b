/** Runs the built command line as a user would. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** What a command printed and how it ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `touchstone` with models and keys in `home`. */
export function runTouchstone(home: string, ...words: string[]): CommandResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/src/cli/main.js'), ...words], {
    encoding: 'utf8',
    cwd: home,
    env: { ...process.env, TOUCHSTONE_HOME: `${home}/home`, TOUCHSTONE_MODELS: `${home}/models`, NO_COLOR: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}

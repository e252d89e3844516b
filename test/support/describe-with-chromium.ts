import { describe } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { serverHelp } from './server-help.ts';

/** A suite that runs where a Chromium is installed. Elsewhere it is skipped and says so, and with `CI=true` it fails. */
export function describeWithChromium(suite: string, define: () => void): void {
  if (findChromium() !== undefined) {
    describe(suite, define);
    return;
  }
  const message = `${suite}: needs chromium, which is missing. What helps: ${serverHelp(['chromium']).command}`;
  if (process.env.CI === 'true') throw new Error(message);
  process.stderr.write(`*** SKIPPED: ${message}\n`);
  describe.skip(suite, define);
}

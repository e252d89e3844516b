import { describe } from 'vitest';
import { findOffice } from './find-office.ts';
import { serverHelp } from './server-help.ts';

/** A suite that runs where LibreOffice is installed. Elsewhere it is skipped and says so, and with `CI=true` it fails. */
export function describeWithOffice(suite: string, define: () => void): void {
  if (findOffice() !== undefined) {
    describe(suite, define);
    return;
  }
  const message = `${suite}: needs LibreOffice, which is missing. What helps: ${serverHelp(['libreoffice']).command}`;
  if (process.env.CI === 'true') throw new Error(message);
  process.stderr.write(`*** SKIPPED: ${message}\n`);
  describe.skip(suite, define);
}

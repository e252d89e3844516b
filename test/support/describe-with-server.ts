import { beforeAll, describe } from 'vitest';
import { askForServer } from './ask-for-server.ts';
import type { ServerName } from './find-server.ts';
import { serverHelp } from './server-help.ts';

/** A suite that runs where a server is installed. Elsewhere it is skipped and says so, and with `CI=true` it fails. */
export function describeWithServer(
  suite: string,
  { server, isThere, binary }: { server: 'postgres' | 'redis'; isThere: boolean; binary: ServerName },
  define: () => void,
): void {
  if (isThere) {
    describe(suite, () => {
      // Started here, so that its start counts against no test.
      beforeAll(async () => void (await askForServer(server)));
      define();
    });
    return;
  }
  const message = `${suite}: needs ${binary}, which is missing. What helps: ${serverHelp([binary]).command}`;
  if (process.env.CI === 'true') throw new Error(message);
  process.stderr.write(`*** SKIPPED: ${message}\n`);
  describe.skip(suite, define);
}

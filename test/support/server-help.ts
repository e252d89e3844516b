import { readFileSync } from 'node:fs';
import type { ServerName } from './find-server.ts';

/** What tests need beside Node.js: servers, a browser for the pages, and an office program that opens exports. */
export type NeededProgram = ServerName | 'chromium' | 'libreoffice';

/** How a missing program is installed, and whether this process may do it. */
export interface ServerHelp {
  readonly packages: readonly string[];
  /** True for root on Debian, Ubuntu or what derives from them. */
  readonly mayInstall: boolean;
  /** The one command that a person runs. */
  readonly command: string;
}

const packageOf: Readonly<Record<NeededProgram, string>> = {
  'postgres': 'postgresql',
  'redis-server': 'redis-server',
  'chromium': 'chromium',
  'libreoffice': 'libreoffice-calc-nogui',
};

/** Says how the missing programs come onto this machine; `osRelease` is the text of /etc/os-release. */
export function serverHelp(
  missing: readonly NeededProgram[],
  osRelease = readOsRelease(),
  userId = process.getuid?.(),
): ServerHelp {
  const packages = missing.map((name) => packageOf[name]);
  const ids = [...osRelease.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap(([, words]) =>
    (words ?? '').split(/\s+/),
  );
  const isDebian = ids.includes('debian') || ids.includes('ubuntu');
  const install = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  return {
    packages,
    mayInstall: isDebian && userId === 0,
    command: isDebian
      ? userId === 0
        ? install
        : `sudo sh -c '${install}'`
      : `install ${packages.join(' and ')} (PostgreSQL 15 or newer, Redis 6 or newer) with this system's package manager`,
  };
}

function readOsRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}

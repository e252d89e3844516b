import { readFileSync } from 'node:fs';
import type { ServerName } from './find-server.ts';

/** How a missing server is installed, and whether this process may do it. */
export interface ServerHelp {
  readonly packages: readonly string[];
  /** True for root on Debian, Ubuntu or what derives from them. */
  readonly mayInstall: boolean;
  /** The one command that a person runs. */
  readonly command: string;
}

const packageOf: Readonly<Record<ServerName, string>> = { 'postgres': 'postgresql', 'redis-server': 'redis-server' };

/** Says how the missing servers come onto this machine; `osRelease` is the text of /etc/os-release. */
export function serverHelp(
  missing: readonly ServerName[],
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

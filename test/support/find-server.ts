import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** A server that tests start for themselves. */
export type ServerName = 'postgres' | 'redis-server';

/** Oldest version that the product supports. */
const floors: Readonly<Record<ServerName, number>> = { 'postgres': 15, 'redis-server': 6 };
/** What must lie beside the server's own binary. */
const companions: Readonly<Record<ServerName, readonly string[]>> = { 'postgres': ['initdb'], 'redis-server': [] };
const debianFolder = '/usr/lib/postgresql';

/**
 * Returns the path of a server's binary, or undefined where none is new enough (PostgreSQL 15, Redis 6).
 * Looks in `PATH`, then in Debian's versioned folders (newest first), then in the usual places.
 */
export function findServer(name: ServerName): string | undefined {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const folders = [...path, ...(name === 'postgres' ? versionedFolders() : []), '/usr/local/bin', '/usr/bin'];
  return [...new Set(folders)].map((folder) => join(folder, name)).find((binary) => isUsable(name, binary));
}

function versionedFolders(): string[] {
  try {
    return readdirSync(debianFolder)
      .sort((left, right) => Number(right) - Number(left))
      .map((version) => join(debianFolder, version, 'bin'));
  } catch {
    return [];
  }
}

function isUsable(name: ServerName, binary: string): boolean {
  const files = [binary, ...companions[name].map((companion) => join(dirname(binary), companion))];
  if (!files.every(isExecutable)) return false;
  const { stdout } = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  const major = /(?:PostgreSQL\)|v=)\s*(\d+)/.exec(stdout ?? '')?.[1];
  return major !== undefined && Number(major) >= floors[name];
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

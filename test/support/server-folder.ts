import { chownSync, mkdtempSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ServerAccount } from './server-account.ts';

/** A unix socket's path ends at 107 bytes; a random suffix and the socket's own name need the rest. */
const longestBase = 60;

/** Makes a temporary folder that only the server's account (and root) can enter, so that its unix socket needs no password. */
export function serverFolder(name: string, account?: ServerAccount): string {
  const base = [tmpdir(), '/tmp'].map((folder) => realpathSync(folder)).find((folder) => isFit(folder, account));
  if (base === undefined) throw new Error('no temporary folder is open to the server and short enough for a socket');
  const folder = mkdtempSync(join(base, `touchstone-${name}-`));
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  return folder;
}

function isFit(folder: string, account: ServerAccount | undefined): boolean {
  if (folder.length > longestBase) return false;
  if (account === undefined) return true;
  for (let at = folder; at !== dirname(at); at = dirname(at)) if ((statSync(at).mode & 0o001) === 0) return false;
  return true;
}

import { spawnSync } from 'node:child_process';

/** The system account that a server runs as. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/** Returns the account for a server that refuses to run as root (`postgres`, else `nobody`), or undefined where this process is not root. */
export function serverAccount(): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim());
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and there is neither an account postgres nor an account nobody');
}

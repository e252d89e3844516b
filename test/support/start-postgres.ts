import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findServer } from './find-server.ts';
import { serverAccount } from './server-account.ts';
import { type ServerProcess, serverProcess } from './server-process.ts';

/** A private PostgreSQL cluster on a unix socket in a folder that only its account may enter. */
export interface PrivatePostgres extends ServerProcess {
  /** URL of a database (`postgres` where none is named), for pg and libpq. */
  url(database?: string): string;
}

export interface PostgresOptions {
  /** Keeps the cluster after the end; made on first use, and must belong to the server's account. A temporary folder where it is not given. */
  readonly folder?: string;
  /** Server settings over the defaults, such as `{ fsync: 'on' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

const user = 'touchstone';
const defaults = {
  // A power loss may lose the cluster; a kill -9 of any process does not.
  fsync: 'off',
  full_page_writes: 'off',
  listen_addresses: '',
  unix_socket_permissions: '0700',
  port: '5432',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Starts a private PostgreSQL of its own, which may be stopped, killed and restarted. Rejects where no PostgreSQL is installed. */
export async function startPostgres({ folder: given, settings }: PostgresOptions = {}): Promise<PrivatePostgres> {
  const binary = findServer('postgres');
  if (binary === undefined) throw new Error('PostgreSQL 15 or newer is not installed');
  const dataOf = (folder: string): string => join(folder, 'data');
  const server = await serverProcess(
    {
      name: 'postgres',
      account: serverAccount(),
      stopSignal: 'SIGINT',
      endSignal: 'SIGQUIT',
      prepare: (folder) =>
        existsSync(join(dataOf(folder), 'PG_VERSION'))
          ? undefined
          : [
              join(dirname(binary), 'initdb'),
              ...['-D', dataOf(folder), '-U', user, '-E', 'UTF8', '--locale=C', '--no-sync'],
              ...['--auth-local=trust', '--auth-host=reject'],
            ],
      command: (folder) => [
        binary,
        ...['-D', dataOf(folder)],
        ...Object.entries({ ...defaults, unix_socket_directories: folder, ...settings }).flatMap(([name, value]) => [
          '-c',
          `${name}=${value}`,
        ]),
      ],
      isReady: async (folder, pid) => isReady(join(dataOf(folder), 'postmaster.pid'), pid),
      // Backends of a killed server live on for a moment and hold its memory.
      mayRetry: (log) => /pre-existing shared memory block|lock file .* already exists/.test(log),
    },
    given,
  );
  return Object.defineProperty(server, 'url', {
    value: (database = 'postgres') =>
      `postgresql:///${encodeURIComponent(database)}?host=${encodeURIComponent(server.folder)}&port=5432&user=${user}`,
  }) as PrivatePostgres;
}

/** The server writes its process id into the first line of its pid file, and its state into the eighth. */
function isReady(pidFile: string, pid: number): boolean {
  try {
    const lines = readFileSync(pidFile, 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

import { connect } from 'node:net';
import { join } from 'node:path';
import { findServer } from './find-server.ts';
import { type ServerProcess, serverProcess } from './server-process.ts';

/** A private Redis on a unix socket in a folder that only this account may enter. */
export interface PrivateRedis extends ServerProcess {
  /** Path of its socket; with `?db=3` behind it, it serves as an ioredis URL. */
  readonly socket: string;
}

export interface RedisOptions {
  /** Keeps its files after the end. A temporary folder where it is not given. */
  readonly folder?: string;
  /** Writes every command to the append-only file, so that a restart keeps the data. Nothing is kept otherwise. */
  readonly appendOnly?: boolean;
  /** Server settings over the defaults, such as `{ maxmemory: '64mb' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Starts a private Redis of its own, which may be stopped, killed and restarted. Rejects where no Redis is installed. */
export async function startRedis({ folder: given, appendOnly, settings }: RedisOptions = {}): Promise<PrivateRedis> {
  const binary = findServer('redis-server');
  if (binary === undefined) throw new Error('Redis 6 or newer is not installed');
  const socketOf = (folder: string): string => join(folder, 'redis.sock');
  const server = await serverProcess(
    {
      name: 'redis',
      stopSignal: 'SIGTERM',
      endSignal: 'SIGTERM',
      prepare: () => undefined,
      command: (folder) => [
        binary,
        ...Object.entries({
          port: '0',
          unixsocket: socketOf(folder),
          unixsocketperm: '700',
          dir: folder,
          save: '',
          appendonly: appendOnly === true ? 'yes' : 'no',
          appendfsync: 'everysec',
          databases: '1024',
          daemonize: 'no',
          ...settings,
        }).flatMap(([name, value]) => [`--${name}`, value]),
      ],
      isReady: (folder) => answersPing(socketOf(folder)),
    },
    given,
  );
  return Object.defineProperty(server, 'socket', { value: socketOf(server.folder) }) as PrivateRedis;
}

/** False while the socket is not there, and while the server still loads its files. */
function answersPing(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const client = connect(socket, () => client.write('PING\r\n'));
    const settle = (isReady: boolean): void => {
      client.destroy();
      resolve(isReady);
    };
    client.once('data', (reply) => settle(reply.toString().startsWith('+PONG')));
    client.once('error', () => settle(false)).once('end', () => settle(false));
    client.setTimeout(1000, () => settle(false));
  });
}

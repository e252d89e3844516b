import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardServer } from './guard-server.ts';
import type { ServerAccount } from './server-account.ts';
import { serverFolder } from './server-folder.ts';

/** A private server that its owner may stop, kill and start again on the same folder. */
export interface ServerProcess {
  readonly folder: string;
  /** Process id, or undefined while it is down. */
  readonly pid: number | undefined;
  /** Starts it (again) and resolves when it answers. */
  start(): Promise<void>;
  /** Shuts it down in good order; its data stay. */
  stop(): Promise<void>;
  /** kill -9; its data stay as they are. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** Ends it for good and removes its folder, unless the folder was given by the caller. */
  remove(): Promise<void>;
}

/** What makes a process a server of a certain kind. */
export interface ServerKind {
  readonly name: string;
  readonly account?: ServerAccount | undefined;
  /** Signal for an orderly stop. */
  readonly stopSignal: NodeJS.Signals;
  /** Signal for an end that need not keep data. */
  readonly endSignal: NodeJS.Signals;
  /** Command that prepares the folder, or undefined where it is prepared already. */
  prepare(folder: string): readonly string[] | undefined;
  command(folder: string): readonly string[];
  isReady(folder: string, pid: number): Promise<boolean>;
  /** True where a start that failed may succeed a moment later. */
  mayRetry?(log: string): boolean;
}

const patienceMs = 30_000;

/** Prepares and starts a server in a folder (a new temporary one where none is given). Dies with this process. */
export async function serverProcess(kind: ServerKind, givenFolder?: string): Promise<ServerProcess> {
  const folder = givenFolder ?? serverFolder(kind.name, kind.account);
  const logFile = join(folder, 'server.log');
  const callOff = guardServer(folder, kind.endSignal.slice(3), givenFolder === undefined);
  let child: ChildProcess | undefined;

  function run(command: readonly string[]): ChildProcess {
    const log = openSync(logFile, 'w');
    const started = spawn(command[0]!, command.slice(1), {
      cwd: folder,
      detached: true,
      stdio: ['ignore', log, log],
      env: cleanEnvironment(),
      ...kind.account,
    });
    closeSync(log);
    if (started.pid !== undefined) writeFileSync(join(folder, 'server.pid'), `${started.pid}\n`);
    started.unref();
    return started;
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    if (ending === undefined) return;
    ending.kill(signal);
    await exitOf(ending);
    child = undefined;
  }

  async function startOnce(): Promise<string | undefined> {
    const started = run(kind.command(folder));
    child = started;
    started.once('exit', () => {
      if (child === started) child = undefined;
    });
    const exited = exitOf(started).then(() => true);
    const deadline = Date.now() + patienceMs;
    while (!(await Promise.race([exited, sleep(4, false)]))) {
      if (await kind.isReady(folder, started.pid ?? 0)) return undefined;
      if (Date.now() > deadline) {
        await end('SIGKILL');
        return `${kind.name} does not answer after ${patienceMs / 1000} s`;
      }
    }
    return `${kind.name} did not start: ${readFileSync(logFile, 'utf8').trim()}`;
  }

  const server: ServerProcess = {
    folder,
    get pid() {
      return child?.pid;
    },
    async start() {
      if (child !== undefined) return;
      const deadline = Date.now() + patienceMs;
      for (;;) {
        const failure = await startOnce();
        if (failure === undefined) return;
        if (kind.mayRetry?.(failure) !== true || Date.now() > deadline) throw new Error(failure);
        await sleep(50);
      }
    },
    stop: () => end(kind.stopSignal),
    kill: () => end('SIGKILL'),
    async remove() {
      await end(kind.endSignal);
      callOff();
      if (givenFolder === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };

  try {
    const prepare = kind.prepare(folder);
    if (prepare !== undefined && (await exitOf(run(prepare))) !== 0) {
      throw new Error(`${prepare[0]} failed: ${readFileSync(logFile, 'utf8').trim()}`);
    }
    await server.start();
    return server;
  } catch (error) {
    await server.remove();
    throw error;
  }
}

/** Resolves with the exit code, -1 after a signal or where the process could not be started. */
function exitOf(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode ?? -1);
  return new Promise((resolve) => {
    // The process is not waited for by the event loop, so whoever awaits its end holds the loop open.
    const hold = setInterval(() => {}, 1000);
    const settle = (code: number | null): void => {
      clearInterval(hold);
      resolve(code ?? -1);
    };
    child.once('exit', settle).once('error', () => settle(null));
  });
}

/** The caller's settings for PostgreSQL clients and locale must not reach a private server. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

/** Workers in processes of their own, which are replaced when they end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cliFile } from '../ingest/start-cli.ts';
import { projectRoot } from '../shared/project-root.ts';

/** As a supervisor waits before it starts a process again. */
const restartMs = 1_000;
const lastWords = 2_000;

/** How workers are started. */
export interface CrewOptions {
  readonly size: number;
  readonly store: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Words before the program, such as those that enter a network namespace, by the worker's place. */
  readonly prefix?: (place: number) => readonly string[];
}

/** A worker that runs. */
interface Worker {
  readonly name: string;
  readonly place: number;
  readonly child: ChildProcess;
  isKilled: boolean;
}

/** Some workers; each has a name, which its connections to the database bear. */
export class WorkerCrew {
  private readonly options: CrewOptions;
  private readonly workers = new Map<string, Worker>();
  private started = 0;
  private isEnding = false;
  /** Workers that ended though nobody had killed them, with their last words. */
  readonly desertions: string[] = [];

  constructor(options: CrewOptions) {
    this.options = options;
    for (let place = 0; place < options.size; place++) this.start(place);
    process.once('exit', this.killAll);
  }

  /** Names of the workers that run. */
  get names(): readonly string[] {
    return [...this.workers.keys()];
  }

  /** Place of a worker, from 0. */
  placeOf(name: string): number | undefined {
    return this.workers.get(name)?.place;
  }

  /** kill -9; another takes its place a moment later. */
  async kill(name: string): Promise<void> {
    const worker = this.workers.get(name);
    if (worker === undefined) return;
    worker.isKilled = true;
    const ended = once(worker.child, 'exit');
    worker.child.kill('SIGKILL');
    await ended;
  }

  /** Has all finish what they have in hand and end; kills those that do not. */
  async end(graceMs = 30_000): Promise<void> {
    this.isEnding = true;
    await Promise.all(
      [...this.workers.values()].map(async ({ child }) => {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
        await ended;
        clearTimeout(timer);
      }),
    );
    process.off('exit', this.killAll);
  }

  private readonly killAll = (): void => {
    for (const { child } of this.workers.values()) child.kill('SIGKILL');
  };

  private start(place: number): void {
    const name = `worker-${++this.started}`;
    const words = [
      ...(this.options.prefix?.(place) ?? []),
      process.execPath,
      cliFile,
      'worker',
      '--store',
      this.options.store,
    ];
    const child = spawn(words[0]!, words.slice(1), {
      cwd: projectRoot,
      env: { ...process.env, TOUCHSTONE_LOG: 'warn', ...this.options.environment, PGAPPNAME: name },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr!.on('data', (bytes: Buffer) => {
      said = `${said}${bytes}`.slice(-lastWords);
    });
    const worker = { name, place, child, isKilled: false };
    this.workers.set(name, worker);
    child.once('exit', (code, signal) => {
      this.workers.delete(name);
      if (this.isEnding) return;
      if (!worker.isKilled) this.desertions.push(`${name} ended with ${code ?? signal}: ${said}`);
      setTimeout(() => this.isEnding || this.start(place), restartMs);
    });
  }
}

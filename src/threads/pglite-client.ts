/** The process's side of the PGlite thread. */
import { type EventEmitter, once } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { PgliteAnswer, PgliteConnect, PgliteNotification, PgliteRequest } from './pglite-messages.ts';
import { threadFile } from './thread-file.ts';

/** Rows and the number of rows that a statement changed. */
export interface StatementResult {
  readonly rows: readonly unknown[];
  readonly affectedRows: number;
}

interface Waiting {
  readonly resolve: (result: StatementResult) => void;
  readonly reject: (error: Error) => void;
}

/** A PGlite database in a thread of its own. Statements are answered in the order in which they are asked. */
export class PgliteClient {
  private readonly end: Worker | MessagePort;
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Set<(notification: PgliteNotification) => void>();
  private lastId = 0;
  private failure: Error | undefined;

  private constructor(end: Worker | MessagePort) {
    this.end = end;
    end.on('message', (message: PgliteAnswer | PgliteNotification) => {
      if ('id' in message) this.take(message);
      else for (const listener of this.listeners) listener(message);
    });
    end.on('error', (error: Error) => this.fail(error));
    end.on(end instanceof Worker ? 'exit' : 'close', () => this.fail(new Error('the PGlite thread has ended')));
  }

  /** Opens the database of a folder, or one in memory. The caller holds the folder's lock. */
  static async open(folder: string | undefined): Promise<PgliteClient> {
    const client = new PgliteClient(
      new Worker(threadFile('pglite-thread', import.meta.url), { workerData: { folder } }),
    );
    await new Promise<StatementResult>((resolve, reject) => client.waiting.set(0, { resolve, reject }));
    return client;
  }

  /** Asks a database that another thread opened, through a port that its client's {@link share} gave. */
  static over(port: MessagePort): PgliteClient {
    return new PgliteClient(port);
  }

  /** Returns a port by which another thread asks the same database. */
  share(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.end.postMessage({ kind: 'connect', port: port2 } satisfies PgliteConnect, [port2]);
    return port1;
  }

  /** Waits for the session and keeps it from all other clients until {@link free}. */
  hold(): Promise<StatementResult> {
    return this.ask({ kind: 'hold' });
  }

  /** Gives the session back. */
  free(): Promise<StatementResult> {
    return this.ask({ kind: 'free' });
  }

  /** Runs one statement. */
  query(sql: string, parameters: readonly unknown[]): Promise<StatementResult> {
    return this.ask({ kind: 'query', sql, parameters });
  }

  /** Runs statements that have no parameters, and forgets their rows. */
  script(sql: string): Promise<StatementResult> {
    return this.ask({ kind: 'script', sql });
  }

  /** Calls a listener with every message of the channels that a `LISTEN` was sent for. */
  onNotification(listener: (notification: PgliteNotification) => void): void {
    this.listeners.add(listener);
  }

  /** Loads a text in COPY's own format; `sql` is a COPY from `/dev/blob`. */
  copy(sql: string, text: string): Promise<StatementResult> {
    return this.ask({ kind: 'copy', sql, text });
  }

  /** Closes the database and ends the thread; a client of {@link over} only leaves. */
  async close(): Promise<void> {
    if (this.failure !== undefined) return;
    const ended = once(this.end as EventEmitter, this.end instanceof Worker ? 'exit' : 'close');
    await this.ask({ kind: 'close' });
    await ended;
  }

  private ask(
    request:
      | Omit<Extract<PgliteRequest, { kind: 'query' }>, 'id'>
      | Omit<Extract<PgliteRequest, { kind: 'script' }>, 'id'>
      | Omit<Extract<PgliteRequest, { kind: 'copy' }>, 'id'>
      | Omit<Extract<PgliteRequest, { kind: 'hold' | 'free' | 'close' }>, 'id'>,
  ): Promise<StatementResult> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.end.postMessage({ ...request, id } as PgliteRequest);
    });
  }

  private take(answer: PgliteAnswer): void {
    const waiting = this.waiting.get(answer.id);
    if (waiting === undefined) return;
    this.waiting.delete(answer.id);
    if ('error' in answer) {
      const { message, ...rest } = answer.error;
      waiting.reject(Object.assign(new Error(message), rest));
    } else waiting.resolve(answer);
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.values()) reject(this.failure);
    this.waiting.clear();
  }
}

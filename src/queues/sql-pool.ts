/** What BullMQ takes for a pool of node-postgres. */
import { EventEmitter } from 'node:events';
import { AppError } from '../errors.ts';
import type { SqlResult, SqlSession } from './sql-session.ts';

/** A client of the pool: statements go wherever there is room, and only its messages are its own. */
class SqlClient extends EventEmitter {
  private readonly session: SqlSession;
  private readonly ends: (() => void)[] = [];
  private isReleased = false;

  constructor(session: SqlSession) {
    super();
    this.session = session;
  }

  async query(sql: string, parameters?: readonly unknown[]): Promise<SqlResult> {
    if (/\bLISTEN\s+\w+\s*;?\s*$/.test(sql)) {
      const end = await this.session.listen(
        sql,
        (message) => this.emit('notification', message),
        (error) => this.isReleased || this.listenerCount('error') === 0 || this.emit('error', error),
      );
      if (this.isReleased) end();
      else this.ends.push(end);
      return { rows: [], rowCount: 0 };
    }
    // Clients share connections, so none may set a name for itself or hold a transaction.
    if (sql.includes("set_config('application_name'")) return { rows: [], rowCount: 0 };
    if (/^\s*BEGIN\b/i.test(sql)) throw new AppError('internal', { reason: 'the pool of queues has no transactions' });
    return this.session.query(sql, parameters);
  }

  release(): void {
    this.isReleased = true;
    for (const end of this.ends.splice(0)) end();
  }
}

/** A pool over one session. Ending it ends nothing: the session's owner does. */
export class SqlPool extends EventEmitter {
  /** Says that a lost connection is noticed, so that an idle worker need not ask every ten seconds. */
  readonly options = { keepAlive: true };
  private readonly session: SqlSession;

  constructor(session: SqlSession) {
    super();
    // Every queue and worker listens for errors.
    this.setMaxListeners(0);
    this.session = session;
  }

  query(sql: string, parameters?: readonly unknown[]): Promise<SqlResult> {
    return this.session.query(sql, parameters);
  }

  async connect(): Promise<SqlClient> {
    return new SqlClient(this.session);
  }

  async end(): Promise<void> {}
}

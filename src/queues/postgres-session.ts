import { Client, DatabaseError, Pool, type PoolConfig } from 'pg';
import type { SqlNotification, SqlResult, SqlSession } from './sql-session.ts';
import { TransportAway } from './transport-away.ts';

interface Listening {
  readonly onMessage: (message: SqlNotification) => void;
  readonly onLost: (error: Error) => void;
}

/** SQLSTATE classes of a server that is going, is full, or has cut the connection. */
const awayStates = /^(08|53300|57P)/;

/** Statements over a pool, and one connection more that listens for all workers of the process. */
export class PostgresSession implements SqlSession {
  private readonly pool: Pool;
  private readonly config: PoolConfig;
  private readonly report: (error: unknown) => void;
  private readonly listenings = new Set<Listening>();
  private readonly statements = new Map<string, Promise<void>>();
  private listener: Promise<Client> | undefined;
  private isClosed = false;

  constructor(config: PoolConfig, report: (error: unknown) => void) {
    this.config = config;
    this.report = report;
    this.pool = new Pool(config);
    // An idle connection was cut; the pool has dropped it already.
    this.pool.on('error', (error) => this.report(new TransportAway(error)));
  }

  async query(sql: string, parameters: readonly unknown[] | undefined): Promise<SqlResult> {
    try {
      const { rows, rowCount } = await this.pool.query(sql, parameters === undefined ? undefined : [...parameters]);
      return { rows, rowCount: rowCount ?? 0 };
    } catch (error) {
      throw this.named(error as Error);
    }
  }

  async listen(statement: string, onMessage: Listening['onMessage'], onLost: Listening['onLost']): Promise<() => void> {
    const listening = { onMessage, onLost };
    try {
      const client = await this.listenerClient();
      let sent = this.statements.get(statement);
      if (sent === undefined) {
        sent = client.query(statement).then(() => {});
        this.statements.set(statement, sent);
      }
      await sent;
    } catch (error) {
      throw this.named(error as Error);
    }
    this.listenings.add(listening);
    return () => this.listenings.delete(listening);
  }

  /** Uses a connection alone, for a transaction. */
  async alone<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client(this.config);
    client.on('error', this.report);
    try {
      await client.connect();
      return await work(client);
    } finally {
      await client.end().catch(this.report);
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const listener = await this.listener?.catch(() => undefined);
    await listener?.end().catch(this.report);
    await this.pool.end();
  }

  private listenerClient(): Promise<Client> {
    this.listener ??= this.connectListener().catch((error) => {
      this.listener = undefined;
      throw error;
    });
    return this.listener;
  }

  private async connectListener(): Promise<Client> {
    const client = new Client({ ...this.config, keepAlive: true, keepAliveInitialDelayMillis: 10_000 });
    let isUp = false;
    client.on('error', (error) => {
      if (isUp) this.lose(error);
    });
    client.on('end', () => {
      if (isUp) this.lose(new Error('the connection was closed'));
    });
    client.on('notification', ({ channel, payload = '' }) => {
      for (const { onMessage } of this.listenings) onMessage({ channel, payload });
    });
    await client.connect();
    isUp = true;
    return client;
  }

  private lose(error: Error): void {
    if (this.isClosed || this.listener === undefined) return;
    this.listener = undefined;
    this.statements.clear();
    const away = new TransportAway(error);
    this.report(away);
    const lost = [...this.listenings];
    this.listenings.clear();
    for (const { onLost } of lost) onLost(away);
  }

  private named(error: Error): Error {
    if (error instanceof DatabaseError && !awayStates.test(error.code ?? '')) return error;
    const away = new TransportAway(error);
    this.report(away);
    return away;
  }
}

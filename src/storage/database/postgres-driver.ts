/** The query layer's driver of PostgreSQL: kysely's own leaves no way to COPY inside a transaction. */

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { asUnusable } from './connection-trouble.ts';
import type { RecurringQuery } from './recurring.ts';
import { SessionTransactions } from './session-transactions.ts';
import { queryResult, type StoreConnection } from './store-connection.ts';

/** OIDs whose text is a number that a double holds: int8 and numeric. */
const numberTypes = new Set([20, 1700]);

/** Types as PGlite gives them too. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    numberTypes.has(oid) ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

class PostgresConnection implements StoreConnection {
  readonly client: pg.PoolClient;

  constructor(client: pg.PoolClient) {
    this.client = client;
  }

  async executeQuery<R>(query: RecurringQuery): Promise<QueryResult<R>> {
    try {
      const { sql: text, parameters, statementName: name } = query;
      const { rows, rowCount } = await this.client.query({ text, values: [...parameters], name });
      return queryResult(rows, rowCount ?? 0);
    } catch (error) {
      throw asUnusable(error);
    }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }

  async copyIn(target: string, texts: Iterable<string> | AsyncIterable<string>): Promise<void> {
    try {
      await pipeline(
        Readable.from(texts, { objectMode: true }),
        this.client.query(copyFrom(`COPY ${target} FROM STDIN`)),
      );
    } catch (error) {
      throw asUnusable(error);
    }
  }
}

/** Time to get a connection, from the server or from others of this process. */
const connectMs = 30_000;
const keepAliveMs = 5_000;
const sessionSettings = [
  // Statements here walk indexes for thousands of keys; their estimates make the server compile them, which takes longer than running them.
  'set jit = off',
  // The server notices within about ten seconds that a process or its host is gone: until then it keeps the locks of its transaction.
  'set tcp_keepalives_idle = 3; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3; set tcp_user_timeout = 9000',
  // The same while it computes.
  'set client_connection_check_interval = 2000',
];

/** Prepares a new connection. */
async function prepareSession(client: pg.ClientBase): Promise<void> {
  client.on('error', () => {});
  for (const settings of sessionSettings) {
    try {
      await client.query(settings);
    } catch (error) {
      // A server on a system that cannot do this does without.
      if (!(error instanceof pg.DatabaseError)) throw error;
    }
  }
}

/** Driver over a pool of connections. */
export class PostgresDriver extends SessionTransactions implements Driver {
  private readonly pool: pg.Pool;

  /** @param url `postgresql://…`; @param maximumConnections size of the pool. */
  constructor(url: string, maximumConnections: number) {
    super();
    const options: pg.PoolConfig & { onConnect(client: pg.ClientBase): Promise<void> } = {
      connectionString: url,
      max: maximumConnections,
      types,
      connectionTimeoutMillis: connectMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: keepAliveMs,
      onConnect: prepareSession,
    };
    this.pool = new pg.Pool(options);
    // A connection that breaks is replaced when next one is asked for, and whoever uses it hears of it by the statement; without listeners, of connections at rest and of those
    // in use, it would end the process.
    this.pool.on('error', () => {});
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    try {
      return new PostgresConnection(await this.pool.connect());
    } catch (error) {
      throw asUnusable(error);
    }
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as PostgresConnection).client.release();
  }

  async destroy(): Promise<void> {
    await this.pool.end();
  }
}

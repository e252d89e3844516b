/** The query layer's driver of PostgreSQL: kysely's own leaves no way to COPY inside a transaction. */

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
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

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, rowCount } = await this.client.query(query.sql, [...query.parameters]);
    return queryResult(rows, rowCount ?? 0);
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }

  async copyIn(target: string, texts: Iterable<string> | AsyncIterable<string>): Promise<void> {
    await pipeline(
      Readable.from(texts, { objectMode: true }),
      this.client.query(copyFrom(`COPY ${target} FROM STDIN`)),
    );
  }
}

/** Driver over a pool of connections. */
export class PostgresDriver implements Driver {
  private readonly pool: pg.Pool;

  /** @param url `postgresql://…`; @param maximumConnections size of the pool. */
  constructor(url: string, maximumConnections: number) {
    this.pool = new pg.Pool({ connectionString: url, max: maximumConnections, types });
    // A connection that breaks while idle is replaced when next one is asked for; without a listener it would end the process.
    this.pool.on('error', () => {});
    // Statements here walk indexes for thousands of keys; their estimates make the server compile them, which takes longer than running them.
    this.pool.on('connect', (client) => void client.query('set jit = off').catch(() => {}));
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new PostgresConnection(await this.pool.connect());
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const level = settings.isolationLevel === undefined ? '' : ` isolation level ${settings.isolationLevel}`;
    await connection.executeQuery(CompiledQuery.raw(`begin${level}`));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as PostgresConnection).client.release();
  }

  async destroy(): Promise<void> {
    await this.pool.end();
  }
}

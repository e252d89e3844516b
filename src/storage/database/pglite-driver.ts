/** The query layer's driver of PGlite: one session, which transactions hold one after the other. */
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import type { PgliteClient } from '../../threads/pglite-client.ts';
import { SessionTransactions } from './session-transactions.ts';
import { queryResult, type StoreConnection } from './store-connection.ts';

class PgliteConnection implements StoreConnection {
  private readonly client: PgliteClient;

  constructor(client: PgliteClient) {
    this.client = client;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, affectedRows } = await this.client.query(query.sql, query.parameters);
    for (const row of rows as Record<string, unknown>[]) asBuffers(row);
    return queryResult(rows, affectedRows);
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }

  async copyIn(target: string, texts: Iterable<string> | AsyncIterable<string>): Promise<void> {
    for await (const text of texts) await this.client.copy(`COPY ${target} FROM '/dev/blob'`, text);
  }
}

/** Bytes come over as plain arrays of bytes; node-postgres gives buffers. */
function asBuffers(row: Record<string, unknown>): void {
  for (const name in row) {
    const value = row[name];
    if (value instanceof Uint8Array && !Buffer.isBuffer(value)) {
      row[name] = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
  }
}

/** Driver over one client. */
export class PgliteDriver extends SessionTransactions implements Driver {
  private readonly client: PgliteClient;
  private readonly connection: PgliteConnection;
  private isTaken = false;
  private readonly queue: (() => void)[] = [];

  constructor(client: PgliteClient) {
    super();
    this.client = client;
    this.connection = new PgliteConnection(client);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.isTaken) await new Promise<void>((resolve) => this.queue.push(resolve));
    this.isTaken = true;
    await this.client.hold();
    return this.connection;
  }

  async releaseConnection(): Promise<void> {
    await this.client.free();
    const next = this.queue.shift();
    // The connection passes straight to the next in the queue, so nobody slips in between.
    if (next === undefined) this.isTaken = false;
    else next();
  }

  async destroy(): Promise<void> {
    await this.client.close();
  }
}

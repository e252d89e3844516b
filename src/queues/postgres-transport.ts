import { createPostgresBackend, runMigrations } from 'bullmq';
import { AppError } from '../errors.ts';
import { PostgresSession } from './postgres-session.ts';
import type { QueueTransport } from './queue-transport.ts';
import { SqlPool } from './sql-pool.ts';
import { within } from './within.ts';

const schema = 'bullmq';
const answerMs = 5_000;
const maxConnections = 8;

/**
 * Connects to PostgreSQL and makes or updates the tables of queues, in a schema of their own.
 * @throws `queue-unavailable` where it does not answer or cannot be used.
 */
export async function openPostgresTransport(url: string, report: (error: unknown) => void): Promise<QueueTransport> {
  const session = new PostgresSession(
    {
      connectionString: url,
      // A crash of the server may take the last moments of a transport that may be emptied anyway; waiting for the disk would cost most of its speed.
      options: `-c search_path=${schema} -c synchronous_commit=off`,
      max: maxConnections,
      connectionTimeoutMillis: answerMs,
      query_timeout: 4 * answerMs,
      keepAlive: true,
    },
    report,
  );
  try {
    await session.alone((client) => runMigrations(client, schema));
  } catch (error) {
    await session.close();
    const reason = `the queues' PostgreSQL does not answer: ${(error as Error).message}`;
    throw new AppError('queue-unavailable', { reason }, error);
  }
  const pool = new SqlPool(session);
  return {
    producer: { connection: pool },
    consumer: { connection: pool },
    backend: createPostgresBackend as never,
    describe: async () => ({ transport: 'BullMQ on PostgreSQL', warnings: [] }),
    ping: async () => void (await within(answerMs, 'PostgreSQL did not answer', session.query('SELECT 1', undefined))),
    close: () => session.close(),
  };
}

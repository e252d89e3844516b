import { createPostgresBackend, runMigrations } from 'bullmq';
import { AppError } from '../errors.ts';
import { PgliteClient } from '../threads/pglite-client.ts';
import { PgliteSession } from './pglite-session.ts';
import type { QueueTransport } from './queue-transport.ts';
import { SqlPool } from './sql-pool.ts';
import { within } from './within.ts';

const schema = 'bullmq';
const answerMs = 5_000;

/**
 * Starts a database in memory, in a thread of its own, that is gone with the process.
 * @throws `queue-unavailable` where it does not start.
 */
export async function openEmbeddedTransport(report: (error: unknown) => void): Promise<QueueTransport> {
  let client: PgliteClient | undefined;
  try {
    client = await PgliteClient.open(undefined);
    // Nobody else is there yet, so the migrations' transaction has the session to itself.
    await runMigrations(migrationClient(client), schema);
    await client.script(`SET search_path TO ${schema}`);
  } catch (error) {
    await client?.close();
    const reason = `the queues' database does not start: ${(error as Error).message}`;
    throw new AppError('queue-unavailable', { reason }, error);
  }
  const opened = client;
  const session = new PgliteSession(opened, report);
  const pool = new SqlPool(session);
  return {
    producer: { connection: pool },
    consumer: { connection: pool },
    backend: createPostgresBackend as never,
    describe: async () => ({ transport: 'BullMQ on PGlite inside this process', warnings: [] }),
    ping: async () => void (await within(answerMs, 'PGlite did not answer', session.query('SELECT 1', undefined))),
    close: () => opened.close(),
  };
}

/** Migrations are files of many statements, which PGlite runs only without parameters. */
function migrationClient(client: PgliteClient): Parameters<typeof runMigrations>[0] {
  return {
    query: async (sql, parameters) => {
      const isScript = sql.includes(';\n');
      const { rows } = isScript ? await client.script(sql) : await client.query(sql, parameters ?? []);
      return { rows: rows as never[] };
    },
  };
}

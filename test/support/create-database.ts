import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A database that nobody else uses. */
export interface FreshDatabase {
  readonly url: string;
  /** Drops it, with whoever is still connected. */
  drop(): Promise<void>;
}

/** Makes an empty database (UTF-8, C collation) in the cluster of a URL. */
export async function createDatabase(clusterUrl: string): Promise<FreshDatabase> {
  const name = `fresh_${randomBytes(6).toString('hex')}`;
  await execute(clusterUrl, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`);
  return {
    url: clusterUrl.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`),
    drop: () => execute(clusterUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

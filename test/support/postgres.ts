import { inject } from 'vitest';
import { askForServer } from './ask-for-server.ts';
import { createDatabase, type FreshDatabase } from './create-database.ts';
import { describeWithServer } from './describe-with-server.ts';
import './shared-servers.ts';

/** A suite that needs the private PostgreSQL of this run; see `describeWithServer`. */
export function describeWithPostgres(suite: string, define: () => void): void {
  const isThere = inject('servers').hasPostgres;
  describeWithServer(suite, { server: 'postgres', isThere, binary: 'postgres' }, define);
}

/** URL of the run's private cluster (its database `postgres`, which is for administration only). */
export function postgresUrl(): Promise<string> {
  return askForServer('postgres');
}

/** A new empty database in the run's private cluster. */
export async function freshDatabase(): Promise<FreshDatabase> {
  return createDatabase(await postgresUrl());
}

/** Runs one suite on PGlite and on PostgreSQL. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe } from 'vitest';
import { type Database, inMemory, openDatabase } from '../../../src/storage/database/open-database.ts';
import type { FreshDatabase } from '../../support/create-database.ts';
import { describeWithPostgres, freshDatabase } from '../../support/postgres.ts';

/** What a suite is given. */
export interface GivenDatabase {
  /** The suite's database, migrated. */
  readonly database: () => Database;
  /** Empties every table of the store. */
  readonly empty: () => Promise<void>;
  /** Whether several transactions may be open at once. */
  readonly isConcurrent: boolean;
}

/** Triggers that refuse what only a test may do. */
const auditGuards = ['audit_entry', 'audit_payload'].map((table) => ({ table, trigger: `${table}_append_only` }));

/** Defines a suite once for each database; `define` gets the database that its tests share. */
export function onBothDatabases(suite: string, define: (given: GivenDatabase) => void): void {
  describe(`${suite} on PGlite`, () => {
    let database: Database | undefined;
    beforeAll(async () => {
      database = await openDatabase(inMemory);
    });
    afterAll(() => database?.close());
    define(givenOf(() => database!, false));
  });
  describeWithPostgres(`${suite} on PostgreSQL`, () => {
    let fresh: FreshDatabase | undefined;
    let database: Database | undefined;
    beforeAll(async () => {
      fresh = await freshDatabase();
      database = await openDatabase(fresh.url);
    });
    afterAll(async () => {
      await database?.close();
      await fresh?.drop();
    });
    define(givenOf(() => database!, true));
  });
}

function givenOf(database: () => Database, isConcurrent: boolean): GivenDatabase {
  const empty = (): Promise<void> => emptyTables(database().db);
  return { database, empty, isConcurrent };
}

/** Empties every table of a store. */
export async function emptyTables(db: Database['db']): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'kysely%'`.execute(db);
  const names = sql.join(rows.map(({ name }) => sql.table(name)));
  await db.transaction().execute(async (trx) => {
    for (const guard of auditGuards)
      await sql.raw(`alter table ${guard.table} disable trigger ${guard.trigger}`).execute(trx);
    await sql`truncate ${names} restart identity cascade`.execute(trx);
    for (const guard of auditGuards)
      await sql.raw(`alter table ${guard.table} enable always trigger ${guard.trigger}`).execute(trx);
  });
}

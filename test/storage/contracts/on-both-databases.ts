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

/** Tables with a trigger that refuses what only a test may do. */
const guarded = ['audit_entry', 'audit_payload'];

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

/** Empties every table of a store; those that nothing was ever written to are left alone, for it takes time to empty sixty. */
export async function emptyTables(db: Database['db']): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'
      and pg_relation_size(oid) > 0`.execute(db);
  const names = rows.map(({ name }) => name);
  if (names.length === 0) return;
  // What hangs on a guarded table is emptied with it, and the other way round.
  const guards = names.some((name) => guarded.includes(name)) ? guarded : [];
  await db.transaction().execute(async (trx) => {
    for (const table of guards) await sql.raw(`alter table ${table} disable trigger user`).execute(trx);
    await sql`truncate ${sql.join(names.map((name) => sql.table(name)))} restart identity cascade`.execute(trx);
    for (const table of guards) {
      await sql.raw(`alter table ${table} enable always trigger ${table}_append_only`).execute(trx);
    }
  });
}

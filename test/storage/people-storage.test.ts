import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createAuditStorage } from '../../src/storage/audit-storage.ts';
import { requestRole } from '../../src/storage/database/row-security.ts';
import { createPeopleStorage } from '../../src/storage/people-storage.ts';
import { onBothDatabases } from './contracts/on-both-databases.ts';
import { describePeopleContract } from './contracts/people-contract.ts';

onBothDatabases('people', ({ database, empty }) => {
  describePeopleContract({
    people: () => createPeopleStorage(database().db),
    audit: () => createAuditStorage(database().db),
    empty,
  });

  it.each(['person_account', 'user_session', 'api_key', 'idempotency_key'])(
    'an agency’s view has no way to %s',
    async (table) => {
      const { db } = database();
      for (const statement of [
        sql`select from ${sql.table(table)}`,
        sql`delete from ${sql.table(table)}`,
        sql`lock table ${sql.table(table)}`,
      ]) {
        const tried = db.transaction().execute(async (trx) => {
          await sql`select set_config('role', ${requestRole}, true)`.execute(trx);
          await statement.execute(trx);
        });
        await expect(tried).rejects.toMatchObject({ code: '42501' });
      }
    },
  );
});

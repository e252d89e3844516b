import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { asAgency } from '../../src/storage/agency-view.ts';
import { openAgencyView } from '../../src/storage/open-agency-view.ts';
import { onBothDatabases } from './contracts/on-both-databases.ts';

onBothDatabases('the view of an agency', ({ database, empty }) => {
  const db = () => database().db;

  beforeEach(async () => {
    await empty();
    for (const agency of ['AURELIA', 'BOREALIS']) {
      await sql`insert into batch (file_name, profile, agency, sha256, byte_count, received_at_ms, handling, state, rows_total)
        values ('a.csv', 'kcs', ${agency}, ${Buffer.from(agency)}, 1, 1, '{}', 'loaded', 1)`.execute(db());
      await sql`insert into batch_book (batch_id, record_kind, accepted, rejected, added, revised, duplicate)
        select id, 'declaration', 1, 0, 1, 0, 0 from batch where agency = ${agency}`.execute(db());
    }
  });

  const agenciesIn = (agency: string): Promise<string[]> =>
    asAgency(
      db(),
      { agency, nowMs: 0 },
      (trx, scope) => ({
        view: Object.assign(openAgencyView(trx, scope).view, { trx }),
        beforeCommit: async () => {},
      }),
      async (view) => {
        const { trx } = view as unknown as { trx: ReturnType<typeof db> };
        const { rows } = await sql<{ agency: string }>`
          select agency from batch join batch_book on batch_book.batch_id = batch.id order by agency`.execute(trx);
        return rows.map((row) => row.agency);
      },
    );

  it('has the rows of the agency and no others', async () => {
    expect(await agenciesIn('AURELIA')).toEqual(['AURELIA']);
    expect(await agenciesIn('BOREALIS')).toEqual(['BOREALIS']);
    expect(await agenciesIn('NOBODY')).toEqual([]);
    expect(await agenciesIn('')).toEqual([]);
  });

  it('has no rows where no agency is set', async () => {
    const rows = await db()
      .transaction()
      .execute(async (trx) => {
        await sql`select set_config('role', 'touchstone_request', true)`.execute(trx);
        return trx.selectFrom('batch').select('id').execute();
      });
    expect(rows).toEqual([]);
  });

  it('runs under a role that owns nothing and is no superuser, and ends with its transaction', async () => {
    const roleOf = sql<{ role: string; isSuperuser: string }>`
      select current_user as role, current_setting('is_superuser') as "isSuperuser"`;
    await db()
      .transaction()
      .execute(async (trx) => {
        await sql`select set_config('role', 'touchstone_request', true)`.execute(trx);
        const { rows } = await roleOf.execute(trx);
        expect(rows[0]).toEqual({ role: 'touchstone_request', isSuperuser: 'off' });
        const { rows: owned } = await sql`
          select 1 from pg_class join pg_roles on pg_roles.oid = relowner where rolname = current_user`.execute(trx);
        expect(owned).toEqual([]);
      });
    // The pool hands the same connections out again: none of them remembers a role or an agency.
    await Promise.all(['AURELIA', 'BOREALIS', 'AURELIA', 'BOREALIS'].map(agenciesIn));
    const after = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const { rows } = await sql<{ role: string; agency: string | null }>`
          select current_user as role, nullif(current_setting('touchstone.agency', true), '') as agency`.execute(db());
        return rows[0]!;
      }),
    );
    for (const { role, agency } of after) {
      expect(role).not.toBe('touchstone_request');
      expect(agency).toBeNull();
    }
  });

  it('leaves nothing behind where a transaction fails', async () => {
    await expect(
      asAgency(db(), { agency: 'AURELIA', nowMs: 0 }, openAgencyView, async () => {
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
    expect(await db().selectFrom('batch').select('agency').orderBy('agency').execute()).toHaveLength(2);
  });

  it('has every table with an agency of its own behind forced row-level security', async () => {
    const { rows } = await sql<{ name: string }>`
      select c.relname as name from pg_class c
      where c.relkind = 'r' and has_table_privilege('touchstone_request', c.oid, 'select')
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'agency')
        and not (c.relrowsecurity and c.relforcerowsecurity) and c.relnamespace = 'public'::regnamespace`.execute(db());
    expect(rows).toEqual([]);
  });
});

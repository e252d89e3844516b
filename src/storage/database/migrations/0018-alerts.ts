/** Who has taken note of a look-out's match, and how an agency's own look-outs are withdrawn. */
import { type Kysely, type Migration, sql } from 'kysely';
import { ownAgency, protectTable, requestRole, unprotectTable } from '../row-security.ts';

const statements = [
  // Set where a person ended it: then it is not made again of the same find.
  `alter table look_out add column withdrawn_by text collate "C"`,
  `alter table look_out_match add column id bigint generated always as identity`,
  `create unique index look_out_match_id on look_out_match (id)`,
  `create table alert_acknowledgement (
    alert_id bigint primary key references look_out_match (id) on delete cascade,
    agency text collate "C" not null,
    acknowledged_by text collate "C" not null,
    acknowledged_at_ms bigint not null,
    note text
  )`,
] as const;

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
    await protectTable(db, 'alert_acknowledgement', ownAgency, ['select', 'insert']);
    // Nothing else of a look-out may be changed by a request, and only on one's own.
    await sql.raw(`grant update (withdrawn_at_ms, withdrawn_by) on look_out to ${requestRole}`).execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    await sql.raw(`revoke update (withdrawn_at_ms, withdrawn_by) on look_out from ${requestRole}`).execute(db);
    await unprotectTable(db, 'alert_acknowledgement');
    await sql.raw('drop table alert_acknowledgement').execute(db);
    await sql.raw('alter table look_out_match drop column id').execute(db);
    await sql.raw('alter table look_out drop column withdrawn_by').execute(db);
  },
};

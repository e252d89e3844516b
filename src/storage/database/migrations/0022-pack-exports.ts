/** Files of targets that were made for an audience, each its agency's own. */
import { type Kysely, type Migration, sql } from 'kysely';
import { ownAgency, protectTable } from '../row-security.ts';

const statements = [
  // The bytes go when they expire; what was made, for whom and what for stays, and so does what was sent, against which results are checked.
  `create table pack_export (
    id bigint generated always as identity primary key,
    agency text collate "C" not null,
    list_id bigint not null references target_list on delete cascade,
    format text collate "C" not null,
    audience text collate "C" not null,
    right_holder text,
    purpose text collate "C" not null,
    gateway text,
    asked_by text collate "C" not null,
    asked_at_ms bigint not null,
    state text collate "C" not null check (state in ('waiting', 'ready', 'failed', 'expired')),
    failure text,
    made_at_ms bigint,
    expires_at_ms bigint,
    manifest json,
    sent json,
    bytes bytea,
    check ((state = 'ready') = (bytes is not null))
  )`,
  'create index pack_export_list on pack_export (list_id)',
  `create index pack_export_expiry on pack_export (expires_at_ms) where state = 'ready'`,
] as const;

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
    await protectTable(db, 'pack_export', ownAgency, ['select', 'insert']);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    await sql.raw('drop table pack_export').execute(db);
  },
};

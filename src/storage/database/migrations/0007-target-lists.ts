/** Lists of targets, and files that were made of them. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table target_list (
    id bigint generated always as identity primary key,
    made_at_ms bigint not null,
    policy text not null,
    seed bigint not null,
    report json not null,
    targets json not null,
    csv text not null
  )`,
  `create table target_export (
    id bigint generated always as identity primary key,
    list_id bigint not null references target_list on delete cascade,
    format text collate "C" not null check (format in ('csv', 'ndjson')),
    made_at_ms bigint not null,
    sha256 bytea not null,
    bytes bytea not null,
    unique (list_id, format)
  )`,
] as const;

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const table of ['target_export', 'target_list']) await sql.raw(`drop table ${table}`).execute(db);
  },
};

/** Due work, and files that were handed in and wait for a worker. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table upload (
    id bigint generated always as identity primary key,
    file_name text not null,
    received_at_ms bigint not null,
    byte_count bigint not null default 0,
    is_complete boolean not null default false
  )`,
  `create table upload_part (
    upload_id bigint not null references upload on delete cascade,
    part int not null,
    bytes bytea not null,
    primary key (upload_id, part)
  )`,
  `create table work (
    id bigint generated always as identity primary key,
    queue text collate "C" not null,
    payload json not null,
    priority int not null check (priority between 1 and 2097151),
    state text collate "C" not null default 'due' check (state in ('due', 'done', 'dead', 'cancelled')),
    attempts int not null default 0,
    created_at_ms bigint not null,
    not_before_ms bigint not null,
    enqueued_at_ms bigint,
    started_at_ms bigint,
    finished_at_ms bigint,
    rows_done bigint,
    rows_total bigint,
    outcome json,
    failure text
  )`,
  // Work that is done is many times what is due.
  `create index work_due on work (queue, created_at_ms) where state = 'due'`,
  `create index work_dead on work (id) where state = 'dead'`,
] as const;

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const table of ['work', 'upload_part', 'upload']) await sql.raw(`drop table ${table}`).execute(db);
  },
};

/** Erasures and what stays of them, and the fields of rejected rows, by which they can be read again and erased. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table erasure (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('record', 'party')),
    ground text not null,
    erased_at_ms bigint not null,
    state text not null check (state in ('counting', 'done')),
    first_known_tick int,
    last_known_ms bigint,
    agencies json not null,
    profiles json not null,
    records bigint not null,
    facts bigint not null,
    scores bigint not null,
    look_outs bigint not null,
    quarantined bigint not null
  )`,
  // A keyed hash of a natural key; nothing leads back from it without the installation's key.
  `create table tombstone (
    hash bytea primary key,
    key_id text collate "C" not null,
    erasure_id bigint not null references erasure
  )`,
  // Facts that stay until the history has taken back what they had added.
  `create table erasing_fact (
    fact_id bigint primary key references fact on delete cascade,
    erasure_id bigint not null references erasure
  )`,
  `alter table batch add column erased_rows bigint not null default 0`,
  `alter table batch add column columns json`,
  `alter table quarantine add column fields json`,
] as const;

const undo = [
  'alter table quarantine drop column fields',
  'alter table batch drop column columns',
  'alter table batch drop column erased_rows',
  'drop table erasing_fact',
  'drop table tombstone',
  'drop table erasure',
] as const;

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const statement of undo) await sql.raw(statement).execute(db);
  },
};

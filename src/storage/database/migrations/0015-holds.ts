/** Operators and the holds that they are asked for. */
import { type Kysely, type Migration, sql } from 'kysely';
import { ownAgency, protectTable } from '../row-security.ts';

const statements = [
  `create table operator (
    id bigint generated always as identity primary key,
    agency text collate "C" not null,
    name text not null,
    kind text collate "C" not null check (kind in ('terminal', 'express-hub', 'post')),
    offices json not null,
    channels json not null,
    webhook_url text,
    webhook_secret bytea,
    created_at_ms bigint not null,
    disabled_at_ms bigint,
    version int not null default 1,
    unique (agency, name)
  )`,
  // The reference is all that an operator knows of a case.
  `create table hold (
    id bigint generated always as identity primary key,
    agency text collate "C" not null,
    case_id bigint not null references review_case on delete cascade,
    operator_id bigint not null references operator,
    reference text collate "C" not null unique,
    control text collate "C" not null check (control in ('documentary', 'scan', 'physical')),
    goods json not null,
    state text collate "C" not null
      check (state in ('requested', 'acknowledged', 'held', 'released-before-hold', 'not-located', 'withdrawn')),
    requested_at_ms bigint not null,
    visible_from_ms bigint not null,
    acknowledged_at_ms bigint,
    ended_at_ms bigint,
    answered_by text collate "C",
    notified_at_ms bigint,
    notify_attempts int not null default 0,
    notify_after_ms bigint not null
  )`,
  `create index hold_case on hold (case_id)`,
  `create index hold_operator on hold (operator_id, id desc)`,
  `create index hold_agency on hold (agency, id desc)`,
  `create index hold_unsent on hold (agency, notify_after_ms) where notified_at_ms is null and state = 'requested'`,
] as const;

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
    await protectTable(db, 'operator', ownAgency, ['select', 'insert', 'update']);
    await protectTable(db, 'hold', ownAgency, ['select', 'insert', 'update']);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const table of ['hold', 'operator']) await sql.raw(`drop table ${table}`).execute(db);
  },
};

/** Agencies, people and machines that use the service, and requests that may be repeated. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table agency (
    code text collate "C" primary key,
    name text not null,
    regime text collate "C" not null check (regime in ('customs', 'police', 'ip-office')),
    capacity text,
    capacity_version integer not null default 0,
    created_at_ms bigint not null,
    disabled_at_ms bigint
  )`,
  // Without an agency: whoever administers the installation itself.
  `create table person_account (
    id bigint generated always as identity primary key,
    name text collate "C" not null unique,
    display_name text not null,
    agency text collate "C" references agency,
    role text collate "C" not null,
    password_hash text not null,
    must_change_password boolean not null,
    code_secret bytea,
    code_enrolled_at_ms bigint,
    last_code_step bigint,
    failed_attempts integer not null default 0,
    locked_until_ms bigint,
    created_at_ms bigint not null,
    disabled_at_ms bigint
  )`,
  `create index person_account_agency on person_account (agency)`,
  `create table user_session (
    token_hash bytea primary key,
    account_id bigint not null references person_account on delete cascade,
    created_at_ms bigint not null,
    last_seen_at_ms bigint not null,
    expires_at_ms bigint not null,
    revoked_at_ms bigint
  )`,
  `create index user_session_account on user_session (account_id)`,
  `create table api_key (
    id bigint generated always as identity primary key,
    prefix text collate "C" not null unique,
    secret_hash bytea not null,
    name text not null,
    agency text collate "C" not null references agency,
    scopes json not null,
    operator_id bigint,
    created_by text collate "C" not null,
    created_at_ms bigint not null,
    expires_at_ms bigint not null,
    revoked_at_ms bigint,
    last_used_at_ms bigint
  )`,
  `create index api_key_agency on api_key (agency)`,
  `create table idempotency_key (
    actor text collate "C" not null,
    key text collate "C" not null,
    route text collate "C" not null,
    request_hash bytea not null,
    status integer,
    body text,
    created_at_ms bigint not null,
    expires_at_ms bigint not null,
    primary key (actor, key, route)
  )`,
  `create index idempotency_key_expiry on idempotency_key (expires_at_ms)`,
] as const;

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const table of ['idempotency_key', 'api_key', 'user_session', 'person_account', 'agency']) {
      await sql.raw(`drop table ${table}`).execute(db);
    }
  },
};

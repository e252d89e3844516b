/** Partners at other installations, packages that went to them or came from them, and sessions of deconfliction with them. */
import { type Kysely, type Migration, sql } from 'kysely';

/** None of it is for requests: the command line alone packs and takes in. */
const statements = [
  `create table exchange_partner (
    id bigint generated always as identity primary key,
    agency text collate "C" not null references agency,
    name text not null,
    recipient text collate "C" not null,
    signing_key text collate "C" not null,
    added_at_ms bigint not null,
    added_by text collate "C" not null,
    removed_at_ms bigint
  )`,
  // A key speaks for one agency at a time.
  `create unique index exchange_partner_key on exchange_partner (signing_key) where removed_at_ms is null`,
  `create table exchange_package (
    id text collate "C" not null,
    direction text collate "C" not null check (direction in ('sent', 'accepted')),
    state text collate "C" not null check (state in ('accepting', 'done', 'withdrawn')),
    partner_id bigint not null references exchange_partner,
    agreement_id bigint not null references agreement,
    at_ms bigint not null,
    manifest json not null,
    primary key (id, direction)
  )`,
  `create table deconfliction_session (
    id text collate "C" primary key,
    role text collate "C" not null check (role in ('offers', 'answers')),
    state text collate "C" not null check (state in ('open', 'done')),
    partner_id bigint not null references exchange_partner,
    agreement_id bigint not null references agreement,
    started_at_ms bigint not null,
    finished_at_ms bigint,
    own_parties int not null,
    own_elements int not null,
    other_elements int,
    matched_parties int,
    list_sha256 bytea not null,
    secret bytea check ((secret is null) = (state = 'done')),
    kept bytea
  )`,
  `create table deconfliction_overlap (
    session_id text collate "C" not null references deconfliction_session on delete cascade,
    reference text collate "C" not null,
    own_references text[] not null,
    other_contact text,
    outcome text collate "C" check (outcome in ('we-lead', 'they-lead', 'wait', 'joint', 'unrelated')),
    recorded_at_ms bigint,
    primary key (session_id, reference)
  )`,
  `create index deconfliction_session_rate on deconfliction_session (partner_id, started_at_ms)`,
] as const;

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const table of ['deconfliction_overlap', 'deconfliction_session', 'exchange_package', 'exchange_partner']) {
      await sql.raw(`drop table ${table}`).execute(db);
    }
  },
};

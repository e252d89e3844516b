/** Batches, facts with their versions, consignments, links between them, quarantine, and what the history has still to take in. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table setting (name text collate "C" primary key, value text not null)`,
  `create table batch (
    id bigint generated always as identity primary key,
    file_name text not null,
    profile text collate "C" not null,
    agency text collate "C" not null,
    sha256 bytea not null,
    byte_count bigint not null,
    received_at_ms bigint not null,
    handling json not null,
    expires_on text,
    state text not null check (state in ('loading', 'loaded', 'refused')),
    rows_done bigint not null default 0,
    rows_total bigint not null,
    refusal text
  )`,
  `create unique index batch_content on batch (sha256, profile) where state <> 'refused'`,
  `create table batch_book (
    batch_id bigint not null references batch on delete cascade,
    record_kind text collate "C" not null,
    accepted bigint not null, rejected bigint not null,
    added bigint not null, revised bigint not null, duplicate bigint not null,
    primary key (batch_id, record_kind),
    check (accepted = added + revised + duplicate)
  )`,
  `create table quarantine (
    id bigint generated always as identity primary key,
    batch_id bigint not null references batch on delete cascade,
    row bigint not null,
    column_name text,
    code text not null,
    expected text not null,
    raw bytea not null,
    state text not null default 'waiting' check (state in ('waiting', 'accepted', 'dropped')),
    retries int not null default 0,
    unique (batch_id, row)
  )`,
  `create table consignment (
    id bigint primary key,
    agency text collate "C" not null,
    reference text collate "C" not null,
    stage text collate "C" not null,
    amendment int,
    known_at_ms bigint not null,
    score_tick int not null,
    office text,
    channel text,
    release_cut_off_ms bigint,
    unique (reference, stage)
  )`,
  // Few stores have other stages, and whether one has is asked with every load.
  `create index consignment_other_stage on consignment (stage) where stage <> 'declaration'`,
  `create sequence consignment_id`,
  `create table fact (
    id bigint primary key,
    kind text collate "C" not null,
    agency text collate "C" not null,
    natural_key text collate "C" not null,
    amendment int,
    known_at_ms bigint not null,
    known_tick int not null,
    score_tick int,
    content_hash bytea not null,
    is_current boolean not null,
    batch_id bigint not null references batch,
    row bigint not null,
    consignment_id bigint references consignment,
    item_number int,
    tlp text not null,
    expires_on text,
    body json not null
  )`,
  `create sequence fact_id`,
  `create unique index fact_version on fact (natural_key, kind, content_hash)`,
  `create unique index fact_current on fact (natural_key, kind) where is_current`,
  `create index fact_consignment on fact (consignment_id) where consignment_id is not null`,
  `create table consignment_reference (
    key text collate "C" not null,
    consignment_id bigint not null references consignment on delete cascade,
    primary key (key, consignment_id)
  )`,
  `create index consignment_reference_consignment on consignment_reference (consignment_id)`,
  `create table result_key (
    key text collate "C" not null,
    fact_id bigint not null references fact on delete cascade,
    strength smallint not null,
    primary key (key, fact_id)
  )`,
  `create index result_key_fact on result_key (fact_id)`,
  `create table result_link (
    fact_id bigint not null references fact on delete cascade,
    consignment_id bigint not null references consignment on delete cascade,
    primary key (fact_id, consignment_id)
  )`,
  `create index result_link_consignment on result_link (consignment_id)`,
  `create table history_due (
    id bigint generated always as identity primary key,
    consignment_id bigint,
    fact_id bigint,
    check ((consignment_id is null) <> (fact_id is null))
  )`,
] as const;

const tables = [
  'history_due',
  'result_link',
  'result_key',
  'consignment_reference',
  'fact',
  'consignment',
  'quarantine',
  'batch_book',
  'batch',
  'setting',
];

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const table of tables) await sql.raw(`drop table ${table}`).execute(db);
    for (const sequence of ['fact_id', 'consignment_id']) await sql.raw(`drop sequence ${sequence}`).execute(db);
  },
};

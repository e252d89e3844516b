/** Partners at other installations, packages that went to them or came from them, sessions of deconfliction with them; and overlaps between agencies of this installation. */
import { type Kysely, type Migration, sql } from 'kysely';
import { ownAgency, protectTable, requestRole, unprotectTable } from '../row-security.ts';

/** Partners, packages and sessions are not for requests: the command line alone packs and takes in. */
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
  // What it is about is not kept: a hash tells only that it was found before.
  `create table overlap (
    id bigint generated always as identity primary key,
    key_hash bytea not null,
    first_agency text collate "C" not null,
    second_agency text collate "C" not null check (second_agency > first_agency),
    found_at_ms bigint not null,
    unique (key_hash, first_agency, second_agency)
  )`,
  `create table overlap_side (
    overlap_id bigint not null references overlap on delete cascade,
    agency text collate "C" not null,
    subjects text[] not null,
    contact text,
    consented_by text collate "C",
    consented_at_ms bigint,
    outcome text collate "C" check (outcome in ('we-lead', 'they-lead', 'wait', 'joint', 'unrelated')),
    outcome_at_ms bigint,
    primary key (overlap_id, agency)
  )`,
  `create index overlap_side_agency on overlap_side (agency, overlap_id desc)`,
] as const;

/**
 * Gives of the other side of an overlap of the view's agency what may be told: nothing before both have consented, and then not what of its own is in it. Runs as the owner of the
 * store, for the other side's row is not the view's.
 */
const other = `create function touchstone_overlap_other(wanted bigint)
  returns table (agency text, contact text, outcome text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select other.agency, other.contact, other.outcome
  from overlap_side as own join overlap_side as other on other.overlap_id = own.overlap_id and other.agency <> own.agency
  where own.overlap_id = wanted and own.agency = current_setting('touchstone.agency', true)
    and own.consented_at_ms is not null and other.consented_at_ms is not null
$$`;
const readable = 'id, found_at_ms';
const changeable = 'contact, consented_by, consented_at_ms, outcome, outcome_at_ms';

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of [...statements, other]) await sql.raw(statement).execute(db);
    const isOf = `current_setting('touchstone.agency', true) in (first_agency, second_agency)`;
    await protectTable(db, 'overlap', isOf, ['select']);
    // Which agency the other is, and by what it was found, nobody reads as a row.
    await sql.raw(`revoke select on overlap from ${requestRole}`).execute(db);
    await sql.raw(`grant select (${readable}) on overlap to ${requestRole}`).execute(db);
    await protectTable(db, 'overlap_side', ownAgency, ['select']);
    await sql.raw(`grant update (${changeable}) on overlap_side to ${requestRole}`).execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    await sql.raw(`revoke select (${readable}) on overlap from ${requestRole}`).execute(db);
    await sql.raw(`revoke update (${changeable}) on overlap_side from ${requestRole}`).execute(db);
    await unprotectTable(db, 'overlap_side');
    await unprotectTable(db, 'overlap');
    await sql.raw('drop function touchstone_overlap_other(bigint)').execute(db);
    await sql.raw('drop table overlap_side').execute(db);
    await sql.raw('drop table overlap').execute(db);
    for (const table of ['deconfliction_overlap', 'deconfliction_session', 'exchange_package', 'exchange_partner']) {
      await sql.raw(`drop table ${table}`).execute(db);
    }
  },
};

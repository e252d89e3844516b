/** The risk queue: cases, what officers did with them, sealed instructions, and how each ranking chose. */
import { type Kysely, type Migration, sql } from 'kysely';
import { ownAgency, protectTable } from '../row-security.ts';

const statements = [
  `create table review_case (
    id bigint generated always as identity primary key,
    agency text collate "C" not null,
    consignment_id bigint not null unique references consignment on delete cascade,
    reference text collate "C" not null unique,
    stage text collate "C" not null,
    office text collate "C",
    channel text collate "C",
    lane text collate "C" not null check (lane in ('red', 'yellow', 'blue', 'green')),
    is_target boolean not null,
    place float8 not null,
    margin float8,
    probability float8,
    summary json not null,
    content_hash bytea not null,
    score_key text collate "C",
    reasons json,
    has_look_out boolean not null,
    sealed text collate "C" check (sealed in ('refer', 'suppress')),
    release_cut_off_ms bigint,
    state text collate "C" not null
      check (state in ('open', 'claimed', 'decided', 'suppressed', 'examined', 'closed')),
    list text collate "C" not null generated always as (
      case when state in ('open', 'claimed') then 'waiting' when state in ('decided', 'examined') then 'decided' else state end
    ) stored,
    claimed_by bigint,
    claimed_by_name text,
    claimed_until_ms bigint,
    decision text collate "C",
    reason text collate "C",
    decided_by bigint,
    decided_by_name text,
    decided_at_ms bigint,
    sent_from_ms bigint,
    execution text collate "C",
    execution_reason text,
    executed_at_ms bigint,
    suppressed_until_ms bigint,
    version int not null default 1,
    opened_at_ms bigint not null,
    check ((state = 'claimed') = (claimed_by is not null)),
    check ((state = 'claimed') = (claimed_until_ms is not null))
  )`,
  // Whatever a list is filtered by besides, its rows come in order of place without being sorted.
  `create index review_case_list on review_case (agency, list, place, id)`,
  `create index review_case_lane on review_case (agency, list, lane, place, id)`,
  `create index review_case_office on review_case (agency, list, office, place, id)`,
  `create index review_case_channel on review_case (agency, list, channel, place, id)`,
  `create index review_case_place on review_case (agency, place, id)`,
  `create index review_case_claim on review_case (agency, claimed_by) where claimed_by is not null`,
  `create index review_case_decided on review_case (agency, decided_at_ms) where decided_at_ms is not null`,
  `create index review_case_cut_off on review_case (agency, release_cut_off_ms)
    where state in ('open', 'claimed', 'suppressed')`,
  `create index review_case_unexplained on review_case (agency, place) where reasons is null and score_key is not null`,
  // What a case is found by: beginnings of HS codes, of references and of words of names. Only equality and order of texts may use an index under row-level security.
  `create table case_term (
    agency text collate "C" not null,
    term text collate "C" not null,
    case_id bigint not null references review_case on delete cascade,
    primary key (agency, term, case_id)
  )`,
  `create index case_term_case on case_term (case_id)`,
  `create table case_note (
    id bigint generated always as identity primary key,
    agency text collate "C" not null,
    case_id bigint not null references review_case on delete cascade,
    at_ms bigint not null,
    by_id bigint not null,
    by_name text not null,
    text text not null
  )`,
  `create index case_note_case on case_note (case_id)`,
  `create table case_attachment (
    id bigint generated always as identity primary key,
    agency text collate "C" not null,
    case_id bigint not null references review_case on delete cascade,
    at_ms bigint not null,
    by_id bigint not null,
    file_name text not null,
    byte_count int not null check (byte_count between 0 and 10485760),
    sha256 bytea not null,
    tlp text not null,
    bytes bytea not null
  )`,
  `create index case_attachment_case on case_attachment (case_id)`,
  `create table case_event (
    id bigint generated always as identity primary key,
    agency text collate "C" not null,
    case_id bigint not null references review_case on delete cascade,
    kind text collate "C" not null,
    at_ms bigint not null,
    by_name text,
    text text not null
  )`,
  `create index case_event_case on case_event (case_id)`,
  // Results on their way into the facts, from where the history learns them.
  `create table case_result (
    id bigint generated always as identity primary key,
    agency text collate "C" not null,
    case_id bigint not null references review_case on delete cascade,
    recorded_at_ms bigint not null,
    record json not null,
    loaded_at_ms bigint
  )`,
  `create index case_result_case on case_result (case_id)`,
  `create index case_result_waiting on case_result (agency) where loaded_at_ms is null`,
  `create table sealed_instruction (
    id bigint generated always as identity primary key,
    agency text collate "C" not null,
    subject_kind text collate "C" not null check (subject_kind in ('consignment', 'party')),
    subject text not null,
    instruction text collate "C" not null check (instruction in ('refer', 'suppress')),
    authority text not null,
    note text,
    made_by text collate "C" not null,
    made_at_ms bigint not null,
    expires_at_ms bigint not null,
    revoked_at_ms bigint
  )`,
  `create index sealed_instruction_agency on sealed_instruction (agency, expires_at_ms) where revoked_at_ms is null`,
  `create table queue_state (
    agency text collate "C" primary key,
    ranked_at_ms bigint,
    report json,
    capacity_hash bytea,
    newest_consignment bigint not null default 0,
    requested_at_ms bigint,
    version bigint not null default 0
  )`,
  // How consignments were chosen is for statistics alone: the role of requests has no rights on these two.
  `create table ranking_run (
    id bigint generated always as identity primary key,
    agency text collate "C" not null,
    at_ms bigint not null,
    policy text not null,
    capacity text not null,
    seed bigint not null,
    report json not null
  )`,
  `create index ranking_run_agency on ranking_run (agency, id)`,
  `create table case_selection (
    case_id bigint primary key references review_case on delete cascade,
    run_id bigint not null references ranking_run,
    source text collate "C",
    probability float8 not null
  )`,
  // Scores are stored in order of time, so a summary of ranges says what is new.
  `create index consignment_score_scored on consignment_score using brin (scored_at_ms)`,
] as const;

const guarded = [
  ['review_case', ['select', 'insert', 'update']],
  ['case_term', ['select', 'insert', 'delete']],
  ['case_note', ['select', 'insert']],
  ['case_attachment', ['select', 'insert']],
  ['case_event', ['select', 'insert']],
  ['case_result', ['select', 'insert', 'update']],
  ['sealed_instruction', ['select', 'insert', 'update']],
  ['queue_state', ['select', 'insert', 'update']],
] as const;

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
    for (const [table, rights] of guarded) await protectTable(db, table, ownAgency, rights);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    await sql.raw('drop index consignment_score_scored').execute(db);
    for (const table of ['case_selection', 'ranking_run']) await sql.raw(`drop table ${table}`).execute(db);
    for (const [table] of [...guarded].reverse()) await sql.raw(`drop table ${table}`).execute(db);
  },
};

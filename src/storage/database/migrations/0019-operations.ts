/** Operations of one or several agencies: participants, versions of target lists, what is given of them, reports and conflicts. */
import { type Kysely, type Migration, sql } from 'kysely';
import { ownAgency, protectTable, requestRole } from '../row-security.ts';

/** Runs as the owner of the store, and so must say where its tables are. */
const asOwner = `stable security definer set search_path = public, pg_temp`;
const current = `current_setting('touchstone.agency', true)`;

const tables = [
  `create table operation (
    id bigint generated always as identity primary key,
    agency text collate "C" not null references agency,
    name text not null,
    purpose text collate "C" not null,
    legal_basis text not null,
    scope json not null,
    plan json not null,
    handling json not null,
    reports_due_ms bigint not null,
    state text collate "C" not null check (state in ('planned', 'running', 'reporting', 'closed')),
    version int not null default 1,
    made_by text collate "C" not null,
    made_at_ms bigint not null,
    closed_at_ms bigint,
    close_out json,
    check ((state = 'closed') = (close_out is not null))
  )`,
  `create index operation_agency on operation (agency, id)`,
  `create table operation_participant (
    operation_id bigint not null references operation on delete cascade,
    agency text collate "C" not null references agency,
    powers json not null,
    offices json not null,
    countries json not null,
    contacts json not null,
    state text collate "C" not null check (state in ('invited', 'accepted', 'declined')),
    invited_at_ms bigint not null,
    answered_by text collate "C",
    answered_at_ms bigint,
    primary key (operation_id, agency)
  )`,
  `create index operation_participant_agency on operation_participant (agency)`,
  // Rows of requests are never changed but for their marks; an erasure takes records out.
  `create table list_version (
    id bigint generated always as identity primary key,
    agency text collate "C" not null,
    operation_id bigint not null references operation on delete cascade,
    version int not null,
    targets json not null,
    figures json not null,
    policy text not null,
    seed bigint not null,
    made_by text collate "C" not null,
    made_by_name text not null,
    made_at_ms bigint not null,
    approved_by text collate "C",
    approved_by_name text,
    approved_at_ms bigint,
    sent_by text collate "C",
    sent_by_name text,
    sent_at_ms bigint,
    recalled_by text collate "C",
    recalled_by_name text,
    recalled_at_ms bigint,
    recall_reason text,
    target_list_id bigint references target_list,
    unique (operation_id, agency, version),
    check (approved_by <> made_by),
    check (sent_at_ms is null or approved_at_ms is not null),
    check (recalled_at_ms is null or sent_at_ms is not null)
  )`,
  // How targets were chosen is for statistics alone: no request reads it.
  `create table list_draw (
    list_id bigint primary key references list_version on delete cascade,
    agency text collate "C" not null,
    draw json not null
  )`,
  // What tells that two lists mean the same goods, of lists that are not recalled.
  `create table target_claim (
    list_id bigint not null references list_version on delete cascade,
    agency text collate "C" not null,
    key text collate "C" not null,
    reference text collate "C" not null,
    primary key (list_id, key, reference)
  )`,
  `create index target_claim_key on target_claim (key)`,
  `create index target_claim_reference on target_claim (reference)`,
  `create table list_delivery (
    id bigint generated always as identity primary key,
    list_id bigint not null references list_version on delete cascade,
    operation_id bigint not null references operation on delete cascade,
    maker text collate "C" not null,
    agency text collate "C" not null,
    version int not null,
    targets json not null,
    outside int not null,
    held_back int not null,
    sent_at_ms bigint not null,
    recalled_at_ms bigint,
    recall_reason text,
    unique (list_id, agency)
  )`,
  `create index list_delivery_operation on list_delivery (operation_id, agency)`,
  `create table situation_report (
    id bigint generated always as identity primary key,
    agency text collate "C" not null,
    operation_id bigint not null references operation on delete cascade,
    from_day text collate "C" not null,
    to_day text collate "C" not null,
    counts json not null,
    text text not null,
    is_final boolean not null,
    made_by text collate "C" not null,
    made_by_name text not null,
    made_at_ms bigint not null
  )`,
  `create index situation_report_operation on situation_report (operation_id, id)`,
  `create table operation_conflict (
    id bigint generated always as identity primary key,
    operation_id bigint not null references operation on delete cascade,
    agency text collate "C" not null,
    reference text collate "C" not null,
    other_operation_id bigint not null references operation on delete cascade,
    other_agency text collate "C" not null,
    other_reference text collate "C" not null,
    found_at_ms bigint not null,
    unique (operation_id, reference, other_operation_id, other_reference)
  )`,
  `create index operation_conflict_reference on operation_conflict (reference)`,
  `create index operation_conflict_other on operation_conflict (other_reference)`,
  // Decisions are added, never changed: the last one counts.
  `create table conflict_decision (
    id bigint generated always as identity primary key,
    conflict_id bigint not null references operation_conflict on delete cascade,
    agency text collate "C" not null,
    outcome text collate "C" not null check (outcome in ('leads', 'waits', 'joint')),
    leader text collate "C" not null,
    note text not null,
    decided_by text collate "C" not null,
    decided_by_name text not null,
    decided_at_ms bigint not null
  )`,
  `create index conflict_decision_conflict on conflict_decision (conflict_id, id)`,
] as const;

const functions = [
  // As the owner, for a policy of one table may not ask a table whose policy asks the first.
  `create function touchstone_takes_part(wanted bigint) returns boolean language sql ${asOwner} as $$
    select exists (select from operation where id = wanted and agency = ${current})
      or exists (
        select from operation_participant
        where operation_id = wanted and agency = ${current} and state <> 'declined'
      )
  $$`,
  `create function touchstone_leads(wanted bigint) returns boolean language sql ${asOwner} as $$
    select exists (select from operation where id = wanted and agency = ${current})
  $$`,
  // Other lists that are in force and mean goods of a list: those of the same agency, and those of the same operation. What others do elsewhere is not told.
  `create function touchstone_overlaps(wanted bigint)
    returns table (reference text, other_operation_id bigint, other_agency text, other_reference text)
    language sql ${asOwner} as $$
    select distinct mine.reference, theirs.operation_id, theirs.agency, other.reference
    from list_version as own
    join target_claim as mine on mine.list_id = own.id
    join target_claim as other on other.key = mine.key and other.list_id <> own.id
    join list_version as theirs on theirs.id = other.list_id
    join operation on operation.id = theirs.operation_id and operation.state <> 'closed'
    where own.id = wanted and own.agency = ${current}
      and theirs.recalled_at_ms is null and theirs.approved_at_ms is not null
      -- What was approved and then made anew before it was sent is in force no more.
      and (theirs.sent_at_ms is not null or not exists (
        select from list_version as later
        where later.operation_id = theirs.operation_id and later.agency = theirs.agency
          and later.version > theirs.version and later.approved_at_ms is not null
      ))
      and (theirs.operation_id <> own.operation_id or theirs.agency <> own.agency)
      and (theirs.agency = own.agency or theirs.operation_id = own.operation_id)
  $$`,
] as const;

const takesPart = 'touchstone_takes_part(operation_id)';
const givers = `((select touchstone_givers())::text[])`;
const isConcerned = `${ownAgency} or other_agency = ${current} or touchstone_leads(operation_id)`;
const ofConflict = 'exists (select from operation_conflict where operation_conflict.id = conflict_id)';

const guarded = [
  ['operation', ownAgency, ['select', 'insert', 'update']],
  ['operation_participant', 'touchstone_leads(operation_id)', ['select', 'insert', 'update']],
  ['list_version', ownAgency, ['select', 'insert']],
  ['list_draw', ownAgency, ['insert']],
  ['target_claim', ownAgency, ['select', 'insert', 'delete']],
  ['list_delivery', `maker = ${current}`, ['select', 'insert']],
  ['situation_report', `${ownAgency} and ${takesPart}`, ['select', 'insert']],
  ['operation_conflict', isConcerned, ['select', 'insert']],
  ['conflict_decision', ofConflict, ['select', 'insert']],
] as const;

const further = [
  `create policy operation_partner on operation for select to ${requestRole} using (touchstone_takes_part(id))`,
  `create policy operation_participant_partner on operation_participant for select to ${requestRole} using (${takesPart})`,
  // Whoever is invited says itself what it may do by its law, and who is to be called.
  `create policy operation_participant_own on operation_participant for update to ${requestRole}
    using (${ownAgency}) with check (${ownAgency})`,
  `create policy list_delivery_given on list_delivery for select to ${requestRole}
    using (${ownAgency} and ${takesPart} and maker = any ${givers})`,
  `create policy situation_report_partner on situation_report for select to ${requestRole} using (${takesPart})`,
  `grant update (approved_by, approved_by_name, approved_at_ms, sent_by, sent_by_name, sent_at_ms,
    recalled_by, recalled_by_name, recalled_at_ms, recall_reason, target_list_id) on list_version to ${requestRole}`,
  `grant update (targets, recalled_at_ms, recall_reason) on list_delivery to ${requestRole}`,
] as const;

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of [...tables, ...functions]) await sql.raw(statement).execute(db);
    for (const [table, condition, rights] of guarded) await protectTable(db, table, condition, rights);
    for (const statement of further) await sql.raw(statement).execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const [table] of [...guarded].reverse()) await sql.raw(`drop table ${table} cascade`).execute(db);
    for (const name of ['touchstone_overlaps', 'touchstone_leads', 'touchstone_takes_part']) {
      await sql.raw(`drop function if exists ${name}(bigint)`).execute(db);
    }
  },
};

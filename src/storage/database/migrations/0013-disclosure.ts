/** What was known and shown when targets were decided, how each was selected, and what persons dispute of their records. */
import { type Kysely, type Migration, sql } from 'kysely';
import { ownAgency, protectTable, requestRole } from '../row-security.ts';

const statements = [
  // Outlives the case and the consignment: an erasure takes it out by itself, unless a legal hold stands.
  `create table frozen_target (
    id bigint generated always as identity primary key,
    agency text collate "C" not null,
    case_id bigint not null,
    reference text collate "C" not null,
    frozen_at_ms bigint not null,
    content json not null,
    content_hash bytea not null check (length(content_hash) = 32),
    hold_ground text,
    hold_until_ms bigint,
    hold_set_by text collate "C",
    hold_set_at_ms bigint,
    held_back_since_ms bigint,
    check ((hold_ground is null) = (hold_until_ms is null))
  )`,
  'create index frozen_target_agency on frozen_target (agency, id)',
  'create index frozen_target_reference on frozen_target (reference)',
  'create index frozen_target_held_back on frozen_target (hold_until_ms) where held_back_since_ms is not null',
  // Names of the records in it, by which an erasure finds it.
  `create table frozen_target_record (
    target_id bigint not null references frozen_target on delete cascade,
    name text collate "C" not null,
    primary key (name, target_id)
  )`,
  'create index frozen_target_record_target on frozen_target_record (target_id)',
  // No request reads how a target was selected.
  `create table frozen_selection (
    target_id bigint primary key references frozen_target on delete cascade,
    source text collate "C",
    probability float8 not null,
    policy text not null,
    ranked_at_ms bigint not null
  )`,
  `create function frozen_target_selection() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
  begin
    insert into frozen_selection (target_id, source, probability, policy, ranked_at_ms)
      select new.id, case_selection.source, case_selection.probability, ranking_run.policy, ranking_run.at_ms
      from case_selection join ranking_run on ranking_run.id = case_selection.run_id
      where case_selection.case_id = new.case_id and ranking_run.agency = new.agency;
    return null;
  end $$`,
  `create trigger frozen_target_selection after insert on frozen_target
    for each row execute function frozen_target_selection()`,
  `create table rectification (
    id bigint generated always as identity primary key,
    agency text collate "C" not null,
    reference text collate "C" not null,
    at_ms bigint not null,
    made_by text collate "C" not null,
    disputed text not null,
    state text collate "C" not null check (state in ('noted', 'corrected'))
  )`,
  'create index rectification_reference on rectification (reference)',
] as const;

const guarded = [
  ['frozen_target', ownAgency, ['select', 'insert']],
  [
    'frozen_target_record',
    'exists (select from frozen_target where frozen_target.id = target_id)',
    ['select', 'insert'],
  ],
  ['rectification', ownAgency, ['select', 'insert']],
] as const;

const grants = [
  `grant update (hold_ground, hold_until_ms, hold_set_by, hold_set_at_ms) on frozen_target to ${requestRole}`,
  // Numbers of facts that are being erased; whoever sees none of the facts learns nothing.
  `grant select on erasing_fact to ${requestRole}`,
] as const;

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
    for (const [table, condition, rights] of guarded) await protectTable(db, table, condition, rights);
    for (const grant of grants) await sql.raw(grant).execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    await sql.raw(`revoke select on erasing_fact from ${requestRole}`).execute(db);
    for (const table of ['rectification', 'frozen_selection', 'frozen_target_record', 'frozen_target']) {
      await sql.raw(`drop table ${table}`).execute(db);
    }
    await sql.raw('drop function frozen_target_selection()').execute(db);
  },
};

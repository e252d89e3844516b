/** Versions of rules and harm policies, the rules on each case, and cases that officers moved to another lane. */
import { type Kysely, type Migration, sql } from 'kysely';
import { ownAgency, protectTable, unprotectTable } from '../row-security.ts';

const statements = [
  `create table selectivity_version (
    id bigint generated always as identity primary key,
    agency text collate "C" not null,
    kind text collate "C" not null check (kind in ('rule', 'policy')),
    code text collate "C" not null,
    version int not null check (version > 0),
    text text not null,
    state text collate "C" not null check (state in ('draft', 'dry-run', 'approved', 'live', 'retired', 'expired')),
    author_id bigint not null,
    written_by text collate "C" not null,
    written_at_ms bigint not null,
    dry_run json,
    dry_run_by text collate "C",
    dry_run_at_ms bigint,
    approved_by_id bigint,
    approved_by text collate "C",
    approved_at_ms bigint,
    live_by text collate "C",
    live_at_ms bigint,
    ended_by text collate "C",
    ended_at_ms bigint,
    end_reason text,
    flag json,
    unique (agency, kind, code, version),
    check (approved_by_id <> author_id),
    check (state in ('draft', 'retired') or dry_run is not null),
    check (state not in ('approved', 'live') or approved_by_id is not null)
  )`,
  `create unique index selectivity_version_live on selectivity_version (agency, kind, code) where state = 'live'`,
  `create unique index selectivity_version_policy on selectivity_version (agency) where kind = 'policy' and state = 'live'`,
  // Rules that matched a case and drew it, with what each lets whom read (JSON).
  `alter table review_case add column rules json not null default '[]'`,
  // The lane that an officer gave; rankings leave it.
  `alter table review_case add column rerouted_lane text collate "C" check (rerouted_lane in ('red', 'yellow', 'blue', 'green'))`,
  `create table case_reroute (
    id bigint generated always as identity primary key,
    agency text collate "C" not null,
    case_id bigint not null references review_case on delete cascade,
    from_lane text collate "C" not null,
    to_lane text collate "C" not null,
    reason text not null,
    rerouted_by text collate "C" not null,
    rerouted_at_ms bigint not null
  )`,
  // How right holders answered is counted over the measures of an agency, which are few among its facts.
  `create index fact_measure on fact (agency) where kind = 'measure' and is_current`,
  `create index case_reroute_case on case_reroute (case_id)`,
  `create index case_reroute_agency on case_reroute (agency, rerouted_at_ms)`,
  // Versions of rules that matched and drew it at that ranking (JSON); as the source, for statistics alone.
  `alter table case_selection add column rules json not null default '[]'`,
] as const;

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
    await protectTable(db, 'selectivity_version', ownAgency, ['select', 'insert', 'update']);
    await protectTable(db, 'case_reroute', ownAgency, ['select', 'insert']);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    await sql.raw('drop index fact_measure').execute(db);
    await sql.raw('alter table case_selection drop column rules').execute(db);
    for (const table of ['case_reroute', 'selectivity_version']) {
      await unprotectTable(db, table);
      await sql.raw(`drop table ${table}`).execute(db);
    }
    for (const column of ['rerouted_lane', 'rules'])
      await sql.raw(`alter table review_case drop column ${column}`).execute(db);
  },
};

/** The role of requests and row-level security on facts, consignments and scores. */
import { type Kysely, type Migration, sql } from 'kysely';
import { ownAgency, protectTable, requestRole, unprotectTable } from '../row-security.ts';

/** Roles belong to the whole server: another store on it may have made this one, or be making it right now. */
const makeRole = `do $$ begin
  if not exists (select from pg_roles where rolname = '${requestRole}') then
    create role ${requestRole} nologin noinherit;
  end if;
exception when duplicate_object or unique_violation then null;
end $$`;
/** The user of the program may take the role on; a superuser may anyway, and cannot be granted to itself. */
const grantRole = `do $$ begin
  if not pg_has_role(current_user, '${requestRole}', 'member') then
    execute format('grant ${requestRole} to %I', current_user);
  end if;
exception when unique_violation or deadlock_detected then null;
end $$`;

const ofConsignment = 'exists (select from consignment where consignment.id = consignment_id)';
const ofBatch = 'exists (select from batch where batch.id = batch_id)';

const protectedTables: readonly (readonly [table: string, condition: string])[] = [
  ['batch', ownAgency],
  ['batch_book', ofBatch],
  ['quarantine', ofBatch],
  ['fact', ownAgency],
  ['consignment', ownAgency],
  ['consignment_reference', ofConsignment],
  ['consignment_score', ofConsignment],
  ['item_score', 'exists (select from fact where fact.id = fact_id)'],
  ['result_link', 'exists (select from fact where fact.id = fact_id)'],
  ['look_out', 'exists (select from fact where fact.id = source_fact_id)'],
  ['look_out_match', ofConsignment],
];
/** Tables without anything of an agency. */
const openTables = ['model_role'];

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw(makeRole).execute(db);
    await sql.raw(grantRole).execute(db);
    await sql.raw(`grant usage on schema public to ${requestRole}`).execute(db);
    for (const [table, condition] of protectedTables) await protectTable(db, table, condition, ['select']);
    for (const table of openTables) await sql.raw(`grant select on ${table} to ${requestRole}`).execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const table of openTables) await sql.raw(`revoke all on ${table} from ${requestRole}`).execute(db);
    for (const [table] of [...protectedTables].reverse()) await unprotectTable(db, table);
    await sql.raw(`revoke usage on schema public from ${requestRole}`).execute(db);
  },
};

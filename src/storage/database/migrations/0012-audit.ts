/** The audit: a chain of entries that nobody changes, payloads that can be erased, and copies of signed heads. */
import { type Kysely, type Migration, sql } from 'kysely';
import { ownAgency, protectTable, requestRole } from '../row-security.ts';

const tables = [
  `create table audit_entry (
    sequence bigint primary key check (sequence > 0),
    at_ms bigint not null,
    actor text collate "C" not null,
    agency text collate "C" not null,
    action text collate "C" not null,
    subject text collate "C",
    payload_hash bytea not null check (length(payload_hash) = 32),
    previous_hash bytea not null check (length(previous_hash) = 32),
    hash bytea not null check (length(hash) = 32)
  )`,
  'create index audit_entry_agency on audit_entry (agency, sequence)',
  'create index audit_entry_subject on audit_entry (subject, sequence) where subject is not null',
  `create table audit_payload (
    sequence bigint primary key references audit_entry,
    salt bytea not null check (length(salt) = 32),
    payload json not null
  )`,
  `create table audit_anchor (
    sequence bigint not null,
    hash bytea not null check (length(hash) = 32),
    at_ms bigint not null,
    anchored_at_ms bigint not null,
    signature bytea not null,
    public_key bytea not null,
    primary key (sequence, anchored_at_ms)
  )`,
] as const;

const guards = [
  `create function audit_refuse() returns trigger language plpgsql as $$
  begin
    raise exception '% refuses %: the audit is only added to', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
  end $$`,
  `create trigger audit_entry_append_only before update or delete or truncate on audit_entry
    for each statement execute function audit_refuse()`,
  `create trigger audit_payload_append_only before update or truncate on audit_payload
    for each statement execute function audit_refuse()`,
  // Also where a session says that it replays the changes of another server.
  'alter table audit_entry enable always trigger audit_entry_append_only',
  'alter table audit_payload enable always trigger audit_payload_append_only',
] as const;

const ofEntry = 'exists (select from audit_entry where audit_entry.sequence = audit_payload.sequence)';

const undo = [
  'drop function audit_append(json)',
  'drop table audit_anchor',
  'drop table audit_payload',
  'drop table audit_entry',
  'drop function audit_refuse()',
] as const;

/**
 * Adds entries, `[{ atMs, actor, agency, action, subject, salt (hexadecimal), payload (text) }]`, to the end of the chain and returns its last sequence. It runs with the rights of its owner:
 * whoever may only call it adds true links or none. In an agency's view it takes entries of that agency alone. The encoding is that of `src/domain/audit-chain.ts`.
 */
const append = `
    create function audit_append(entries json) returns bigint language plpgsql security definer
    set search_path = public, pg_temp as $$
    declare
      view_agency constant text := coalesce(current_setting('touchstone.agency', true), '');
      entry json;
      last_sequence bigint;
      last_hash bytea;
      entry_hash bytea;
      payload_hash bytea;
      encoded bytea;
      field text;
    begin
      -- Until this transaction ends nobody else adds: the chain has one end.
      perform pg_advisory_xact_lock(hashtextextended('touchstone-audit', 0));
      select head.sequence, head.hash into last_sequence, last_hash
        from audit_entry head order by head.sequence desc limit 1;
      if last_sequence is null then
        last_sequence := 0;
        last_hash := decode(repeat('00', 32), 'hex');
      end if;
      for entry in select value from json_array_elements(entries) loop
        if view_agency <> '' and view_agency is distinct from entry ->> 'agency' then
          raise exception 'an entry of another agency' using errcode = 'insufficient_privilege';
        end if;
        last_sequence := last_sequence + 1;
        payload_hash := sha256(decode(entry ->> 'salt', 'hex') || convert_to(entry ->> 'payload', 'UTF8'));
        encoded := convert_to('touchstone audit entry 1', 'UTF8') || int8send(last_sequence) || int8send((entry ->> 'atMs')::bigint);
        foreach field in array array[entry ->> 'actor', entry ->> 'agency', entry ->> 'action', entry ->> 'subject'] loop
          if field is null then
            encoded := encoded || int4send(-1);
          else
            encoded := encoded || int4send(octet_length(convert_to(field, 'UTF8'))) || convert_to(field, 'UTF8');
          end if;
        end loop;
        entry_hash := sha256(encoded || payload_hash || last_hash);
        insert into audit_entry values (last_sequence, (entry ->> 'atMs')::bigint, entry ->> 'actor', entry ->> 'agency',
          entry ->> 'action', entry ->> 'subject', payload_hash, last_hash, entry_hash);
        insert into audit_payload values (last_sequence, decode(entry ->> 'salt', 'hex'), (entry ->> 'payload')::json);
        last_hash := entry_hash;
      end loop;
      return last_sequence;
    end $$`;
const appendRights = [
  'revoke all on function audit_append(json) from public',
  `grant execute on function audit_append(json) to ${requestRole}`,
];

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of [...tables, ...guards, append, ...appendRights]) await sql.raw(statement).execute(db);
    await protectTable(db, 'audit_entry', ownAgency, ['select']);
    await protectTable(db, 'audit_payload', ofEntry, ['select']);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const statement of undo) await sql.raw(statement).execute(db);
  },
};

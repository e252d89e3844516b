/** Look-outs made from confirmed finds, and the consignments that match them. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table look_out (
    id bigint generated always as identity primary key,
    source_fact_id bigint not null references fact on delete cascade,
    consignment_id bigint references consignment on delete cascade,
    kind text not null check (kind in ('sender', 'address', 'phone', 'route')),
    grade text not null check (grade in ('strong', 'fair', 'weak')),
    key text collate "C" not null,
    subject text not null,
    handling json not null,
    made_at_ms bigint not null,
    expires_at_ms bigint not null,
    withdrawn_at_ms bigint
  )`,
  `create unique index look_out_active on look_out (source_fact_id, coalesce(consignment_id, 0), key)
    where withdrawn_at_ms is null`,
  `create index look_out_key on look_out (key) where withdrawn_at_ms is null`,
  `create index look_out_source on look_out (source_fact_id)`,
  `create index look_out_consignment on look_out (consignment_id)`,
  `create table look_out_match (
    look_out_id bigint not null references look_out on delete cascade,
    consignment_id bigint not null references consignment on delete cascade,
    matched_at_ms bigint not null,
    primary key (look_out_id, consignment_id)
  )`,
  `create index look_out_match_consignment on look_out_match (consignment_id)`,
  // Which consignments are open is asked for the last weeks only, and they lie together.
  `create index consignment_known on consignment using brin (known_at_ms)`,
] as const;

const undo = ['drop index consignment_known', 'drop table look_out_match', 'drop table look_out'] as const;

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const statement of undo) await sql.raw(statement).execute(db);
  },
};

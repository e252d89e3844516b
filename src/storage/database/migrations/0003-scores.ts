/** Models in their roles, scores of goods items and consignments, and what is due for scoring. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table model_role (
    id smallint generated always as identity primary key,
    name text collate "C" not null,
    version text collate "C" not null,
    stage text collate "C" not null,
    role text not null check (role in ('champion', 'former', 'candidate')),
    promoted_at_ms bigint,
    needs_retraining boolean not null default false,
    reason text,
    unique (name, version)
  )`,
  `create unique index model_role_champion on model_role (stage) where role = 'champion'`,
  // Scores of a fact go with it when it is erased.
  `create table item_score (
    fact_id bigint not null references fact on delete cascade,
    scored_at_ms bigint not null,
    margin float8 not null,
    probability float8 not null,
    tick int not null,
    model_id smallint not null references model_role,
    is_current boolean not null,
    features bytea not null
  )`,
  `create unique index item_score_current on item_score (fact_id) where is_current`,
  `create index item_score_fact on item_score (fact_id)`,
  `create table consignment_score (
    consignment_id bigint not null references consignment on delete cascade,
    scored_at_ms bigint not null,
    margin float8 not null,
    probability float8 not null,
    tick int not null,
    item_number int not null,
    model_id smallint not null references model_role,
    is_current boolean not null
  )`,
  `create unique index consignment_score_current on consignment_score (consignment_id) where is_current`,
  `create index consignment_score_consignment on consignment_score (consignment_id)`,
  // Scored once nothing is left of history_due up to history_mark.
  `create table score_due (
    consignment_id bigint primary key references consignment on delete cascade,
    since_ms bigint not null,
    history_mark bigint not null,
    cause text not null check (cause in ('items', 'stage', 'champion', 'asked'))
  )`,
  // What was stored before there were scores is due.
  `insert into score_due (consignment_id, since_ms, history_mark, cause)
    select fact.consignment_id, batch.received_at_ms, (select coalesce(max(id), 0) from history_due), 'items'
    from (
      select consignment_id, max(batch_id) as batch_id from fact
      where is_current and consignment_id is not null group by consignment_id
    ) as fact
    join batch on batch.id = fact.batch_id`,
] as const;

const tables = ['score_due', 'consignment_score', 'item_score', 'model_role'];

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const table of tables) await sql.raw(`drop table ${table}`).execute(db);
  },
};

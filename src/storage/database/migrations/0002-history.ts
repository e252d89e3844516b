/** Counted history: cells of entities, peers of goods, and what each fact has added. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table history_state (
    id smallint primary key check (id = 1),
    state text not null check (state in ('current', 'stale', 'rebuilding')),
    key_id text collate "C",
    label_state text collate "C" not null,
    encoding text collate "C" not null,
    days_before_tick int not null default 0,
    months_before_day int not null default 0,
    exact_from_tick int not null default 0
  )`,
  `create table history_source (
    id smallint generated always as identity primary key,
    agency text collate "C" not null,
    handling_class text collate "C" not null,
    unique (agency, handling_class)
  )`,
  `create table history_entity (id smallint primary key, name text collate "C" not null unique)`,
  // The order of the columns leaves no gaps: 40 bytes a row beside its head.
  `create table history_cell (
    price_sum bigint not null,
    key_high int not null,
    key_low int not null,
    tick int not null,
    seen int not null,
    examined int not null,
    positive int not null,
    priced int not null,
    source smallint not null,
    entity smallint not null,
    primary key (key_high, key_low, source, tick)
  )`,
  // Steps of value per kilogram, value per piece and mass per piece: number, sum and sum of squares.
  `create table history_peer (
    kg_sum bigint not null, kg_squares bigint not null,
    piece_sum bigint not null, piece_squares bigint not null,
    mass_sum bigint not null, mass_squares bigint not null,
    key_high int not null,
    key_low int not null,
    tick int not null,
    items int not null,
    kg_count int not null, piece_count int not null, mass_count int not null,
    source smallint not null,
    bin smallint not null,
    primary key (key_high, key_low, source, tick, bin)
  )`,
  `create table history_counted (
    fact_id bigint primary key,
    consignment_id bigint,
    known_tick int,
    result_tick int,
    digest int not null,
    source smallint not null,
    is_positive boolean
  )`,
  // Rights records under which items were encoded.
  `create table history_right (fact_id bigint primary key, known_tick int not null)`,
  `create index history_due_consignment on history_due (consignment_id) where consignment_id is not null`,
  `create index fact_right on fact (id) where kind = 'rights-record' and is_current`,
] as const;

const tables = [
  'history_right',
  'history_counted',
  'history_peer',
  'history_cell',
  'history_entity',
  'history_source',
  'history_state',
];

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
    // What was stored before there was a history is due.
    await sql
      .raw(
        `insert into history_due (consignment_id) select id from consignment where stage = 'declaration' order by id`,
      )
      .execute(db);
    await sql
      .raw(
        `insert into history_due (fact_id) select id from fact
         where kind in ('measure', 'examination') and is_current
         and not exists (select from result_link where result_link.fact_id = fact.id) order by id`,
      )
      .execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const index of ['fact_right', 'history_due_consignment']) await sql.raw(`drop index ${index}`).execute(db);
    for (const table of tables) await sql.raw(`drop table ${table}`).execute(db);
  },
};

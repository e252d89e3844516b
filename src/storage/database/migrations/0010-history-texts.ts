/** How parties describe their goods: one more structure of the counted history. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  // Of each trait the items that could show it, and those that did.
  `create table history_text (
    key_high int not null,
    key_low int not null,
    tick int not null,
    vague_items int not null,
    vague int not null,
    misspelt_items int not null,
    misspelt int not null,
    unauthorised_items int not null,
    unauthorised int not null,
    source smallint not null,
    entity smallint not null,
    primary key (key_high, key_low, source, tick)
  )`,
  // What was counted before lacks texts, and a fact that is counted once is not counted again: everything is due, as after `history rebuild`.
  `truncate history_cell, history_peer, history_counted, history_right`,
  `update history_state set state = 'rebuilding', days_before_tick = 0, months_before_day = 0, exact_from_tick = 0`,
  `delete from history_due`,
  `insert into history_due (consignment_id) select id from consignment where stage = 'declaration' order by id`,
  `insert into history_due (fact_id) select id from fact
    where kind = 'measure' and is_current
      and not exists (select from result_link where result_link.fact_id = fact.id) order by id`,
] as const;

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    await sql`drop table history_text`.execute(db);
  },
};

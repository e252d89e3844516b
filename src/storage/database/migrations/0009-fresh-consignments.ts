/** What lets a consignment be scored in the moment in which it arrives: from which tick on a change may be felt, and how far back the history has changed. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  // First tick in which counting the row may change anything; the least of all where nobody knows.
  `alter table history_due add column first_tick int not null default -2147483648`,
  `create index history_due_first on history_due (first_tick)`,
  // Counts the changes of the cells; of the last of them, the youngest first, the first tick that each changed.
  `alter table history_state add column version bigint not null default 0`,
  `alter table history_state add column recent_first_ticks int[] not null default '{}'`,
] as const;

const undo = [
  'alter table history_state drop column recent_first_ticks',
  'alter table history_state drop column version',
  'drop index history_due_first',
  'alter table history_due drop column first_tick',
] as const;

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const statement of undo) await sql.raw(statement).execute(db);
  },
};

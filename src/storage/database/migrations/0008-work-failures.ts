/** Attempts that failed by the work's own fault: what a worker's death or an outage cut off is none of them. */
import { type Kysely, type Migration, sql } from 'kysely';

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table work add column failures int not null default 0`.execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    await sql`alter table work drop column failures`.execute(db);
  },
};

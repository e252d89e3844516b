/** Notes which worker did what to which work, in the transaction in which it did. */

import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from '../../src/storage/database/tables.ts';

/** Something that a worker did to a piece of work. */
export interface WorkEvent {
  readonly workId: number;
  readonly queue: string;
  /** Name that the worker's connections bear. */
  readonly worker: string;
  /** `progress` means rows that are committed. */
  readonly what: 'start' | 'progress' | 'end';
  readonly atMs: number;
}

/** Has a store's database note what is done to its work from now on. */
export async function watchWork(db: Kysely<Tables>): Promise<void> {
  await sql`create table fault_watch (
    id bigint generated always as identity, work_id bigint not null, queue text not null, worker text not null, what text not null, at_ms float8 not null
  )`.execute(db);
  await sql`create index on fault_watch (work_id, id)`.execute(db);
  await sql`create index on fault_watch (at_ms)`.execute(db);
  await sql`create function fault_watch() returns trigger language plpgsql as $$ begin
    insert into fault_watch (work_id, queue, worker, what, at_ms) values (
      new.id, new.queue, current_setting('application_name'),
      case when new.state <> old.state then 'end' when new.attempts > old.attempts then 'start' else 'progress' end,
      extract(epoch from clock_timestamp()) * 1000
    );
    return null;
  end $$`.execute(db);
  await sql`create trigger fault_watch after update on work for each row
    when (new.state <> old.state or new.attempts > old.attempts or (new.rows_done is distinct from old.rows_done and new.rows_done > 0))
    execute function fault_watch()`.execute(db);
}

/**
 * Returns the last event of every piece of work that is in the hands of a worker: of each queue the one that a worker began last, for it does one at a time, and what an outage
 * made it put back lies in the queue.
 */
export async function workInHand(db: Kysely<Tables>): Promise<readonly WorkEvent[]> {
  const { rows } = await sql<WorkEvent>`
    select distinct on (work.queue, last.worker) last.work_id, work.queue, last.worker, last.what, last.at_ms from work
    cross join lateral (
      select fault_watch.*, begun.id as begun_id from fault_watch
      cross join lateral (
        select max(id) as id from fault_watch as start where start.work_id = work.id and what = 'start'
      ) as begun
      where fault_watch.work_id = work.id order by fault_watch.id desc limit 1
    ) as last
    where work.state = 'due' and last.what <> 'end'
    order by work.queue, last.worker, last.begun_id desc`.execute(db);
  return rows;
}

/** Returns what was done to work after a moment. */
export async function eventsSince(db: Kysely<Tables>, sinceMs: number): Promise<readonly WorkEvent[]> {
  const { rows } = await sql<WorkEvent>`
    select work_id, queue, worker, what, at_ms from fault_watch where at_ms > ${sinceMs} order by id`.execute(db);
  return rows;
}

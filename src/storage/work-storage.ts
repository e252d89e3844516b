/** Due work in the database. */
import { type Kysely, type Selectable, sql } from 'kysely';
import { AppError } from '../errors.ts';
import type { NewWork, Work, WorkPort } from '../services/work-ports.ts';
import { withoutWaiting } from './database/before-later.ts';
import { recurring } from './database/recurring.ts';
import type { Tables } from './database/tables.ts';

/** Work that is found elsewhere and failed for good is tried again after so long: by then somebody may have done what it needs. */
const reviveAfterMs = 60_000;

/** Returns the work port on a database. */
export function createWorkStorage(db: Kysely<Tables>): WorkPort {
  const isAny = (ids: readonly number[]) => sql<number>`any(${ids}::bigint[])`;
  return {
    add: (work, nowMs) => addWork(db, work, nowMs),
    ensure: (work, most, nowMs) =>
      db.transaction().execute(async (trx) => {
        await sql`select pg_advisory_xact_lock(hashtextextended(${`touchstone-work ${work.queue}`}, 0))`.execute(trx);
        const { due } = await trx
          .selectFrom('work')
          .select(({ fn }) => fn.countAll<number>().as('due'))
          .where('queue', '=', work.queue)
          .where('state', '=', 'due')
          .executeTakeFirstOrThrow();
        if (due >= most) return undefined;
        const dead = await trx
          .selectFrom('work')
          .select(['id', 'finishedAtMs'])
          .where('queue', '=', work.queue)
          .where('state', '=', 'dead')
          .where(sql<boolean>`payload::text = ${JSON.stringify(work.payload)}`)
          .orderBy('id', 'desc')
          .limit(1)
          .executeTakeFirst();
        if (dead === undefined) return (await addWork(trx, [work], nowMs))[0];
        // What failed for good is tried again, not added again: the list of the dead would have no end.
        if ((dead.finishedAtMs ?? 0) > nowMs - reviveAfterMs) return undefined;
        await trx
          .updateTable('work')
          .set({ state: 'due', failures: 0, notBeforeMs: nowMs, enqueuedAtMs: null, finishedAtMs: null })
          .where('id', '=', dead.id)
          .execute();
        return dead.id;
      }),
    unqueued: async (nowMs, enqueuedBeforeMs, limit) => {
      const rows = await db
        .selectFrom('work')
        .selectAll()
        .where('state', '=', 'due')
        .where('notBeforeMs', '<=', nowMs)
        .where(({ eb, or }) => or([eb('enqueuedAtMs', 'is', null), eb('enqueuedAtMs', '<', enqueuedBeforeMs)]))
        .orderBy('createdAtMs')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(shaped);
    },
    // A note of the way alone: without it the work is handed over again.
    markEnqueued: async (ids, nowMs) => {
      await db
        .updateTable('work')
        .set({ enqueuedAtMs: nowMs })
        .where('id', '=', isAny(ids))
        .where(withoutWaiting)
        .execute();
    },
    start: async (id, nowMs) => {
      const row = await db
        .updateTable('work')
        .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), startedAtMs: nowMs }))
        .where('id', '=', id)
        .where('state', '=', 'due')
        .where(withoutWaiting)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? undefined : shaped(row);
    },
    isWaiting: async (queue, atLeast) => {
      const { rows } = await recurring<{ due: number }>(
        db,
        'work-waiting',
        sql`select count(*) as due from (
          select from work where queue = ${queue}::text and state = 'due' limit ${atLeast}::int
        ) as one`,
      );
      return rows[0]!.due >= atLeast;
    },
    progress: async (id, rowsDone, rowsTotal) => {
      await db
        .updateTable('work')
        .set({ rowsDone, rowsTotal: rowsTotal ?? null })
        .where('id', '=', id)
        .execute();
    },
    finish: (id, outcome, follow, nowMs) =>
      db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('work')
          .set({ state: 'done', outcome: JSON.stringify(outcome ?? null), finishedAtMs: nowMs, failure: null })
          .where('id', '=', id)
          .where('state', '=', 'due')
          .executeTakeFirst();
        // A second worker that did the same work adds nothing.
        return Number(numUpdatedRows) === 0 ? [] : addWork(trx, follow, nowMs);
      }),
    fail: async (id, failure, isFinal, nowMs) => {
      await db
        .updateTable('work')
        .set(({ eb }) => ({
          failure,
          failures: eb('failures', '+', 1),
          ...(isFinal ? { state: 'dead' as const, finishedAtMs: nowMs } : {}),
        }))
        .where('id', '=', id)
        .where('state', '=', 'due')
        .execute();
    },
    cancel: async (id, nowMs) => {
      const { numUpdatedRows } = await db
        .updateTable('work')
        .set({ state: 'cancelled', finishedAtMs: nowMs })
        .where('id', '=', id)
        .where('state', '=', 'due')
        .executeTakeFirst();
      return Number(numUpdatedRows) === 1;
    },
    retry: async (id, nowMs) => {
      const { numUpdatedRows } = await db
        .updateTable('work')
        .set({ state: 'due', attempts: 0, failures: 0, notBeforeMs: nowMs, enqueuedAtMs: null, finishedAtMs: null })
        .where('id', '=', id)
        .where('state', 'in', ['dead', 'cancelled'])
        .executeTakeFirst();
      return Number(numUpdatedRows) === 1;
    },
    get: async (id) => {
      const row = await db.selectFrom('work').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined) throw new AppError('not-found', { what: 'work', name: id });
      return shaped(row);
    },
    list: async ({ state, queue, limit }) => {
      let query = db.selectFrom('work').selectAll().orderBy('id', 'desc').limit(limit);
      if (state !== undefined) query = query.where('state', '=', state);
      if (queue !== undefined) query = query.where('queue', '=', queue);
      return (await query.execute()).map(shaped);
    },
    counts: async () => {
      const rows = await db
        .selectFrom('work')
        .select(({ fn, eb }) => [
          'queue',
          fn.countAll<number>().filterWhere('state', '=', 'due').as('due'),
          fn.countAll<number>().filterWhere('state', '=', 'dead').as('dead'),
          fn.min(eb.case().when('state', '=', 'due').then(eb.ref('createdAtMs')).end()).as('oldestDueMs'),
        ])
        .where('state', 'in', ['due', 'dead'])
        .groupBy('queue')
        .orderBy('queue')
        .execute();
      return rows.map(({ oldestDueMs, ...counts }) => ({ ...counts, oldestDueMs: oldestDueMs ?? undefined }));
    },
  };
}

/** Adds work inside a transaction of its cause. */
export async function addWork(db: Kysely<Tables>, work: readonly NewWork[], nowMs: number): Promise<number[]> {
  if (work.length === 0) return [];
  const rows = await db
    .insertInto('work')
    .values(
      work.map(({ queue, payload, priority, notBeforeMs }) => ({
        queue,
        payload: JSON.stringify(payload),
        priority,
        createdAtMs: nowMs,
        notBeforeMs: notBeforeMs ?? nowMs,
      })),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id).sort((a, b) => a - b);
}

function shaped(row: Selectable<Tables['work']>): Work {
  return {
    id: row.id,
    queue: row.queue,
    payload: row.payload,
    priority: row.priority,
    notBeforeMs: row.notBeforeMs,
    state: row.state,
    attempts: row.attempts,
    failures: row.failures,
    createdAtMs: row.createdAtMs,
    startedAtMs: row.startedAtMs ?? undefined,
    finishedAtMs: row.finishedAtMs ?? undefined,
    rowsDone: row.rowsDone ?? undefined,
    rowsTotal: row.rowsTotal ?? undefined,
    outcome: row.outcome,
    failure: row.failure ?? undefined,
  };
}

/** Erasures in the database. */
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { Erasure, ErasurePort } from '../services/erasure-ports.ts';
import type { LookOutRules } from '../services/look-out-ports.ts';
import { retrying } from './database/retrying.ts';
import type { Tables } from './database/tables.ts';
import { readRejectedRows, readVersions } from './erasure/read-versions.ts';
import { refreshConsignments } from './erasure/refresh-consignments.ts';
import { takeOut } from './erasure/take-out.ts';
import { lockFacts } from './lock-facts.ts';

/** Returns the erasure port on a database. */
export function createErasureStorage(db: Kysely<Tables>, rules?: LookOutRules): ErasurePort {
  const change = <T>(run: (trx: Transaction<Tables>) => Promise<T>): Promise<T> =>
    retrying(() =>
      db.transaction().execute(async (trx) => {
        await lockAllFacts(trx);
        return run(trx);
      }),
    );
  return {
    begin: (request, key) =>
      change(async (trx) => {
        const id = await takeOut(trx, { request, key, rules });
        if (id === undefined) return undefined;
        return erasureOf(await trx.selectFrom('erasure').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
      }),
    finish: () => change(finish),
    list: async () => (await db.selectFrom('erasure').selectAll().orderBy('id').execute()).map(erasureOf),
    versions: (kinds, afterId = 0) => readVersions(db, kinds, afterId),
    rejectedRows: () => readRejectedRows(db),
    noteRetraining: async (models, reason) => {
      for (const { name, version, stage } of models) {
        await db
          .insertInto('modelRole')
          .values({ name, version, stage, role: 'candidate', promotedAtMs: null, needsRetraining: true, reason })
          .onConflict((conflict) =>
            conflict.columns(['name', 'version']).doUpdateSet({ needsRetraining: true, reason }),
          )
          .execute();
      }
    },
  };
}

/** Nothing is loaded meanwhile, whoever's it is: a record may name another agency than its batch. */
async function lockAllFacts(trx: Transaction<Tables>): Promise<void> {
  const { rows } = await sql<{ agency: string }>`select distinct agency from batch order by agency`.execute(trx);
  for (const { agency } of rows) await lockFacts(trx, agency);
}

function erasureOf(row: Selectable<Tables['erasure']>): Erasure {
  return {
    ...row,
    firstKnownTick: row.firstKnownTick ?? undefined,
    lastKnownMs: row.lastKnownMs ?? undefined,
    agencies: row.agencies as unknown as readonly string[],
    profiles: row.profiles as unknown as readonly string[],
  };
}

async function finish(trx: Transaction<Tables>): Promise<{ pending: number }> {
  // Who is counting has read the facts already; only afterwards it shows what they have added.
  await sql`select pg_advisory_xact_lock(hashtextextended('touchstone-history', 0))`.execute(trx);
  const { rows } = await sql<{ id: number; consignmentId: number | null; isCounted: boolean }>`
    select fact.id, fact.consignment_id,
      exists (select from history_counted where history_counted.fact_id = fact.id)
      or exists (select from history_right where history_right.fact_id = fact.id) as is_counted
    from erasing_fact join fact on fact.id = erasing_fact.fact_id order by fact.id`.execute(trx);
  const gone = rows.filter(({ isCounted }) => !isCounted);
  const ids = gone.map(({ id }) => id);
  const consignments = [...new Set(gone.flatMap((fact) => (fact.consignmentId === null ? [] : [fact.consignmentId])))];
  await sql`delete from fact where id = any(${ids}::bigint[])`.execute(trx);
  await sql`delete from history_due where fact_id = any(${ids}::bigint[])`.execute(trx);
  const { rows: empty } = await sql<{ id: number }>`
    delete from consignment where id = any(${consignments}::bigint[])
      and not exists (select from fact where fact.consignment_id = consignment.id) returning id`.execute(trx);
  const emptyIds = empty.map(({ id }) => id);
  await sql`delete from history_due where consignment_id = any(${emptyIds}::bigint[])`.execute(trx);
  await refreshConsignments(
    trx,
    consignments.filter((id) => !emptyIds.includes(id)),
  );
  await sql`update erasure set state = 'done' where state = 'counting'
    and not exists (select from erasing_fact where erasing_fact.erasure_id = erasure.id)`.execute(trx);
  return { pending: rows.length - gone.length };
}

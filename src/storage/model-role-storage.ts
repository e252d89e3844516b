/** Models and their roles in the database. */
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { ModelRole, ModelRolePort, NamedModel, Promotion } from '../services/score-ports.ts';
import { retrying } from './database/retrying.ts';
import type { Tables } from './database/tables.ts';
import { makeAllDue } from './note-scores-due.ts';

/** Returns the port of models and their roles on a database. */
export function createModelRoleStorage(db: Kysely<Tables>): ModelRolePort {
  return {
    list: async () => {
      const rows = await db.selectFrom('modelRole').selectAll().orderBy('name').orderBy('id').execute();
      return rows.map(roleOf);
    },
    register: (model) => retrying(() => db.transaction().execute((trx) => register(trx, model))),
    promote: (model, atMs) => retrying(() => db.transaction().execute((trx) => promote(trx, model, atMs))),
  };
}

/** Returns a model as the port shows it. */
export function roleOf(row: Selectable<Tables['modelRole']>): ModelRole {
  const { promotedAtMs, reason, ...rest } = row;
  return { ...rest, promotedAtMs: promotedAtMs ?? undefined, reason: reason ?? undefined };
}

async function register(trx: Transaction<Tables>, { name, version, stage }: NamedModel): Promise<ModelRole> {
  await trx
    .insertInto('modelRole')
    .values({ name, version, stage, role: 'candidate', promotedAtMs: null, reason: null })
    .onConflict((conflict) => conflict.columns(['name', 'version']).doNothing())
    .execute();
  const row = await trx
    .selectFrom('modelRole')
    .selectAll()
    .where('name', '=', name)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return roleOf(row);
}

async function promote(trx: Transaction<Tables>, model: NamedModel, atMs: number): Promise<Promotion> {
  await sql`select pg_advisory_xact_lock(hashtextextended('touchstone-model-role', 0))`.execute(trx);
  const { id } = await register(trx, model);
  const before = await trx
    .selectFrom('modelRole')
    .selectAll()
    .where('stage', '=', model.stage)
    .where('role', '=', 'champion')
    .executeTakeFirst();
  if (before?.id === id) return { champion: roleOf(before), former: undefined, dueConsignments: 0 };
  if (before !== undefined) {
    await trx.updateTable('modelRole').set({ role: 'former' }).where('id', '=', before.id).execute();
  }
  const champion = await trx
    .updateTable('modelRole')
    .set({ role: 'champion', promotedAtMs: atMs })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return {
    champion: roleOf(champion),
    former: before === undefined ? undefined : roleOf({ ...before, role: 'former' }),
    dueConsignments: await makeAllDue(trx, { cause: 'champion', atMs, stage: model.stage }),
  };
}

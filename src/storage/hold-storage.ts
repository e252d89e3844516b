/** Operators and holds in the database. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { Channel } from '../domain/consignment.ts';
import { AppError } from '../errors.ts';
import type { HeldGoods, Hold, HoldPort, NewOperator, Operator } from '../services/hold-ports.ts';
import type { Tables } from './database/tables.ts';

/** Returns the port on the transaction of an agency's view. */
export function createHoldStorage(db: Kysely<Tables>, agency: string): HoldPort {
  const holds = () =>
    db
      .selectFrom('hold')
      .innerJoin('operator', 'operator.id', 'hold.operatorId')
      .selectAll('hold')
      .select(['operator.name as operatorName']);
  const operators = () => db.selectFrom('operator').selectAll();
  return {
    addOperator: async (operator, createdAtMs) => {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('operator')
        .values({ agency, ...operatorValues(operator), createdAtMs, disabledAtMs: null })
        .onConflict((conflict) => conflict.columns(['agency', 'name']).doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n) throw nameTaken(operator.name);
      const { id } = await operators().where('name', '=', operator.name).executeTakeFirstOrThrow();
      return id;
    },
    changeOperator: async (id, version, operator) => {
      const taken = await operators().where('name', '=', operator.name).where('id', '<>', id).executeTakeFirst();
      if (taken !== undefined) throw nameTaken(operator.name);
      const { numUpdatedRows } = await db
        .updateTable('operator')
        .set(({ eb }) => ({ ...operatorValues(operator), version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    disableOperator: async (id, disabledAtMs) => {
      const { numUpdatedRows } = await db
        .updateTable('operator')
        .set(({ eb }) => ({ disabledAtMs, version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .where('disabledAtMs', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    operator: async (id) => {
      const row = await operators().where('id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : operatorOf(row);
    },
    operators: async () => (await operators().orderBy('name').execute()).map(operatorOf),
    operatorFor: async (office, channel) => {
      const known = (await operators().where('disabledAtMs', 'is', null).orderBy('id').execute()).map(operatorOf);
      const fits = (list: readonly string[], value: string | undefined): boolean =>
        list.length === 0 || (value !== undefined && list.includes(value));
      const exactness = ({ offices, channels }: Operator): number =>
        (offices.length > 0 ? 2 : 0) + (channels.length > 0 ? 1 : 0);
      return known
        .filter((one) => fits(one.offices, office) && fits(one.channels, channel))
        .sort((a, b) => exactness(b) - exactness(a) || a.id - b.id)[0];
    },
    request: async ({ goods, ...hold }) => {
      const { id } = await db
        .insertInto('hold')
        .values({
          agency,
          ...hold,
          goods: JSON.stringify(goods),
          state: 'requested',
          acknowledgedAtMs: null,
          endedAtMs: null,
          answeredBy: null,
          notifiedAtMs: null,
          notifyAfterMs: hold.visibleFromMs,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    list: async ({ operatorId, visibleAtMs, states, beforeId, limit }) => {
      let found = holds();
      if (operatorId !== undefined) found = found.where('operatorId', '=', operatorId);
      if (visibleAtMs !== undefined)
        found = found.where('visibleFromMs', '<=', visibleAtMs).where('state', '<>', 'withdrawn');
      if (states !== undefined) found = found.where('state', 'in', states);
      if (beforeId !== undefined) found = found.where('hold.id', '<', beforeId);
      return (await found.orderBy('hold.id', 'desc').limit(limit).execute()).map(holdOf);
    },
    ofCase: async (caseId) => (await holds().where('caseId', '=', caseId).orderBy('hold.id').execute()).map(holdOf),
    findToAnswer: async (reference, operatorId, nowMs) => {
      let found = holds()
        .where('reference', '=', reference)
        .where('visibleFromMs', '<=', nowMs)
        .where('state', '<>', 'withdrawn');
      if (operatorId !== undefined) found = found.where('operatorId', '=', operatorId);
      const row = await found.forUpdate('hold').executeTakeFirst();
      return row === undefined ? undefined : holdOf(row);
    },
    answer: async (id, state, { atMs, by }) => {
      await db
        .updateTable('hold')
        .set(({ ref }) => ({
          state,
          answeredBy: by,
          acknowledgedAtMs: sql<number>`coalesce(${ref('acknowledgedAtMs')}, ${atMs})`,
          endedAtMs: state === 'acknowledged' ? null : atMs,
        }))
        .where('id', '=', id)
        .execute();
    },
    withdraw: async (caseId, nowMs) => {
      await db
        .updateTable('hold')
        .set({ state: 'withdrawn', endedAtMs: nowMs })
        .where('caseId', '=', caseId)
        .where('state', '=', 'requested')
        .where('visibleFromMs', '>', nowMs)
        .execute();
      const left = await db
        .selectFrom('hold')
        .select('id')
        .where('caseId', '=', caseId)
        .where('state', 'in', ['requested', 'acknowledged', 'held'])
        .executeTakeFirst();
      return left === undefined;
    },
    takeToAnnounce: async (nowMs, againAfterMs, limit) => {
      const due = db
        .selectFrom('hold')
        .innerJoin('operator', 'operator.id', 'hold.operatorId')
        .select('hold.id')
        .where('notifiedAtMs', 'is', null)
        .where('state', '=', 'requested')
        .where('notifyAfterMs', '<=', nowMs)
        .where('visibleFromMs', '<=', nowMs)
        .where('operator.webhookUrl', 'is not', null)
        .where('operator.disabledAtMs', 'is', null)
        .orderBy('hold.id')
        .limit(limit)
        .forUpdate('hold')
        .skipLocked();
      const taken = await db
        .updateTable('hold')
        .set(({ eb }) => ({ notifyAfterMs: againAfterMs, notifyAttempts: eb('notifyAttempts', '+', 1) }))
        .where('id', 'in', due)
        .returning('id')
        .execute();
      if (taken.length === 0) return [];
      const rows = await holds()
        .select(['operator.webhookUrl', 'operator.webhookSecret'])
        .where(
          'hold.id',
          'in',
          taken.map(({ id }) => id),
        )
        .orderBy('hold.id')
        .execute();
      return rows.map(({ webhookUrl, webhookSecret, ...row }) => ({
        hold: holdOf(row),
        webhookUrl: webhookUrl!,
        webhookSecret: webhookSecret ?? undefined,
        attempts: row.notifyAttempts,
      }));
    },
    markAnnounced: async (id, notifiedAtMs) => {
      await db.updateTable('hold').set({ notifiedAtMs }).where('id', '=', id).execute();
    },
    announceAgain: async (id, notifyAfterMs) => {
      await db.updateTable('hold').set({ notifyAfterMs }).where('id', '=', id).execute();
    },
  };
}

function nameTaken(name: string): AppError {
  return new AppError('conflict', { reason: `there is an operator ${name} already` });
}

function operatorValues({ offices, channels, webhookUrl, webhookSecret, ...operator }: NewOperator) {
  return {
    ...operator,
    offices: JSON.stringify(offices),
    channels: JSON.stringify(channels),
    webhookUrl: webhookUrl ?? null,
    webhookSecret: webhookSecret === undefined ? null : Buffer.from(webhookSecret),
  };
}

function operatorOf({ agency: _, ...row }: Selectable<Tables['operator']>): Operator {
  return {
    ...row,
    channels: row.channels as readonly Channel[],
    webhookUrl: row.webhookUrl ?? undefined,
    webhookSecret: row.webhookSecret ?? undefined,
    disabledAtMs: row.disabledAtMs ?? undefined,
  };
}

function holdOf(row: Selectable<Tables['hold']> & { readonly operatorName: string }): Hold {
  const { id, caseId, operatorId, operatorName, reference, control, goods, state, requestedAtMs, visibleFromMs } = row;
  return {
    id,
    caseId,
    operatorId,
    operatorName,
    reference,
    control,
    goods: goods as HeldGoods,
    state,
    requestedAtMs,
    visibleFromMs,
    acknowledgedAtMs: row.acknowledgedAtMs ?? undefined,
    endedAtMs: row.endedAtMs ?? undefined,
  };
}

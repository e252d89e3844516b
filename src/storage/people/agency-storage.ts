/** Agencies in the database. */
import type { Kysely, Selectable } from 'kysely';
import { AppError } from '../../errors.ts';
import type { Agency, AgencyPort } from '../../services/people-ports.ts';
import type { Tables } from '../database/tables.ts';

/** Returns the port of agencies on a database. */
export function createAgencyStorage(db: Kysely<Tables>): AgencyPort {
  return {
    add: async (agency) => {
      const added = await db
        .insertInto('agency')
        .values(agency)
        .onConflict((conflict) => conflict.doNothing())
        .returning('code')
        .executeTakeFirst();
      if (added === undefined) throw new AppError('conflict', { reason: `there is an agency ${agency.code} already` });
    },
    find: async (code) => {
      const row = await db.selectFrom('agency').selectAll().where('code', '=', code).executeTakeFirst();
      return row === undefined ? undefined : shaped(row);
    },
    list: async () => (await db.selectFrom('agency').selectAll().orderBy('code').execute()).map(shaped),
    setCapacity: async (code, capacity, replacedVersion) => {
      const changed = db
        .updateTable('agency')
        .set(({ eb }) => ({ capacity, capacityVersion: eb('capacityVersion', '+', 1) }))
        .where('code', '=', code);
      const row = await (replacedVersion === undefined
        ? changed
        : changed.where('capacityVersion', '=', replacedVersion)
      )
        .returning('capacityVersion')
        .executeTakeFirst();
      return row?.capacityVersion;
    },
    disable: async (code, disabledAtMs) => {
      const { numUpdatedRows } = await db
        .updateTable('agency')
        .set({ disabledAtMs })
        .where('code', '=', code)
        .where('disabledAtMs', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    enable: async (code) => {
      const { numUpdatedRows } = await db
        .updateTable('agency')
        .set({ disabledAtMs: null })
        .where('code', '=', code)
        .where('disabledAtMs', 'is not', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}

function shaped({ capacity, disabledAtMs, ...agency }: Selectable<Tables['agency']>): Agency {
  return { ...agency, capacity: capacity ?? undefined, disabledAtMs: disabledAtMs ?? undefined };
}

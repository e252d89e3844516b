/** What the installation is, in the database. */
import type { Kysely } from 'kysely';
import { type SharingMode, sharingModes } from '../domain/agreement.ts';
import type { SharingPort } from '../services/agreement-ports.ts';
import type { Tables } from './database/tables.ts';
import { noteChangedScopes } from './history/history-scopes.ts';

/** As `touchstone_is_network()` reads it. */
const name = 'sharing';

/** Returns the port on a database. */
export function createSharingStorage(db: Kysely<Tables>): SharingPort {
  return {
    mode: async (): Promise<SharingMode> => {
      const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst();
      return sharingModes.find((mode) => mode === row?.value) ?? 'command-centre';
    },
    noteChangedScopes: (nowMs) => noteChangedScopes(db, nowMs),
    setMode: async (value) => {
      await db
        .insertInto('setting')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
  };
}

/** Keys of machines in the database. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { ApiKey, ApiKeyPort } from '../../services/people-ports.ts';
import { recurring } from '../database/recurring.ts';
import type { Tables } from '../database/tables.ts';

/** Returns the port of machines' keys on a database. */
export function createApiKeyStorage(db: Kysely<Tables>): ApiKeyPort {
  const keys = () =>
    db
      .selectFrom('apiKey')
      .innerJoin('agency', 'agency.code', 'apiKey.agency')
      .selectAll('apiKey')
      .select('agency.disabledAtMs as agencyDisabledAtMs');
  return {
    add: async ({ secretHash, scopes, operatorId, ...key }) => {
      const { id } = await db
        .insertInto('apiKey')
        .values({
          ...key,
          secretHash: Buffer.from(secretHash),
          scopes: JSON.stringify(scopes),
          operatorId: operatorId ?? null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    find: async (prefix) => {
      // Every request of a machine asks this.
      const { rows } = await recurring<KeyRow>(
        db,
        'api-key',
        sql`select api_key.*, agency.disabled_at_ms as agency_disabled_at_ms
          from api_key join agency on agency.code = api_key.agency where api_key.prefix = ${prefix}`,
      );
      return shapedOrNone(rows[0]);
    },
    get: async (id) => shapedOrNone(await keys().where('apiKey.id', '=', id).executeTakeFirst()),
    list: async (agency) => {
      const ofAgency = agency === undefined ? keys() : keys().where('apiKey.agency', '=', agency);
      return (await ofAgency.orderBy('apiKey.id').execute()).map(shaped);
    },
    revoke: async (id, revokedAtMs) => {
      const { numUpdatedRows } = await db
        .updateTable('apiKey')
        .set({ revokedAtMs })
        .where('id', '=', id)
        .where('revokedAtMs', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    noteUse: async (id, lastUsedAtMs) => {
      await db.updateTable('apiKey').set({ lastUsedAtMs }).where('id', '=', id).execute();
    },
  };
}

type KeyRow = Selectable<Tables['apiKey']> & { readonly agencyDisabledAtMs: number | null };

function shapedOrNone(row: KeyRow | undefined): ApiKey | undefined {
  return row === undefined ? undefined : shaped(row);
}

function shaped({ agencyDisabledAtMs, ...row }: KeyRow): ApiKey {
  return {
    ...row,
    operatorId: row.operatorId ?? undefined,
    revokedAtMs: row.revokedAtMs ?? undefined,
    lastUsedAtMs: row.lastUsedAtMs ?? undefined,
    isAgencyEnabled: agencyDisabledAtMs === null,
  };
}

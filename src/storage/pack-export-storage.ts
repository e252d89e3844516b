/** Files of targets in the database. */
import type { Kysely, Selectable } from 'kysely';
import type { Audience } from '../domain/audience.ts';
import { AppError } from '../errors.ts';
import type { AgencyPackExportPort, PackExport, PackExportPort } from '../services/pack-export-ports.ts';
import type { Tables } from './database/tables.ts';

/** Everything but what was sent and the bytes, which few want. */
const head = [
  'id',
  'agency',
  'listId',
  'format',
  'audience',
  'rightHolder',
  'purpose',
  'gateway',
  'askedBy',
  'askedAtMs',
  'state',
  'failure',
  'madeAtMs',
  'expiresAtMs',
  'manifest',
] as const;

type HeadRow = Pick<Selectable<Tables['packExport']>, (typeof head)[number]>;

/** Returns the port of the whole store. */
export function createPackExportStorage(db: Kysely<Tables>): PackExportPort {
  const missing = (id: number): AppError => new AppError('not-found', { what: 'export', name: id });
  return {
    get: async (id) => {
      const row = await db.selectFrom('packExport').select(head).where('id', '=', id).executeTakeFirst();
      if (row === undefined) throw missing(id);
      return exportOf(row);
    },
    sentOf: async (id) => {
      const row = await db.selectFrom('packExport').select('sent').where('id', '=', id).executeTakeFirst();
      if (row === undefined) throw missing(id);
      return row.sent ?? undefined;
    },
    finish: async (id, { manifest, sent, bytes, ...made }) => {
      await db
        .updateTable('packExport')
        .set({
          ...made,
          state: 'ready',
          failure: null,
          manifest: JSON.stringify(manifest),
          sent: JSON.stringify(sent),
          bytes: Buffer.from(bytes),
        })
        .where('id', '=', id)
        .execute();
    },
    fail: async (id, failure) => {
      await db.updateTable('packExport').set({ state: 'failed', failure, bytes: null }).where('id', '=', id).execute();
    },
    expire: async (nowMs) => {
      const { numUpdatedRows } = await db
        .updateTable('packExport')
        .set({ state: 'expired', bytes: null })
        .where('state', '=', 'ready')
        .where('expiresAtMs', '<=', nowMs)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
  };
}

/** Returns the port of an agency's view, on its transaction. */
export function createAgencyPackExports(db: Kysely<Tables>, agency: string): AgencyPackExportPort {
  return {
    add: async ({ rightHolder, gateway, ...asked }) => {
      const { id } = await db
        .insertInto('packExport')
        .values({ ...asked, rightHolder: rightHolder ?? null, gateway: gateway ?? null, agency, state: 'waiting' })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    find: async (id) => {
      const row = await db.selectFrom('packExport').select(head).where('id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : exportOf(row);
    },
    bytesOf: async (id) => {
      const row = await db.selectFrom('packExport').select('bytes').where('id', '=', id).executeTakeFirst();
      return row?.bytes ?? undefined;
    },
  };
}

function exportOf({
  rightHolder,
  gateway,
  failure,
  madeAtMs,
  expiresAtMs,
  manifest,
  audience,
  ...row
}: HeadRow): PackExport {
  return {
    ...row,
    audience: audience as Audience,
    rightHolder: rightHolder ?? undefined,
    gateway: gateway ?? undefined,
    failure: failure ?? undefined,
    madeAtMs: madeAtMs ?? undefined,
    expiresAtMs: expiresAtMs ?? undefined,
    manifest: manifest ?? undefined,
  };
}

/** Instructions under seal in the database. */
import { type Kysely, sql } from 'kysely';
import type { SealedPort } from '../../services/case-ports.ts';
import type { Tables } from '../database/tables.ts';

/** Returns the port on the transaction of an agency's view. */
export function createSealedStorage(db: Kysely<Tables>, agency: string): SealedPort {
  return {
    add: async ({ note, ...instruction }) => {
      const { id } = await db
        .insertInto('sealedInstruction')
        .values({ agency, ...instruction, note: note ?? null, revokedAtMs: null })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    list: async (nowMs) => {
      const rows = await db
        .selectFrom('sealedInstruction')
        .select([
          'id',
          'subjectKind',
          'subject',
          'instruction',
          'authority',
          'note',
          'madeBy',
          'madeAtMs',
          'expiresAtMs',
        ])
        .where('revokedAtMs', 'is', null)
        .where('expiresAtMs', '>', nowMs)
        .orderBy('id')
        .execute();
      return rows.map(({ note, ...row }) => ({ ...row, note: note ?? undefined }));
    },
    revoke: async (id, revokedAtMs) => {
      const { numUpdatedRows } = await db
        .updateTable('sealedInstruction')
        .set({ revokedAtMs })
        .where('id', '=', id)
        .where('revokedAtMs', 'is', null)
        .where('expiresAtMs', '>', revokedAtMs)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    among: async (references) => {
      const rows = await db
        .selectFrom('reviewCase')
        .select('reference')
        .where('reference', '=', sql<string>`any(${references}::text[])`)
        .where('sealed', 'is not', null)
        .execute();
      return new Set(rows.map(({ reference }) => reference));
    },
  };
}

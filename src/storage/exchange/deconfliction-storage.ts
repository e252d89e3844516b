/** Sessions of deconfliction in the database. */
import type { Kysely } from 'kysely';
import type { DeconflictionPort, DeconflictionSession } from '../../services/deconfliction-ports.ts';
import type { Tables } from '../database/tables.ts';

/** Returns the port on a database. */
export function createDeconflictionStorage(db: Kysely<Tables>): DeconflictionPort {
  const rows = () => db.selectFrom('deconflictionSession').selectAll();
  return {
    begin: async ({ listSha256, secret, kept, finishedAtMs, otherElements, matchedParties, ...session }) => {
      await db
        .insertInto('deconflictionSession')
        .values({
          ...session,
          finishedAtMs: finishedAtMs ?? null,
          otherElements: otherElements ?? null,
          matchedParties: matchedParties ?? null,
          listSha256: Buffer.from(listSha256),
          secret: secret === undefined ? null : Buffer.from(secret),
          kept: kept === undefined ? null : Buffer.from(kept),
        })
        .execute();
    },
    find: async (id) => {
      const row = await rows().where('id', '=', id).executeTakeFirst();
      return row && sessionOf(row);
    },
    list: async () => (await rows().orderBy('startedAtMs', 'desc').orderBy('id').limit(1000).execute()).map(sessionOf),
    countSince: async (partnerId, sinceMs) => {
      const { count } = await db
        .selectFrom('deconflictionSession')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('partnerId', '=', partnerId)
        .where('startedAtMs', '>', sinceMs)
        .executeTakeFirstOrThrow();
      return count;
    },
    finish: (id, { otherElements, matchedParties, finishedAtMs }, overlaps) =>
      db.transaction().execute(async (trx) => {
        await trx
          .updateTable('deconflictionSession')
          .set({
            state: 'done',
            secret: null,
            kept: null,
            otherElements: otherElements ?? null,
            matchedParties: matchedParties ?? null,
            finishedAtMs,
          })
          .where('id', '=', id)
          .execute();
        for (let at = 0; at < overlaps.length; at += 1000) {
          const some = overlaps.slice(at, at + 1000).map(({ reference, ownReferences, otherContact }) => ({
            sessionId: id,
            reference,
            ownReferences: [...ownReferences],
            otherContact: otherContact ?? null,
            outcome: null,
            recordedAtMs: null,
          }));
          await trx.insertInto('deconflictionOverlap').values(some).execute();
        }
      }),
    addContacts: (sessionId, contacts) =>
      db.transaction().execute(async (trx) => {
        for (const [reference, otherContact] of contacts) {
          await trx
            .updateTable('deconflictionOverlap')
            .set({ otherContact })
            .where('sessionId', '=', sessionId)
            .where('reference', '=', reference)
            .execute();
        }
      }),
    overlaps: async (sessionId) => {
      const found = await db
        .selectFrom('deconflictionOverlap')
        .selectAll()
        .where('sessionId', '=', sessionId)
        .orderBy('reference')
        .execute();
      return found.map((row) => ({
        ...row,
        otherContact: row.otherContact ?? undefined,
        outcome: row.outcome ?? undefined,
        recordedAtMs: row.recordedAtMs ?? undefined,
      }));
    },
    recordOutcome: async (sessionId, reference, outcome, atMs) => {
      const { numUpdatedRows } = await db
        .updateTable('deconflictionOverlap')
        .set({ outcome, recordedAtMs: atMs })
        .where('sessionId', '=', sessionId)
        .where('reference', '=', reference)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

type Nullable<T> = { readonly [K in keyof T]: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K] };

function sessionOf(row: Nullable<DeconflictionSession>): DeconflictionSession {
  return {
    ...row,
    finishedAtMs: row.finishedAtMs ?? undefined,
    otherElements: row.otherElements ?? undefined,
    matchedParties: row.matchedParties ?? undefined,
    secret: row.secret ?? undefined,
    kept: row.kept ?? undefined,
  };
}

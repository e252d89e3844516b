/** Sessions of people in the database. */
import type { Kysely } from 'kysely';
import type { SessionPort } from '../../services/people-ports.ts';
import type { Tables } from '../database/tables.ts';
import { shapedAccount } from './account-storage.ts';

/** Returns the port of sessions on a database. */
export function createSessionStorage(db: Kysely<Tables>): SessionPort {
  return {
    add: async ({ tokenHash, ...session }) => {
      await db
        .insertInto('userSession')
        .values({ ...session, tokenHash: Buffer.from(tokenHash), lastSeenAtMs: session.createdAtMs })
        .execute();
    },
    find: async (tokenHash, nowMs, seenAfterMs) => {
      const row = await db
        .selectFrom('userSession as session')
        .innerJoin('personAccount', 'personAccount.id', 'session.accountId')
        .leftJoin('agency', 'agency.code', 'personAccount.agency')
        .selectAll('personAccount')
        .select([
          'agency.disabledAtMs as agencyDisabledAtMs',
          'session.createdAtMs as beganAtMs',
          'session.lastSeenAtMs',
          'session.expiresAtMs',
        ])
        .where('session.tokenHash', '=', Buffer.from(tokenHash))
        .where('session.revokedAtMs', 'is', null)
        .where('session.expiresAtMs', '>', nowMs)
        .where('session.lastSeenAtMs', '>', seenAfterMs)
        .where('personAccount.disabledAtMs', 'is', null)
        .where('agency.disabledAtMs', 'is', null)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { beganAtMs, lastSeenAtMs, expiresAtMs, ...account } = row;
      return {
        tokenHash,
        accountId: account.id,
        createdAtMs: beganAtMs,
        lastSeenAtMs,
        expiresAtMs,
        account: shapedAccount(account),
      };
    },
    see: async (tokenHash, lastSeenAtMs) => {
      await db
        .updateTable('userSession')
        .set({ lastSeenAtMs })
        .where('tokenHash', '=', Buffer.from(tokenHash))
        .execute();
    },
    revoke: async (tokenHash, revokedAtMs) => {
      const { numUpdatedRows } = await db
        .updateTable('userSession')
        .set({ revokedAtMs })
        .where('tokenHash', '=', Buffer.from(tokenHash))
        .where('revokedAtMs', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    revokeAll: async (accountId, revokedAtMs, exceptTokenHash) => {
      const revoked = db
        .updateTable('userSession')
        .set({ revokedAtMs })
        .where('accountId', '=', accountId)
        .where('revokedAtMs', 'is', null);
      await (exceptTokenHash === undefined
        ? revoked
        : revoked.where('tokenHash', '<>', Buffer.from(exceptTokenHash))
      ).execute();
    },
    removeOver: async (accountId, nowMs) => {
      await db
        .deleteFrom('userSession')
        .where('accountId', '=', accountId)
        .where(({ eb, or }) => or([eb('expiresAtMs', '<=', nowMs), eb('revokedAtMs', 'is not', null)]))
        .execute();
    },
  };
}

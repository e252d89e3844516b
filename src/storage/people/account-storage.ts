/** Accounts of people in the database. */
import { type Kysely, type Selectable, sql } from 'kysely';
import { installationAgency } from '../../domain/agency.ts';
import { failuresBeforeLock, lockTimesMs } from '../../domain/lock-out.ts';
import { AppError } from '../../errors.ts';
import type { Account, AccountPort, NewAccount } from '../../services/people-ports.ts';
import type { Tables } from '../database/tables.ts';

/** Returns the port of accounts on a database. */
export function createAccountStorage(db: Kysely<Tables>): AccountPort {
  const accounts = () =>
    db
      .selectFrom('personAccount')
      .leftJoin('agency', 'agency.code', 'personAccount.agency')
      .selectAll('personAccount')
      .select('agency.disabledAtMs as agencyDisabledAtMs');
  return {
    add: async (account) => {
      const added = await db
        .insertInto('personAccount')
        .values(rowOf(account))
        .onConflict((conflict) => conflict.column('name').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (added !== undefined) return added.id;
      throw new AppError('conflict', { reason: `there is an account ${account.name} already` });
    },
    addFirst: async (account) => {
      const { name, displayName, agency, role, passwordHash, mustChangePassword, createdAtMs } = rowOf(account);
      const { rows } = await sql<{ id: number }>`
        insert into person_account (name, display_name, agency, role, password_hash, must_change_password, created_at_ms)
        select ${name}, ${displayName}, ${agency}, ${role}, ${passwordHash}, ${mustChangePassword}, ${createdAtMs}::bigint
        where not exists (select from person_account)
        on conflict (name) do nothing returning id`.execute(db);
      return rows[0]?.id;
    },
    find: async (name) => shapedOrNone(await accounts().where('personAccount.name', '=', name).executeTakeFirst()),
    get: async (id) => shapedOrNone(await accounts().where('personAccount.id', '=', id).executeTakeFirst()),
    list: async (agency) => {
      const ofAgency =
        agency === undefined
          ? accounts()
          : agency === installationAgency
            ? accounts().where('personAccount.agency', 'is', null)
            : accounts().where('personAccount.agency', '=', agency);
      return (await ofAgency.orderBy('personAccount.name').execute()).map(shapedAccount);
    },
    countAttempt: async (id, nowMs) => {
      // One statement, so that of attempts side by side each finds the count of those before it.
      const { rows } = await sql<{ failedAttempts: number }>`
        update person_account set failed_attempts = failed_attempts + 1,
          locked_until_ms = case when failed_attempts + 1 >= ${failuresBeforeLock}::int then
            ${nowMs}::bigint + (${[...lockTimesMs]}::bigint[])[least(failed_attempts + 2 - ${failuresBeforeLock}::int, ${lockTimesMs.length}::int)]
          end
        where id = ${id} and (locked_until_ms is null or locked_until_ms <= ${nowMs})
        returning failed_attempts`.execute(db);
      return rows[0]?.failedAttempts;
    },
    clearAttempts: async (id) => {
      await db
        .updateTable('personAccount')
        .set({ failedAttempts: 0, lockedUntilMs: null })
        .where('id', '=', id)
        .execute();
    },
    takeCodeStep: async (id, step) => {
      const { numUpdatedRows } = await db
        .updateTable('personAccount')
        .set({ lastCodeStep: step })
        .where('id', '=', id)
        .where(({ eb, or }) => or([eb('lastCodeStep', 'is', null), eb('lastCodeStep', '<', step)]))
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    setPassword: async (id, passwordHash, mustChangePassword) => {
      await db
        .updateTable('personAccount')
        .set({ passwordHash, mustChangePassword, failedAttempts: 0, lockedUntilMs: null })
        .where('id', '=', id)
        .execute();
    },
    setCodeSecret: async (id, sealed) => {
      await db
        .updateTable('personAccount')
        .set({
          codeSecret: sealed === undefined ? null : Buffer.from(sealed),
          codeEnrolledAtMs: null,
          lastCodeStep: null,
        })
        .where('id', '=', id)
        .execute();
    },
    enrolCode: async (id, codeEnrolledAtMs) => {
      await db.updateTable('personAccount').set({ codeEnrolledAtMs }).where('id', '=', id).execute();
    },
    disable: async (id, disabledAtMs) => {
      const { numUpdatedRows } = await db
        .updateTable('personAccount')
        .set({ disabledAtMs })
        .where('id', '=', id)
        .where('disabledAtMs', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    enable: async (id) => {
      const { numUpdatedRows } = await db
        .updateTable('personAccount')
        .set({ disabledAtMs: null })
        .where('id', '=', id)
        .where('disabledAtMs', 'is not', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}

function rowOf({ agency, ...account }: NewAccount) {
  return { ...account, agency: agency === installationAgency ? null : agency };
}

/** An account's row beside the end of its agency. */
export type AccountRow = Selectable<Tables['personAccount']> & { readonly agencyDisabledAtMs: number | null };

function shapedOrNone(row: AccountRow | undefined): Account | undefined {
  return row === undefined ? undefined : shapedAccount(row);
}

/** Returns the account of a row. */
export function shapedAccount({ agencyDisabledAtMs, lastCodeStep: _, ...row }: AccountRow): Account {
  return {
    ...row,
    agency: row.agency ?? installationAgency,
    codeSecret: row.codeSecret ?? undefined,
    codeEnrolledAtMs: row.codeEnrolledAtMs ?? undefined,
    lockedUntilMs: row.lockedUntilMs ?? undefined,
    disabledAtMs: row.disabledAtMs ?? undefined,
    isEnabled: row.disabledAtMs === null && agencyDisabledAtMs === null,
  };
}

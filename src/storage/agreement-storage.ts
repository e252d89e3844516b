/** Sharing agreements in the database. */
import { type Kysely, sql } from 'kysely';
import type { Regime } from '../domain/agency.ts';
import type { Signature } from '../domain/agreement.ts';
import { AppError } from '../errors.ts';
import type { AgreementPort, KeptAgreement } from '../services/agreement-ports.ts';
import type { Tables } from './database/tables.ts';

/** Returns the agreements on the transaction of an agency's view. */
export function createAgreementStorage(
  db: Kysely<Tables>,
  { agency, nowMs }: { readonly agency: string; readonly nowMs: number },
): AgreementPort {
  return {
    list: async () => (await selectAgreements(db).orderBy('agreement.id').execute()).map(agreementOf),
    taking: async () =>
      (
        await selectAgreements(db)
          .where('taker', '=', agency)
          .where('giverSignedAtMs', 'is not', null)
          .where('takerSignedAtMs', 'is not', null)
          .where('fromMs', '<=', nowMs)
          .where(({ eb, or }) => or([eb('toMs', 'is', null), eb('toMs', '>', nowMs)]))
          .where(({ eb, or }) => or([eb('endedAtMs', 'is', null), eb('endedAtMs', '>', nowMs)]))
          .orderBy('agreement.id')
          .execute()
      ).map(agreementOf),
    get: async (id) => {
      const row = await selectAgreements(db).where('agreement.id', '=', id).executeTakeFirst();
      if (row === undefined) throw new AppError('not-found', { what: 'agreement', name: id });
      return agreementOf(row);
    },
    add: async (terms, { by, atMs }) => {
      const { id } = await db
        .insertInto('agreement')
        .values({
          ...terms,
          kinds: [...terms.kinds],
          purposes: [...terms.purposes],
          fields: [...terms.fields],
          gateway: terms.gateway ?? null,
          toMs: terms.toMs ?? null,
          proposedBy: by,
          proposedAtMs: atMs,
          giverSignedBy: null,
          giverSignedAtMs: null,
          takerSignedBy: null,
          takerSignedAtMs: null,
          endedBy: null,
          endedAtMs: null,
          retainedAtMs: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    sign: async (id, { by, atMs }) => {
      const asGiver = await db
        .updateTable('agreement')
        .set({ giverSignedBy: by, giverSignedAtMs: atMs })
        .where('id', '=', id)
        .where('giver', '=', agency)
        .where('giverSignedAtMs', 'is', null)
        .where('endedAtMs', 'is', null)
        .executeTakeFirst();
      const asTaker = await db
        .updateTable('agreement')
        .set({ takerSignedBy: by, takerSignedAtMs: atMs })
        .where('id', '=', id)
        .where('taker', '=', agency)
        .where('takerSignedAtMs', 'is', null)
        .where('endedAtMs', 'is', null)
        .executeTakeFirst();
      return asGiver.numUpdatedRows + asTaker.numUpdatedRows > 0n;
    },
    end: async (id, { by, atMs }) => {
      const { numUpdatedRows } = await db
        .updateTable('agreement')
        .set({ endedBy: by, endedAtMs: atMs })
        .where('id', '=', id)
        .where('endedAtMs', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    regimes: async () => {
      const { rows } = await sql<{ code: string; regime: Regime }>`
        select code, regime from agency where disabled_at_ms is null order by code`.execute(db);
      return new Map(rows.map(({ code, regime }) => [code, regime]));
    },
  };
}

/** Selects agreements with the regimes of both sides. */
export function selectAgreements(db: Kysely<Tables>) {
  return db
    .selectFrom('agreement')
    .innerJoin('agency as giving', 'giving.code', 'agreement.giver')
    .innerJoin('agency as taking', 'taking.code', 'agreement.taker')
    .selectAll('agreement')
    .select(['giving.regime as giverRegime', 'taking.regime as takerRegime']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectAgreements>['execute']>>[number];

/** Returns a row as an agreement. */
export function agreementOf(row: Row): KeptAgreement {
  return {
    id: row.id,
    giver: row.giver,
    taker: row.taker,
    kinds: row.kinds,
    purposes: row.purposes,
    gateway: row.gateway ?? undefined,
    fields: row.fields,
    maximumTlp: row.maximumTlp,
    onwardSharing: row.onwardSharing,
    fromMs: row.fromMs,
    toMs: row.toMs ?? undefined,
    retentionDays: row.retentionDays,
    proposed: { by: row.proposedBy, atMs: row.proposedAtMs },
    signedByGiver: signature(row.giverSignedBy, row.giverSignedAtMs),
    signedByTaker: signature(row.takerSignedBy, row.takerSignedAtMs),
    ended: signature(row.endedBy, row.endedAtMs),
    giverRegime: row.giverRegime,
    takerRegime: row.takerRegime,
  };
}

function signature(by: string | null, atMs: number | null): Signature | undefined {
  return by === null || atMs === null ? undefined : { by, atMs };
}

/** Frozen targets in the database. */
import { createHash } from 'node:crypto';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { FrozenContent } from '../../domain/frozen-content.ts';
import type { NewAuditEntry } from '../../services/audit-ports.ts';
import type {
  AgencyFrozenTargetPort,
  FrozenTarget,
  FrozenTargetPort,
  LegalHold,
} from '../../services/disclosure-ports.ts';
import { canonicalJson } from '../../util/canonical-json.ts';
import { appendAudit } from '../audit-storage.ts';
import type { Tables } from '../database/tables.ts';

const columns = [
  'id',
  'agency',
  'caseId',
  'reference',
  'frozenAtMs',
  'contentHash',
  'holdGround',
  'holdUntilMs',
  'holdSetBy',
  'holdSetAtMs',
  'heldBackSinceMs',
] as const;

type TargetRow = Omit<Selectable<Tables['frozenTarget']>, 'content'>;

/**
 * Returns the port on the transaction of an agency's view.
 * @param agency whose targets are added; what is read and changed is what the view lets see.
 */
export function createAgencyFrozenTargets(db: Kysely<Tables>, agency: string): AgencyFrozenTargetPort {
  return {
    ...readAndHold(db),
    add: async ({ content, records, ...target }) => {
      const text = canonicalJson(content);
      const contentHash = createHash('sha256').update(text).digest();
      const { id } = await db
        .insertInto('frozenTarget')
        .values({ ...target, agency, content: text, contentHash })
        .returning('id')
        .executeTakeFirstOrThrow();
      const names = [...new Set([target.reference, ...records])];
      await db
        .insertInto('frozenTargetRecord')
        .values(names.map((name) => ({ targetId: id, name })))
        .execute();
      return id;
    },
  };
}

/** Returns the port of the whole store. */
export function createFrozenTargetStorage(db: Kysely<Tables>): FrozenTargetPort {
  return {
    ...readAndHold(db),
    selectionOf: async (id) => {
      const row = await db.selectFrom('frozenSelection').selectAll().where('targetId', '=', id).executeTakeFirst();
      if (row === undefined) return undefined;
      const { source, probability, policy, rankedAtMs } = row;
      return { source: source ?? undefined, probability, policy, rankedAtMs };
    },
    heldBack: async () => {
      const rows = await db
        .selectFrom('frozenTarget')
        .select(columns)
        .where('heldBackSinceMs', 'is not', null)
        .orderBy('id')
        .execute();
      return rows.map(targetOf);
    },
    eraseDue: (nowMs) =>
      db.transaction().execute(async (trx) => {
        const erased = await trx
          .deleteFrom('frozenTarget')
          .where('heldBackSinceMs', 'is not', null)
          .where(({ eb, or }) => or([eb('holdUntilMs', 'is', null), eb('holdUntilMs', '<=', nowMs)]))
          .returning(['id', 'agency'])
          .execute();
        const payload = { ground: 'the legal hold that kept it from an erasure is over' };
        await appendAudit(
          trx,
          erased.map((target) => erasedEntry(target, nowMs, payload)),
        );
        return erased.length;
      }),
  };
}

/**
 * Erases frozen targets with records of some names, inside the transaction of an erasure, and returns them; those under a legal hold are noted, to be erased when it is over.
 */
export async function eraseFrozenTargets(
  trx: Transaction<Tables>,
  names: readonly string[],
  atMs: number,
): Promise<readonly Pick<FrozenTarget, 'id' | 'agency'>[]> {
  const named = sql`exists (
    select from frozen_target_record where target_id = frozen_target.id and name = any(${[...names]}::text[])
  )`;
  await sql`update frozen_target set held_back_since_ms = ${atMs}
    where ${named} and hold_until_ms > ${atMs} and held_back_since_ms is null`.execute(trx);
  const { rows } = await sql<Pick<FrozenTarget, 'id' | 'agency'>>`
    delete from frozen_target where ${named} and (hold_until_ms is null or hold_until_ms <= ${atMs})
    returning id, agency`.execute(trx);
  return rows;
}

/** The entry of the audit that says that a frozen target was erased. */
export function erasedEntry(
  { id, agency }: Pick<FrozenTarget, 'id' | 'agency'>,
  atMs: number,
  payload: { readonly ground: string; readonly erasureId?: number },
): NewAuditEntry {
  return { atMs, actor: 'system', agency, action: 'erase-frozen-target', subject: `frozen-target:${id}`, payload };
}

function readAndHold(db: Kysely<Tables>): Omit<AgencyFrozenTargetPort, 'add'> {
  return {
    list: async ({ reference, caseId, beforeId, limit }) => {
      let query = db.selectFrom('frozenTarget').select(columns);
      if (reference !== undefined) query = query.where('reference', '=', reference);
      if (caseId !== undefined) query = query.where('caseId', '=', caseId);
      if (beforeId !== undefined) query = query.where('id', '<', beforeId);
      return (await query.orderBy('id', 'desc').limit(limit).execute()).map(targetOf);
    },
    find: async (id) => {
      const row = await db
        .selectFrom('frozenTarget')
        .select([...columns, 'content'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { content, ...target } = row;
      return { ...targetOf(target), content: content as FrozenContent };
    },
    setHold: async (id, hold) => {
      const { numUpdatedRows } = await db
        .updateTable('frozenTarget')
        .set({
          holdGround: hold?.ground ?? null,
          holdUntilMs: hold?.untilMs ?? null,
          holdSetBy: hold?.setBy ?? null,
          holdSetAtMs: hold?.setAtMs ?? null,
        })
        .where('id', '=', id)
        .executeTakeFirst();
      return Number(numUpdatedRows) === 1;
    },
  };
}

function targetOf({
  holdGround,
  holdUntilMs,
  holdSetBy,
  holdSetAtMs,
  heldBackSinceMs,
  ...target
}: TargetRow): FrozenTarget {
  const hold: LegalHold | undefined =
    holdGround === null || holdUntilMs === null
      ? undefined
      : { ground: holdGround, untilMs: holdUntilMs, setBy: holdSetBy ?? '', setAtMs: holdSetAtMs ?? 0 };
  return { ...target, hold, heldBackSinceMs: heldBackSinceMs ?? undefined };
}

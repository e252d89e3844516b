/** Changes of cases by officers. */
import { type Kysely, sql } from 'kysely';
import type { CaseChange, ClaimNextFilter, ReviewCase } from '../../services/case-ports.ts';
import type { Tables } from '../database/tables.ts';
import { caseColumns, caseOf } from './case-row.ts';

/** Takes the first case that nobody has in hand. A row that another transaction is just taking is passed over, not waited for. */
export async function claimNext(db: Kysely<Tables>, filter: ClaimNextFilter): Promise<ReviewCase | undefined> {
  const { lane, office, channel, hasSealed, person, nowMs, untilMs } = filter;
  let free = db
    .selectFrom('reviewCase')
    .select('id')
    .where('list', '=', 'waiting')
    .where(sql<boolean>`(claimed_until_ms is null or claimed_until_ms <= ${nowMs})`)
    .where(sql<boolean>`(release_cut_off_ms is null or release_cut_off_ms > ${nowMs})`);
  if (lane !== undefined) free = free.where('lane', '=', lane);
  if (office !== undefined) free = free.where('office', '=', office);
  if (channel !== undefined) free = free.where('channel', '=', channel);
  if (!hasSealed) free = free.where('sealed', 'is', null);
  const next = await free.orderBy('place').orderBy('id').limit(1).forUpdate().skipLocked().executeTakeFirst();
  return next === undefined ? undefined : changeCase(db, next.id, { state: 'claimed', claim: { person, untilMs } });
}

/** Prolongs a claim that holds. */
export async function prolong(
  db: Kysely<Tables>,
  { id, personId, nowMs, untilMs }: { id: number; personId: number; nowMs: number; untilMs: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('reviewCase')
    .set({ claimedUntilMs: untilMs })
    .where('id', '=', id)
    .where('claimedBy', '=', personId)
    .where('claimedUntilMs', '>', nowMs)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Changes a case and raises its version. */
export async function changeCase(db: Kysely<Tables>, id: number, change: CaseChange): Promise<ReviewCase> {
  const { state, claim, decision, execution } = change;
  const row = await db
    .updateTable('reviewCase')
    .set(({ eb }) => ({
      state,
      claimedBy: claim?.person.id ?? null,
      claimedByName: claim?.person.name ?? null,
      claimedUntilMs: claim?.untilMs ?? null,
      suppressedUntilMs: change.suppressedUntilMs ?? null,
      version: eb('version', '+', 1),
      ...decisionColumns(decision),
      ...(change.reroutedLane === undefined
        ? {}
        : { lane: change.reroutedLane, reroutedLane: change.reroutedLane, isTarget: change.reroutedLane === 'red' }),
      ...(execution === undefined
        ? {}
        : {
            execution: execution.code,
            executionReason: execution.reason ?? null,
            executedAtMs: execution.atMs,
          }),
    }))
    .where('id', '=', id)
    .returning(caseColumns)
    .executeTakeFirstOrThrow();
  return caseOf(row);
}

function decisionColumns(decision: CaseChange['decision']) {
  if (decision === undefined) return {};
  if (decision === 'none') {
    return {
      decision: null,
      reason: null,
      decidedBy: null,
      decidedByName: null,
      decidedAtMs: null,
      sentFromMs: null,
    };
  }
  return {
    decision: decision.code,
    reason: decision.reason,
    decidedBy: decision.person.id,
    decidedByName: decision.person.name,
    decidedAtMs: decision.atMs,
    sentFromMs: decision.sentFromMs ?? null,
  };
}

/** Cases as rows. */
import type { Selectable } from 'kysely';
import type { ReasonCode } from '../../domain/case-decision.ts';
import type { CaseRule, CaseSummary, ReviewCase } from '../../services/case-ports.ts';
import type { Tables } from '../database/tables.ts';

/** Columns of a case that leave the store. */
export const caseColumns = [
  'id',
  'consignmentId',
  'reference',
  'stage',
  'office',
  'channel',
  'lane',
  'isTarget',
  'place',
  'margin',
  'probability',
  'summary',
  'reasons',
  'rules',
  'reroutedLane',
  'hasLookOut',
  'sealed',
  'releaseCutOffMs',
  'state',
  'claimedBy',
  'claimedByName',
  'claimedUntilMs',
  'decision',
  'reason',
  'decidedBy',
  'decidedByName',
  'decidedAtMs',
  'sentFromMs',
  'execution',
  'suppressedUntilMs',
  'version',
  'openedAtMs',
] as const;

/** A row of {@link caseColumns}. */
export type CaseRow = Pick<Selectable<Tables['reviewCase']>, (typeof caseColumns)[number]>;

/** Returns the case of a row. */
export function caseOf(row: CaseRow): ReviewCase {
  return {
    ...row,
    summary: row.summary as CaseSummary,
    reasons: (row.reasons as readonly string[] | null) ?? undefined,
    rules: row.rules as readonly CaseRule[],
    reroutedLane: row.reroutedLane ?? undefined,
    office: row.office ?? undefined,
    channel: row.channel ?? undefined,
    margin: row.margin ?? undefined,
    probability: row.probability ?? undefined,
    sealed: row.sealed ?? undefined,
    releaseCutOffMs: row.releaseCutOffMs ?? undefined,
    claimedBy: row.claimedBy ?? undefined,
    claimedByName: row.claimedByName ?? undefined,
    claimedUntilMs: row.claimedUntilMs ?? undefined,
    decision: row.decision ?? undefined,
    reason: (row.reason as ReasonCode | null) ?? undefined,
    decidedBy: row.decidedBy ?? undefined,
    decidedByName: row.decidedByName ?? undefined,
    decidedAtMs: row.decidedAtMs ?? undefined,
    sentFromMs: row.sentFromMs ?? undefined,
    execution: row.execution ?? undefined,
    suppressedUntilMs: row.suppressedUntilMs ?? undefined,
  };
}

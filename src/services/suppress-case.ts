/** Puts a case aside until a moment. */

import { dayMs } from '../domain/moment.ts';
import { isClaimed, requireStep, stateAt } from '../domain/review-case.ts';
import { AppError } from '../errors.ts';
import {
  type CaseAuthor,
  type CaseView,
  caseToChange,
  noteCaseStep,
  personOf,
  requireCaseVersion,
  requireUnsealed,
} from './case-author.ts';
import type { ReviewCase } from './case-ports.ts';

/** Nothing is put aside for longer without somebody looking at it again. */
const longestMs = 90 * dayMs;

/** What is put aside. */
export interface SuppressCaseInput {
  readonly caseId: number;
  readonly untilMs: number;
  readonly reason: string;
  /** Version that the officer read. */
  readonly version: number | undefined;
}

/**
 * Leaves a case out of the queue until a moment; the ranking after that brings it back.
 * @throws `not-found`, `stale-version`, `conflict`, `forbidden` for what is under seal, `usage` for a moment that lies behind or more than 90 days ahead.
 */
export async function suppressCase(view: CaseView, by: CaseAuthor, input: SuppressCaseInput): Promise<ReviewCase> {
  const found = await caseToChange(view, input.caseId);
  requireCaseVersion(found, input.version);
  requireUnsealed(found, by.actor);
  requireStep(stateAt(found, by.nowMs), 'suppress');
  if (isClaimed(found, by.nowMs) && found.claimedBy !== personOf(by.actor).id) {
    throw new AppError('conflict', { reason: 'somebody else has the case in hand' });
  }
  requireSuppressible(input.untilMs, by.nowMs);
  const suppressed = await view.cases.change(found.id, { state: 'suppressed', suppressedUntilMs: input.untilMs });
  await noteCaseStep(view, by, {
    case: suppressed,
    action: 'suppress-case',
    event: { kind: 'suppressed', text: `until ${new Date(input.untilMs).toISOString()}: ${input.reason}` },
    payload: { untilMs: input.untilMs, reason: input.reason },
  });
  return suppressed;
}

/**
 * Refuses an end of a suppression that lies behind or too far ahead.
 * @throws `usage`.
 */
export function requireSuppressible(untilMs: number, nowMs: number): void {
  if (untilMs > nowMs && untilMs <= nowMs + longestMs) return;
  throw new AppError('usage', { reason: 'a case is suppressed until a moment within the next 90 days' });
}

/** Keeps a claim alive. */
import { AppError } from '../errors.ts';
import { type CaseAuthor, type CaseView, caseToRead, personOf } from './case-author.ts';
import type { CaseRules, ReviewCase } from './case-ports.ts';

/**
 * Prolongs the claim of the officer who has a case. Its version stays, for nothing that anybody decides on has changed.
 * @throws `not-found`, `conflict` where the officer does not have it any more.
 */
export async function heartbeatClaim(
  view: Pick<CaseView, 'cases'>,
  by: CaseAuthor,
  caseId: number,
  rules: CaseRules,
): Promise<ReviewCase> {
  await caseToRead(view, caseId);
  const isHeld = await view.cases.prolong(caseId, personOf(by.actor).id, by.nowMs, by.nowMs + rules.leaseMs);
  if (!isHeld) throw new AppError('conflict', { reason: 'you do not have the case in hand any more' });
  return caseToRead(view, caseId);
}

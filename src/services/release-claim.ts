/** Gives a claim back. */
import { requireClaimOf } from '../domain/review-case.ts';
import { type CaseAuthor, type CaseView, caseToChange, noteCaseStep, personOf } from './case-author.ts';
import type { ReviewCase } from './case-ports.ts';

/**
 * Gives a case back to the queue.
 * @throws `not-found`, `conflict` where the officer does not have it in hand.
 */
export async function releaseClaim(view: CaseView, by: CaseAuthor, caseId: number): Promise<ReviewCase> {
  const found = await caseToChange(view, caseId);
  requireClaimOf(found, personOf(by.actor).id, by.nowMs);
  const released = await view.cases.change(found.id, { state: 'open' });
  const event = { kind: 'claim-released', text: 'given back to the queue' };
  await noteCaseStep(view, by, { case: released, action: 'release-claim', event });
  return released;
}

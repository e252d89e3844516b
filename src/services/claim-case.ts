/** Gives an officer a case that it names. */
import { isPermitted } from '../domain/actor.ts';
import { isClaimed, requireStep, stateAt } from '../domain/review-case.ts';
import { AppError } from '../errors.ts';
import { type CaseAuthor, type CaseView, caseToChange, noteCaseStep, personOf } from './case-author.ts';
import type { CaseRules, ReviewCase } from './case-ports.ts';

/**
 * Claims a case, or prolongs the claim of the officer who has it. From another officer it is taken with a reason, by those alone who may.
 * @throws `not-found`, `conflict` where somebody else has it or its state does not allow it, `forbidden`.
 */
export async function claimCase(
  view: CaseView,
  by: CaseAuthor,
  input: { readonly caseId: number; readonly stealReason: string | undefined },
  rules: CaseRules,
): Promise<ReviewCase> {
  const person = personOf(by.actor);
  const found = await caseToChange(view, input.caseId);
  requireStep(stateAt(found, by.nowMs), 'claim');
  const isOthers = isClaimed(found, by.nowMs) && found.claimedBy !== person.id;
  if (isOthers && input.stealReason === undefined) {
    throw new AppError('conflict', { reason: 'somebody else has the case in hand' });
  }
  if (isOthers && !isPermitted(by.actor, 'steal-claims')) throw new AppError('forbidden');
  const untilMs = by.nowMs + rules.leaseMs;
  const claimed = await view.cases.change(found.id, { state: 'claimed', claim: { person, untilMs } });
  await noteCaseStep(view, by, {
    case: claimed,
    action: isOthers ? 'steal-claim' : 'claim-case',
    event: isOthers
      ? { kind: 'claim-taken', text: `taken from ${found.claimedByName ?? 'another officer'}: ${input.stealReason}` }
      : { kind: 'claimed', text: 'taken' },
    payload: { untilMs, ...(isOthers ? { from: found.claimedBy, reason: input.stealReason } : {}) },
  });
  return claimed;
}

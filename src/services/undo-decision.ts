/** Takes a decision back before anything went out. */
import { isPermitted } from '../domain/actor.ts';
import { isSent } from '../domain/hold.ts';
import { requireStep } from '../domain/review-case.ts';
import { AppError } from '../errors.ts';
import {
  type CaseAuthor,
  type CaseView,
  caseToChange,
  noteCaseStep,
  personOf,
  requireCaseVersion,
} from './case-author.ts';
import type { CaseRules, ReviewCase } from './case-ports.ts';

/**
 * Takes back a decision whose hold or release has not gone out; the officer has the case in hand again. Whoever decided may, and those who may take claims from others.
 * @throws `not-found`, `stale-version`, `forbidden`, `conflict` once the hold or the release has been sent.
 */
export async function undoDecision(
  view: CaseView,
  by: CaseAuthor,
  input: { readonly caseId: number; readonly version: number | undefined },
  rules: CaseRules,
): Promise<ReviewCase> {
  const person = personOf(by.actor);
  const found = await caseToChange(view, input.caseId);
  requireStep(found.state, 'undo');
  if (found.decision === undefined) throw new AppError('conflict', { reason: 'nothing was decided' });
  requireCaseVersion(found, input.version);
  if (found.decidedBy !== person.id && !isPermitted(by.actor, 'steal-claims')) throw new AppError('forbidden');
  if (isSent(found.sentFromMs, by.nowMs) || !(await view.holds.withdraw(found.id, by.nowMs))) {
    throw new AppError('conflict', { reason: 'the hold or the release has been sent' });
  }
  const undone = await view.cases.change(found.id, {
    state: 'claimed',
    claim: { person, untilMs: by.nowMs + rules.leaseMs },
    decision: 'none',
  });
  await noteCaseStep(view, by, {
    case: undone,
    action: 'undo-decision',
    event: { kind: 'undone', text: `${found.decision} was taken back` },
    payload: { decision: found.decision },
  });
  return undone;
}

/** Moves a case to another lane. */
import { actorLabel } from '../domain/actor.ts';
import { isClaimed, requireStep, stateAt } from '../domain/review-case.ts';
import { AppError } from '../errors.ts';
import type { AgencyView } from './agency-view-ports.ts';
import {
  type CaseAuthor,
  caseToChange,
  noteCaseStep,
  personOf,
  requireCaseVersion,
  requireUnsealed,
} from './case-author.ts';
import type { CaseLane, ReviewCase } from './case-ports.ts';

/** Where a case goes, and why. */
export interface RerouteCaseInput {
  readonly caseId: number;
  readonly lane: CaseLane;
  readonly reason: string;
  /** Version that the officer read. */
  readonly version: number | undefined;
}

/**
 * Gives a case a lane that rankings leave. In red it is a target and uses up capacity; below red it competes for none. What had selected it stays known: a target that is moved away counts as
 * selected and not examined.
 * @throws `not-found`, `stale-version`, `forbidden` for what is under seal, `conflict` for a case that is decided, in somebody else's hand, or in that lane by an officer already.
 */
export async function rerouteCase(
  view: Pick<AgencyView, 'cases' | 'selectivity' | 'audit'>,
  by: CaseAuthor,
  { caseId, lane, reason, version }: RerouteCaseInput,
): Promise<ReviewCase> {
  const found = await caseToChange(view, caseId);
  requireCaseVersion(found, version);
  requireUnsealed(found, by.actor);
  const state = stateAt(found, by.nowMs);
  requireStep(state, 'reroute');
  const person = personOf(by.actor);
  const isHeld = isClaimed(found, by.nowMs);
  if (isHeld && found.claimedBy !== person.id) {
    throw new AppError('conflict', { reason: 'somebody else has the case in hand' });
  }
  if (found.lane === lane && (found.reroutedLane === lane || lane !== 'red' || found.isTarget)) {
    throw new AppError('conflict', { reason: `the case is in the lane ${lane} already` });
  }
  const claim = isHeld ? { person, untilMs: found.claimedUntilMs! } : undefined;
  const changed = await view.cases.change(caseId, { state, claim, reroutedLane: lane });
  const from = found.lane;
  await view.selectivity.addReroute(caseId, {
    from,
    to: lane,
    reason,
    by: actorLabel(by.actor),
    atMs: by.nowMs,
  });
  await view.cases.requestRanking(by.nowMs);
  await noteCaseStep(view, by, {
    case: changed,
    action: 'reroute-case',
    event: { kind: 'rerouted', text: `from ${from} to ${lane}: ${reason}` },
    payload: { from, to: lane, reason },
  });
  return changed;
}

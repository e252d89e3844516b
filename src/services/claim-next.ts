/** Gives an officer the best waiting case. */
import { isPermitted } from '../domain/actor.ts';
import type { CaseAuthor, CaseView } from './case-author.ts';
import { noteCaseStep, personOf } from './case-author.ts';
import type { CaseRules, ClaimNextFilter, ReviewCase } from './case-ports.ts';

/**
 * Claims the first case of the order that nobody has in hand; undefined where none waits. Two officers who ask at once get two cases. What is under seal is for those alone who may open it.
 * @throws `forbidden` for a machine.
 */
export async function claimNext(
  view: CaseView,
  by: CaseAuthor,
  filter: Pick<ClaimNextFilter, 'lane' | 'office' | 'channel'>,
  rules: CaseRules,
): Promise<ReviewCase | undefined> {
  const untilMs = by.nowMs + rules.leaseMs;
  const claimed = await view.cases.claimNext({
    ...filter,
    hasSealed: isPermitted(by.actor, 'open-sealed'),
    person: personOf(by.actor),
    nowMs: by.nowMs,
    untilMs,
  });
  if (claimed === undefined) return undefined;
  const event = { kind: 'claimed', text: 'taken as the next of the queue' };
  await noteCaseStep(view, by, { case: claimed, action: 'claim-case', event, payload: { untilMs } });
  return claimed;
}

/** Takes in what an operator says of a hold. */
import { actorLabel } from '../domain/actor.ts';
import { answered, type HoldAnswer } from '../domain/hold.ts';
import { AppError } from '../errors.ts';
import type { AgencyView } from './agency-view-ports.ts';
import type { CaseAuthor } from './case-author.ts';
import type { Hold } from './hold-ports.ts';

/**
 * Answers a hold: by the key of its operator, or by an officer who was told by an operator without a machine. Goods that are gone end their case as not examined.
 * @throws `forbidden` for a key of no operator, `not-found` in the same words for what is not there and for another operator's, `conflict` for an answer that comes after another.
 */
export async function answerHold(
  view: Pick<AgencyView, 'cases' | 'holds' | 'audit'>,
  by: CaseAuthor,
  input: { readonly reference: string; readonly answer: HoldAnswer },
): Promise<Hold> {
  const { actor, nowMs } = by;
  const operatorId = actor.kind === 'person' ? undefined : operatorOf(by);
  const hold = await view.holds.findToAnswer(input.reference, operatorId, nowMs);
  if (hold === undefined) throw new AppError('not-found', { what: 'hold', name: input.reference });
  const state = answered(hold.state, input.answer);
  if (state === hold.state) return hold;
  const label = actorLabel(actor);
  await view.holds.answer(hold.id, state, { atMs: nowMs, by: label });
  await view.cases.addEvent(hold.caseId, {
    kind: `hold-${state}`,
    atMs: nowMs,
    by: actor.kind === 'person' ? actor.name : hold.operatorName,
    text: `${hold.operatorName} answers: ${state.replaceAll('-', ' ')}, ${hold.reference}`,
  });
  if (state === 'released-before-hold' || state === 'not-located') {
    const found = await view.cases.findToChange(hold.caseId);
    if (found?.state === 'decided') {
      const execution = { code: state, reason: `answer of ${hold.operatorName}`, atMs: nowMs };
      await view.cases.change(found.id, { state: 'closed', execution });
    }
  }
  await view.audit.append({
    atMs: nowMs,
    actor: label,
    agency: actor.agency,
    action: 'answer-hold',
    subject: `hold:${hold.id}`,
    payload: { case: hold.caseId, answer: state },
  });
  await view.cases.noteChange();
  return (await view.holds.findToAnswer(input.reference, operatorId, nowMs)) ?? hold;
}

/**
 * Returns the operator whose machine asks.
 * @throws `forbidden` for everybody else.
 */
export function operatorOf({ actor }: Pick<CaseAuthor, 'actor'>): number {
  if (actor.kind === 'key' && actor.operatorId !== undefined) return actor.operatorId;
  throw new AppError('forbidden');
}

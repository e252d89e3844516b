/** Ends an agreement, or withdraws a draft. */
import { type Actor, actorLabel } from '../../domain/actor.ts';
import { agreementState } from '../../domain/agreement.ts';
import { AppError } from '../../errors.ts';
import type { AgencyView } from '../agency-view-ports.ts';
import type { KeptAgreement } from '../agreement-ports.ts';

/**
 * Either side may end it. From this moment on nothing is given by it, and the time runs for which the taker may keep what it derived.
 * @throws `not-found`, and `conflict` where it has ended.
 */
export async function endAgreement(
  view: Pick<AgencyView, 'agreements' | 'audit'>,
  { actor, nowMs }: { readonly actor: Actor; readonly nowMs: number },
  { id, reason }: { readonly id: number; readonly reason: string },
): Promise<KeptAgreement> {
  const agreement = await view.agreements.get(id);
  const by = actorLabel(actor);
  const hasEnded =
    agreementState(agreement, nowMs) === 'ended' || !(await view.agreements.end(id, { by, atMs: nowMs }));
  if (hasEnded) throw new AppError('conflict', { reason: 'it has ended already' });
  await view.audit.append({
    atMs: nowMs,
    actor: by,
    agency: actor.agency,
    action: 'end-agreement',
    subject: `agreement:${id}`,
    payload: { giver: agreement.giver, taker: agreement.taker, reason },
  });
  return view.agreements.get(id);
}

/** Signs an agreement for the actor's agency. */
import { type Actor, actorLabel } from '../../domain/actor.ts';
import { agreementState } from '../../domain/agreement.ts';
import { AppError } from '../../errors.ts';
import type { AgencyView } from '../agency-view-ports.ts';
import type { KeptAgreement } from '../agreement-ports.ts';

/**
 * Signs; with both signatures it is in force from its first moment on.
 * @throws `not-found`, and `conflict` where the agency has signed already or the agreement has ended.
 */
export async function approveAgreement(
  view: Pick<AgencyView, 'agreements' | 'audit'>,
  { actor, nowMs }: { readonly actor: Actor; readonly nowMs: number },
  id: number,
): Promise<KeptAgreement> {
  const agreement = await view.agreements.get(id);
  const by = actorLabel(actor);
  const isSigned =
    agreementState(agreement, nowMs) !== 'ended' && (await view.agreements.sign(id, { by, atMs: nowMs }));
  if (!isSigned) throw new AppError('conflict', { reason: 'your agency has signed it already, or it has ended' });
  await view.audit.append({
    atMs: nowMs,
    actor: by,
    agency: actor.agency,
    action: 'approve-agreement',
    subject: `agreement:${id}`,
    payload: { giver: agreement.giver, taker: agreement.taker },
  });
  return view.agreements.get(id);
}

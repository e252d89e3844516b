/** Ends a look-out before its time. */
import { type Actor, actorLabel } from '../domain/actor.ts';
import { AppError } from '../errors.ts';
import type { AgencyView } from './agency-view-ports.ts';

/**
 * Ends a look-out of the actor's own agency; it is not made again of the same find.
 * @throws `not-found`, in the same words for what is not there, holds no more, or is another agency's.
 */
export async function withdrawLookOut(
  view: Pick<AgencyView, 'alerts' | 'audit'>,
  { actor, nowMs }: { readonly actor: Actor; readonly nowMs: number },
  { id, reason }: { readonly id: number; readonly reason: string },
): Promise<void> {
  const by = actorLabel(actor);
  if (!(await view.alerts.withdraw(id, by, nowMs))) throw new AppError('not-found', { what: 'look-out', name: id });
  await view.audit.append({
    atMs: nowMs,
    actor: by,
    agency: actor.agency,
    action: 'withdraw-look-out',
    subject: `look-out:${id}`,
    payload: { reason },
  });
}

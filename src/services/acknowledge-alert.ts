/** Takes note of an alert. */
import { type Actor, actorLabel } from '../domain/actor.ts';
import { AppError } from '../errors.ts';
import type { AgencyView } from './agency-view-ports.ts';
import type { Alert } from './alert-ports.ts';

/**
 * Takes note of a look-out's match; whoever did so first stays, and a second time changes nothing.
 * @throws `not-found`, in the same words for what is not there and for what is another agency's.
 */
export async function acknowledgeAlert(
  view: Pick<AgencyView, 'alerts' | 'audit'>,
  { actor, nowMs }: { readonly actor: Actor; readonly nowMs: number },
  { id, note }: { readonly id: number; readonly note: string | undefined },
): Promise<Alert> {
  const by = actorLabel(actor);
  const isThere = await view.alerts.acknowledge(id, { by, atMs: nowMs, note });
  const alert = await view.alerts.find(id);
  if (!isThere || alert === undefined) throw new AppError('not-found', { what: 'alert', name: id });
  await view.audit.append({
    atMs: nowMs,
    actor: by,
    agency: actor.agency,
    action: 'acknowledge-alert',
    subject: `alert:${id}`,
    payload: { lookOut: alert.lookOut.id, consignment: alert.reference, note: note ?? null },
  });
  return alert;
}

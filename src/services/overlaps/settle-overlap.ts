/** What an agency does about an overlap: it consents to being asked, and records what was agreed on. */
import { type Actor, actorLabel } from '../../domain/actor.ts';
import { AppError } from '../../errors.ts';
import type { AgencyView } from '../agency-view-ports.ts';
import type { OverlapOutcome } from '../deconfliction-ports.ts';
import type { AgencyOverlap } from '../overlap-ports.ts';

interface Context {
  readonly actor: Actor;
  readonly nowMs: number;
}

type OverlapView = Pick<AgencyView, 'overlaps' | 'audit'>;

/**
 * Consents to telling the other agency whom to ask; it is told once both have.
 * @throws `not-found`, `conflict` where the agency has consented.
 */
export async function consentToOverlap(
  view: OverlapView,
  { actor, nowMs }: Context,
  { id, contact }: { readonly id: number; readonly contact: string },
): Promise<AgencyOverlap> {
  const overlap = await view.overlaps.get(id);
  if (overlap.hasConsented) throw new AppError('conflict', { reason: 'your agency has consented already' });
  const by = actorLabel(actor);
  await view.overlaps.consent(id, { by, atMs: nowMs, contact });
  await append(view, { actor, nowMs }, 'consent-to-overlap', id, {});
  return view.overlaps.get(id);
}

/**
 * Records what the two agencies agreed on.
 * @throws `not-found`, `refused` before both have consented, for nobody has talked then.
 */
export async function recordOverlapOutcome(
  view: OverlapView,
  context: Context,
  { id, outcome }: { readonly id: number; readonly outcome: OverlapOutcome },
): Promise<AgencyOverlap> {
  const overlap = await view.overlaps.get(id);
  if (overlap.other === undefined) {
    throw new AppError('refused', {
      reason: 'both agencies have to consent first: there is nobody to have agreed with',
    });
  }
  await view.overlaps.recordOutcome(id, { outcome, atMs: context.nowMs });
  await append(view, context, 'record-overlap-outcome', id, { outcome });
  return view.overlaps.get(id);
}

async function append(
  view: OverlapView,
  { actor, nowMs }: Context,
  action: string,
  id: number,
  payload: object,
): Promise<void> {
  const { agency } = actor;
  await view.audit.append({ atMs: nowMs, actor: actorLabel(actor), agency, action, subject: `overlap:${id}`, payload });
}

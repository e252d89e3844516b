/** Approves a version of a rule or a policy. */
import { actorLabel } from '../../domain/actor.ts';
import { requireVersionStep, type SelectivityKind } from '../../domain/selectivity-version.ts';
import { AppError } from '../../errors.ts';
import type { AgencyView } from '../agency-view-ports.ts';
import { type CaseAuthor, personOf } from '../case-author.ts';
import type { SelectivityVersion } from '../selectivity-ports.ts';

/**
 * Approves what was tried, as a person other than its author.
 * @throws `not-found`, `conflict` for another state, `refused` for the author.
 */
export async function approveVersion(
  view: Pick<AgencyView, 'selectivity' | 'audit'>,
  { actor, nowMs }: CaseAuthor,
  { kind, id }: { readonly kind: SelectivityKind; readonly id: number },
): Promise<SelectivityVersion> {
  const person = personOf(actor);
  const found = await view.selectivity.getToChange(kind, id);
  requireVersionStep(found.state, 'approve');
  if (found.authorId === person.id)
    throw new AppError('refused', { reason: 'somebody other than its author approves' });
  const by = actorLabel(actor);
  const approved = { by, byId: person.id, atMs: nowMs };
  const changed = await view.selectivity.change(id, { state: 'approved', approved });
  await view.audit.append({
    atMs: nowMs,
    actor: by,
    agency: actor.agency,
    action: `approve-${kind}`,
    subject: `${kind}:${id}`,
    payload: { code: found.code, version: found.version },
  });
  return changed;
}

/** Ends a version of a rule or a policy before its time. */
import { actorLabel } from '../../domain/actor.ts';
import { requireVersionStep, type SelectivityKind } from '../../domain/selectivity-version.ts';
import type { AgencyView } from '../agency-view-ports.ts';
import type { CaseAuthor } from '../case-author.ts';
import type { SelectivityVersion } from '../selectivity-ports.ts';

/**
 * Ends it, live or not yet. Stopping needs no second person.
 * @throws `not-found`, `conflict` for what has ended.
 */
export async function retireVersion(
  view: Pick<AgencyView, 'selectivity' | 'cases' | 'audit'>,
  { actor, nowMs }: CaseAuthor,
  { kind, id, reason }: { readonly kind: SelectivityKind; readonly id: number; readonly reason: string },
): Promise<SelectivityVersion> {
  const found = await view.selectivity.getToChange(kind, id);
  requireVersionStep(found.state, 'retire');
  const by = actorLabel(actor);
  const changed = await view.selectivity.change(id, { state: 'retired', ended: { by, atMs: nowMs, reason } });
  if (found.state === 'live') await view.cases.requestRanking(nowMs);
  await view.audit.append({
    atMs: nowMs,
    actor: by,
    agency: actor.agency,
    action: `retire-${kind}`,
    subject: `${kind}:${id}`,
    payload: { code: found.code, version: found.version, reason },
  });
  return changed;
}

/** Puts a version of a rule or a policy in force. */
import { actorLabel } from '../../domain/actor.ts';
import { requireVersionStep, type SelectivityKind } from '../../domain/selectivity-version.ts';
import type { AgencyView } from '../agency-view-ports.ts';
import type { CaseAuthor } from '../case-author.ts';
import type { SelectivityVersion } from '../selectivity-ports.ts';
import { requireUnexpired } from './version-dates.ts';

/**
 * Puts what was approved live, in the place of the live version of the same rule, or of the live policy. The ranking that follows within seconds goes by it.
 * @throws `not-found`, `conflict` for another state, and for a rule whose end has passed; `settings-invalid` for a text that this program no longer reads.
 */
export async function putVersionLive(
  view: Pick<AgencyView, 'selectivity' | 'cases' | 'audit'>,
  { actor, nowMs }: CaseAuthor,
  { kind, id }: { readonly kind: SelectivityKind; readonly id: number },
): Promise<SelectivityVersion> {
  const found = await view.selectivity.getToChange(kind, id);
  requireVersionStep(found.state, 'put-live');
  requireUnexpired(found, nowMs);
  const by = actorLabel(actor);
  const earlier = (await view.selectivity.list(kind, ['live'])).filter(
    ({ code }) => kind === 'policy' || code === found.code,
  );
  const reason = `replaced by ${found.code} version ${found.version}`;
  for (const one of earlier)
    await view.selectivity.change(one.id, { state: 'retired', ended: { by, atMs: nowMs, reason } });
  const changed = await view.selectivity.change(id, { state: 'live', live: { by, atMs: nowMs } });
  await view.cases.requestRanking(nowMs);
  await view.audit.append({
    atMs: nowMs,
    actor: by,
    agency: actor.agency,
    action: `put-${kind}-live`,
    subject: `${kind}:${id}`,
    payload: { code: found.code, version: found.version, replaced: earlier.map((one) => one.id) },
  });
  return changed;
}

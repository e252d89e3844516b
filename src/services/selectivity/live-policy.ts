/** The policy under which an agency's queue is ranked. */
import { type Policy, parsePolicy } from '../../ranking/policy.ts';
import type { AgencyView } from '../agency-view-ports.ts';
import { dayOf } from '../case-content.ts';
import { defaultPolicyName, loadPolicy } from '../load-policy.ts';
import type { Ports } from '../ports.ts';

/**
 * Returns the agency's live policy, once its date has come, and the one that ships where it has none.
 * @throws `settings-invalid`, `refused`.
 */
export async function readLivePolicy(
  ports: Pick<Ports, 'files' | 'folders'>,
  view: Pick<AgencyView, 'selectivity' | 'scope'>,
): Promise<Policy> {
  const [live] = await view.selectivity.list('policy', ['live']);
  if (live !== undefined) {
    const policy = parsePolicy(`policy ${live.code} version ${live.version}`, live.text);
    if (policy.effectiveFrom <= dayOf(view.scope.nowMs)) return policy;
  }
  return loadPolicy(ports, defaultPolicyName);
}

/** Makes scores follow what agencies have agreed on. */
import type { SharingPort } from './agreement-ports.ts';
import type { AuditPort } from './audit-ports.ts';

/**
 * Has the consignments that wait for an officer scored again where an agreement on the history, its end, or a change between command centre and network lets their agency's scores read
 * other facts than before. Returns the agencies.
 */
export async function followSharing(
  store: { readonly sharing: Pick<SharingPort, 'noteChangedScopes'>; readonly audit: Pick<AuditPort, 'append'> },
  nowMs: number,
): Promise<readonly string[]> {
  const agencies = await store.sharing.noteChangedScopes(nowMs);
  for (const agency of agencies) {
    const subject = `agency:${agency}`;
    await store.audit.append({
      atMs: nowMs,
      actor: 'system',
      agency,
      action: 'change-history-scope',
      subject,
      payload: {},
    });
  }
  return agencies;
}

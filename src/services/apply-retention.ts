/** Erases what an agency derived by an agreement whose time to keep it is over. */

import type { RetentionPort } from './agreement-ports.ts';
import type { AuditPort } from './audit-ports.ts';

/** Erases it, agreement by agreement, with an entry of the audit for each; returns how many agreements it was. */
export async function applyRetention(
  store: { readonly retention: RetentionPort; readonly audit: Pick<AuditPort, 'append'> },
  nowMs: number,
): Promise<number> {
  const due = await store.retention.due(nowMs);
  for (const agreement of due) {
    const { matches } = await store.retention.erase(agreement, nowMs);
    await store.audit.append({
      atMs: nowMs,
      actor: 'system',
      agency: agreement.taker,
      action: 'apply-retention',
      subject: `agreement:${agreement.id}`,
      payload: { giver: agreement.giver, taker: agreement.taker, matches },
    });
  }
  return due.length;
}

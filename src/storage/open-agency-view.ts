/** Makes the ports of an agency's view. */
import type { OpenAgencyView } from './agency-view.ts';
import { createAgencyAudit } from './audit-storage.ts';

/** Opens the view of an agency on a transaction that runs under its role. */
export const openAgencyView: OpenAgencyView = (trx, scope) => {
  const audit = createAgencyAudit(trx);
  return { view: { scope, audit: audit.port }, beforeCommit: () => audit.flush() };
};

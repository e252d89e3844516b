/** The store as one agency may see it. */
import type { AgencyAuditPort } from './audit-ports.ts';
import type { BatchViewPort } from './batch-view-ports.ts';

/** Whose view it is, and at what moment. */
export interface ViewScope {
  /** Code of the agency; its rows alone, and those that agreements give it, are there. */
  readonly agency: string;
  readonly nowMs: number;
}

/**
 * Ports that live in one transaction under row-level security: what the agency may not see is not there, for reading as for changing. A port of a view opens no transaction of its own.
 */
export interface AgencyView {
  readonly scope: ViewScope;
  readonly batches: BatchViewPort;
  readonly audit: AgencyAuditPort;
}

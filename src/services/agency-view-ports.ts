/** The store as one agency may see it. */
import type { AgreementPort } from './agreement-ports.ts';
import type { AlertPort } from './alert-ports.ts';
import type { AgencyAuditPort } from './audit-ports.ts';
import type { BatchViewPort } from './batch-view-ports.ts';
import type { CasePort, QueueRankingPort, SealedPort } from './case-ports.ts';
import type { CaseSourcePort } from './case-source-ports.ts';
import type { ConsignmentViewPort } from './consignment-view-ports.ts';
import type { AgencyFrozenTargetPort } from './disclosure-ports.ts';
import type { FactReadPort } from './fact-read-ports.ts';
import type { HoldPort } from './hold-ports.ts';
import type { ListVersionPort, OperationLogPort, OperationPort } from './operation-ports.ts';
import type { AgencyOverlapPort } from './overlap-ports.ts';
import type { AgencyPackExportPort } from './pack-export-ports.ts';
import type { PersonPort } from './person-ports.ts';
import type { ScorePort } from './score-ports.ts';
import type { SearchPort } from './search-ports.ts';
import type { SelectivityPort } from './selectivity-ports.ts';

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
  readonly facts: FactReadPort;
  readonly scores: Pick<ScorePort, 'ofConsignments'>;
  readonly batches: BatchViewPort;
  readonly cases: CasePort;
  readonly caseSources: CaseSourcePort;
  readonly queueRanking: QueueRankingPort;
  readonly sealed: SealedPort;
  readonly selectivity: SelectivityPort;
  readonly holds: HoldPort;
  readonly search: SearchPort;
  readonly consignments: ConsignmentViewPort;
  readonly agreements: AgreementPort;
  readonly alerts: AlertPort;
  readonly overlaps: AgencyOverlapPort;
  readonly persons: PersonPort;
  readonly packExports: AgencyPackExportPort;
  readonly frozenTargets: AgencyFrozenTargetPort;
  readonly operations: OperationPort;
  readonly listVersions: ListVersionPort;
  readonly operationLog: OperationLogPort;
  readonly audit: AgencyAuditPort;
}

/** Makes the ports of an agency's view. */
import type { OpenAgencyView } from './agency-view.ts';
import { createAgreementStorage } from './agreement-storage.ts';
import { createAlertStorage } from './alert-storage.ts';
import { createAgencyAudit } from './audit-storage.ts';
import { createBatchViewStorage } from './batch-view-storage.ts';
import { createCaseSourceStorage } from './cases/case-source-storage.ts';
import { createCaseStorage } from './cases/case-storage.ts';
import { createQueueRankingStorage } from './cases/queue-ranking-storage.ts';
import { createSealedStorage } from './cases/sealed-storage.ts';
import { createConsignmentView } from './consignment-view-storage.ts';
import { createAgencyFrozenTargets } from './disclosure/frozen-target-storage.ts';
import { createFactStorage } from './fact-storage.ts';
import { createHoldStorage } from './hold-storage.ts';
import { createListVersionStorage } from './operations/list-version-storage.ts';
import { createOperationLogStorage } from './operations/operation-log-storage.ts';
import { createOperationStorage } from './operations/operation-storage.ts';
import { createAgencyOverlapStorage } from './overlap-storage.ts';
import { createAgencyPackExports } from './pack-export-storage.ts';
import { createPersonStorage } from './person-storage.ts';
import { createScoreStorage } from './score-storage.ts';
import { createSearch } from './search/find-consignments.ts';
import { createSelectivityStorage } from './selectivity/selectivity-storage.ts';

/** Opens the view of an agency on a transaction that runs under its role. */
export const openAgencyView: OpenAgencyView = (trx, scope) => {
  const audit = createAgencyAudit(trx);
  return {
    view: {
      scope,
      facts: createFactStorage(trx),
      scores: createScoreStorage(trx),
      batches: createBatchViewStorage(trx),
      cases: createCaseStorage(trx, scope.agency),
      caseSources: createCaseSourceStorage(trx),
      queueRanking: createQueueRankingStorage(trx, scope.agency),
      sealed: createSealedStorage(trx, scope.agency),
      selectivity: createSelectivityStorage(trx, scope.agency),
      holds: createHoldStorage(trx, scope.agency),
      search: createSearch(trx, scope.nowMs),
      consignments: createConsignmentView(trx),
      agreements: createAgreementStorage(trx, scope),
      alerts: createAlertStorage(trx, scope.agency),
      packExports: createAgencyPackExports(trx, scope.agency),
      overlaps: createAgencyOverlapStorage(trx, scope.agency),
      persons: createPersonStorage(trx, scope.agency),
      frozenTargets: createAgencyFrozenTargets(trx, scope.agency),
      operations: createOperationStorage(trx, scope.agency),
      listVersions: createListVersionStorage(trx, scope.agency),
      operationLog: createOperationLogStorage(trx, scope.agency),
      audit: audit.port,
    },
    beforeCommit: () => audit.flush(),
  };
};

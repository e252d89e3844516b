/** Opens a store behind its ports. */
import type { MessagePort } from 'node:worker_threads';
import { sql } from 'kysely';
import type { Store } from '../services/store-ports.ts';
import { asAgency } from './agency-view.ts';
import { createAuditStorage } from './audit-storage.ts';
import { createCaseResultStorage } from './cases/case-result-storage.ts';
import { createRankingRunStorage } from './cases/ranking-run-storage.ts';
import { describeDatabase } from './database/describe-database.ts';
import { openDatabase } from './database/open-database.ts';
import { createFrozenTargetStorage } from './disclosure/frozen-target-storage.ts';
import { createErasureStorage } from './erasure-storage.ts';
import { createDeconflictionStorage } from './exchange/deconfliction-storage.ts';
import { createExchangeStorage } from './exchange/exchange-storage.ts';
import { createFactStorage } from './fact-storage.ts';
import { createHistoryStorage } from './history-storage.ts';
import { createIdempotencyStorage } from './idempotency-storage.ts';
import type { LoadMeans } from './load-chunk.ts';
import { createLookOutStorage } from './look-out-storage.ts';
import { createModelRoleStorage } from './model-role-storage.ts';
import { openAgencyView } from './open-agency-view.ts';
import { createOverlapStorage } from './overlap-storage.ts';
import { createPackExportStorage } from './pack-export-storage.ts';
import { createPeopleStorage } from './people-storage.ts';
import { createQuarantineStorage } from './quarantine-storage.ts';
import { createRetentionStorage } from './retention-storage.ts';
import { createScoreStorage } from './score-storage.ts';
import { createSearchIndexStorage } from './search/search-index-storage.ts';
import { createSelectionStorage } from './selectivity/selection-storage.ts';
import { createSharingStorage } from './sharing-storage.ts';
import { createTakeStorage } from './take-storage.ts';
import { createTargetListStorage } from './target-list-storage.ts';
import { createUploadStorage } from './upload-storage.ts';
import { createWorkStorage } from './work-storage.ts';

/**
 * Opens the store at a location and brings its tables up to date.
 * @param location `postgresql://…`, `memory:`, the path of a folder, or what another thread's store shared.
 * @param means what loading asks for beside the database.
 * @throws `refused`, `store-unusable`.
 */
export async function openStore(location: string | MessagePort, means: LoadMeans = {}): Promise<Store> {
  const { kind, db, share, close } = await openDatabase(location);
  return {
    kind,
    share,
    describe: () => describeDatabase({ kind, db }),
    facts: createFactStorage(db, means),
    takes: createTakeStorage(db, means),
    quarantine: createQuarantineStorage(db, means),
    erasures: createErasureStorage(db, means.lookOuts),
    lookOuts: createLookOutStorage(db),
    history: createHistoryStorage(db),
    scores: createScoreStorage(db),
    models: createModelRoleStorage(db),
    work: createWorkStorage(db),
    uploads: createUploadStorage(db),
    targetLists: createTargetListStorage(db),
    packExports: createPackExportStorage(db),
    searchIndex: createSearchIndexStorage(db),
    retention: createRetentionStorage(db),
    sharing: createSharingStorage(db),
    exchange: createExchangeStorage(db),
    deconfliction: createDeconflictionStorage(db),
    overlaps: createOverlapStorage(db),
    caseResults: createCaseResultStorage(db),
    rankingRuns: createRankingRunStorage(db),
    selections: createSelectionStorage(db),
    people: createPeopleStorage(db),
    audit: createAuditStorage(db),
    frozenTargets: createFrozenTargetStorage(db),
    idempotency: createIdempotencyStorage(db),
    asAgency: (scope, use) => asAgency(db, scope, openAgencyView, use),
    ping: async () => void (await sql`select 1`.execute(db)),
    close,
  };
}

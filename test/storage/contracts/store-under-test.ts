/** A store's ports over a database that a test looks into. */
import { tmpdir } from 'node:os';
import { defaultHandling } from '../../../src/domain/handling.ts';
import type { SourceRecord } from '../../../src/domain/record.ts';
import type { BatchBook } from '../../../src/services/batch-ports.ts';
import type { KeyPort } from '../../../src/services/key-ports.ts';
import { lookOutRules } from '../../../src/services/look-out-rules.ts';
import type { Ports } from '../../../src/services/ports.ts';
import { publishedKey } from '../../../src/services/published-key.ts';
import type { ScoreDueRequest } from '../../../src/services/score-ports.ts';
import type { BatchChunk } from '../../../src/services/store-ports.ts';
import { StoredScorer } from '../../../src/services/stored-scorer.ts';
import { updateHistory } from '../../../src/services/update-history.ts';
import { createAuditStorage } from '../../../src/storage/audit-storage.ts';
import type { Database } from '../../../src/storage/database/open-database.ts';
import { createFrozenTargetStorage } from '../../../src/storage/disclosure/frozen-target-storage.ts';
import { createErasureStorage } from '../../../src/storage/erasure-storage.ts';
import { createFactStorage } from '../../../src/storage/fact-storage.ts';
import { createHistoryStorage } from '../../../src/storage/history-storage.ts';
import { createLookOutStorage } from '../../../src/storage/look-out-storage.ts';
import { createModelRoleStorage } from '../../../src/storage/model-role-storage.ts';
import { createQuarantineStorage } from '../../../src/storage/quarantine-storage.ts';
import { createScoreStorage } from '../../../src/storage/score-storage.ts';
import { testPorts } from '../../factories/test-ports.ts';

/** Days since the epoch on which everything is received, unless a test says otherwise. */
export const receivedOnDay = 18_020;

let lastBatch = 0;

/** Ports of a store with the published key, and short ways to fill it. */
export function storeUnderTest(database: () => Database) {
  const keys: KeyPort = { identityKey: async () => publishedKey };
  const means = { keys, lookOuts: lookOutRules };
  const atMs = receivedOnDay * 86_400_000;
  const ports: Ports = {
    ...testPorts(tmpdir()),
    keys,
    clock: { ...testPorts(tmpdir()).clock, nowMs: () => atMs },
  };
  const withModels: Ports = { ...ports, folders: { ...ports.folders, models: 'models' } };
  const scorer = new StoredScorer(withModels, publishedKey);
  const store = () => {
    const { db } = database();
    return {
      facts: createFactStorage(db, means),
      quarantine: createQuarantineStorage(db, means),
      erasures: createErasureStorage(db, lookOutRules),
      lookOuts: createLookOutStorage(db),
      history: createHistoryStorage(db),
      scores: createScoreStorage(db),
      models: createModelRoleStorage(db),
      audit: createAuditStorage(db),
      frozenTargets: createFrozenTargetStorage(db),
    };
  };
  return {
    ports: withModels,
    lookOuts: lookOutRules,
    atMs,
    store,
    /** Loads a batch of records, and rows that were rejected. */
    async load(
      records: readonly SourceRecord[],
      options: {
        readonly rejects?: BatchChunk['rejects'];
        readonly columns?: readonly string[];
        readonly profile?: string;
        readonly agency?: string;
        readonly receivedAtMs?: number;
      } = {},
    ): Promise<readonly BatchBook[]> {
      const { rejects = [], columns, profile = 'touchstone', agency = 'TEST', receivedAtMs = atMs } = options;
      const { facts } = store();
      const rows = records.length + rejects.length;
      const { batch } = await facts.openBatch({
        fileName: 'a.csv',
        profile,
        agency,
        sha256: Buffer.from(String(++lastBatch).padStart(32, '0')),
        byteCount: 10,
        receivedAtMs,
        handling: defaultHandling(agency),
        rowsTotal: rows,
        columns,
      });
      const books = await facts.loadChunk(batch, { records, rejects, rowsDone: rows });
      await facts.finishBatch(batch.id);
      return books;
    },
    count: () => updateHistory(store(), publishedKey),
    promote: () => store().models.promote({ name: 'sample', version: '1', stage: 'declaration' }, atMs),
    /** Scores what is due by the sample model. */
    async score(): Promise<void> {
      let last: number | undefined = 0;
      while (last !== undefined) {
        const request: ScoreDueRequest = {
          afterConsignment: last,
          maximumConsignments: 100,
          scoredAtMs: atMs,
          keyId: publishedKey.id,
        };
        last = (await store().scores.scoreDue(request, (due) => scorer.make(due))).lastConsignment;
      }
    },
  };
}

/** A store with two agencies and scored consignments, whose clock a test moves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultHandling } from '../../src/domain/handling.ts';
import { dayMs } from '../../src/domain/moment.ts';
import type { SourceRecord } from '../../src/domain/record.ts';
import { explainCases } from '../../src/services/explain-cases.ts';
import type { Ports } from '../../src/services/ports.ts';
import { promoteModel } from '../../src/services/promote-model.ts';
import { publishedKey } from '../../src/services/published-key.ts';
import { refreshQueue } from '../../src/services/refresh-queue.ts';
import { createScoringMeans, scoreDueConsignments } from '../../src/services/score-due-consignments.ts';
import type { Store } from '../../src/services/store-ports.ts';
import { makeParty, makeRecord, type RecordChanges } from './goods-item-record.ts';
import { testPorts } from './test-ports.ts';

/** Day (since the epoch) on which everything is declared. */
const declaredOnDay = 20_000;

/** The store and short ways to use it. */
export interface OpenQueue {
  readonly ports: Ports;
  readonly store: Store;
  /** Moves the clock. */
  setNow(nowMs: number): void;
  nowMs(): number;
  load(records: readonly SourceRecord[], agency?: string): Promise<void>;
  score(): Promise<void>;
  /** Ranks and explains. */
  refresh(agency?: string): Promise<Awaited<ReturnType<typeof refreshQueue>>>;
  close(): Promise<void>;
}

/** Returns a consignment that becomes known on the day of the queue. */
export function openRecord(reference: string, changes: RecordChanges = {}, agency = 'TEST') {
  const parties = {
    ...makeRecord().consignment.parties,
    seller: { ...makeParty(`S-${reference}`), name: `Seller ${reference} Trading`, country: 'CN' },
  };
  const record = makeRecord({
    day: declaredOnDay,
    reference,
    ...changes,
    item: { description: `leather bags ${reference}`, ...changes.item },
    consignment: {
      parties,
      agency,
      id: `${agency}/${reference}`,
      handling: defaultHandling(agency),
      ...changes.consignment,
    },
  });
  return record;
}

/** Opens a store in memory with agencies `TEST` and `OTHER`. */
export async function openQueue(): Promise<OpenQueue> {
  const folder = mkdtempSync(join(tmpdir(), 'open-queue-'));
  const plain = testPorts(folder);
  let nowMs = declaredOnDay * dayMs + 12 * 3_600_000;
  const ports: Ports = {
    ...plain,
    keys: { identityKey: async () => publishedKey },
    clock: { ...plain.clock, nowMs: () => nowMs },
    folders: { ...plain.folders, models: 'models' },
  };
  const store = await ports.openStore('memory:');
  for (const code of ['TEST', 'OTHER']) {
    await store.people.agencies.add({ code, name: code, regime: 'customs', createdAtMs: nowMs });
  }
  await promoteModel(ports, store, 'sample@1');
  const means = createScoringMeans(ports, publishedKey);
  let batches = 0;
  return {
    ports,
    store,
    setNow: (toMs) => {
      nowMs = toMs;
    },
    nowMs: () => nowMs,
    load: async (records, agency = 'TEST') => {
      const { batch } = await store.facts.openBatch({
        fileName: 'a.csv',
        profile: 'touchstone',
        agency,
        sha256: Buffer.from(String(++batches).padStart(32, '0')),
        byteCount: 1,
        receivedAtMs: nowMs,
        handling: defaultHandling(agency),
        rowsTotal: records.length,
      });
      await store.facts.loadChunk(batch, { records, rejects: [], rowsDone: records.length });
      await store.facts.finishBatch(batch.id);
    },
    score: async () => void (await scoreDueConsignments(ports, store, means, {})),
    refresh: async (agency = 'TEST') => {
      const report = await refreshQueue(ports, store, agency);
      await explainCases(ports, store, agency, 1000);
      return report;
    },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Routes over a store that several agencies share. */

import type { MessagePort } from 'node:worker_threads';
import type { RawBuilder } from 'kysely';
import type { SharingMode } from '../../src/domain/agreement.ts';
import { defaultHandling } from '../../src/domain/handling.ts';
import type { SourceRecord } from '../../src/domain/record.ts';
import type { Route } from '../../src/http/define-route.ts';
import { applyRetention } from '../../src/services/apply-retention.ts';
import { indexConsignments } from '../../src/services/index-consignments.ts';
import { lookOutRules } from '../../src/services/look-out-rules.ts';
import type { Ports } from '../../src/services/ports.ts';
import { publishedKey } from '../../src/services/published-key.ts';
import type { Store } from '../../src/services/store-ports.ts';
import { openDatabase } from '../../src/storage/database/open-database.ts';
import { openStore } from '../../src/storage/open-store.ts';
import { type ServedRoutes, serveRoutes } from './serve-routes.ts';
import { readAtMs } from './shared-store.ts';
import { testPorts } from './test-ports.ts';

/** A served store. */
export interface SharedService {
  readonly store: Store;
  readonly ports: Ports;
  readonly served: ServedRoutes;
  /** Moment of every request from now on. */
  setNow(ms: number): void;
  load(records: readonly SourceRecord[], agency: string): Promise<void>;
  index(): Promise<number>;
  setSharing(mode: string): Promise<void>;
  applyRetention(nowMs: number): Promise<number>;
  sqlRows<T>(statement: RawBuilder<T>): Promise<{ readonly rows: readonly T[] }>;
  close(): Promise<void>;
}

/** Serves routes over a store of its own, with two customs agencies and a police force. */
export async function servedSharedStore(routes: readonly Route[], location = 'memory:'): Promise<SharedService> {
  const keys: Ports['keys'] = { ...testPorts('.').keys, identityKey: async () => publishedKey };
  const store = await openStore(location, { keys, lookOuts: lookOutRules });
  const database = await openDatabase((store.share?.() as MessagePort | undefined) ?? location, { isMigrated: false });
  let nowMs = readAtMs;
  const base = testPorts('.');
  const ports: Ports = {
    ...base,
    keys,
    clock: { ...base.clock, nowMs: () => nowMs },
    folders: { ...base.folders, models: 'models' },
  };
  for (const [code, regime] of [
    ['AURELIA', 'customs'],
    ['BOREALIS', 'customs'],
    ['CORVIA', 'police'],
  ] as const) {
    await store.people.agencies.add({ code, name: code, regime, createdAtMs: 0 });
  }
  const served = await serveRoutes({ ports, store }, routes);
  let lastBatch = 0;
  return {
    store,
    ports,
    served,
    setNow: (ms) => {
      nowMs = ms;
    },
    async load(records, agency) {
      const { batch } = await store.facts.openBatch({
        fileName: `${agency}.csv`,
        profile: 'touchstone',
        agency,
        sha256: Buffer.from(`${agency}${++lastBatch}`.padStart(32, '0')),
        byteCount: 10,
        receivedAtMs: nowMs,
        handling: defaultHandling(agency),
        rowsTotal: records.length,
      });
      await store.facts.loadChunk(batch, { records, rejects: [], rowsDone: records.length });
      await store.facts.finishBatch(batch.id);
    },
    index: () => indexConsignments(store),
    setSharing: (mode) => store.sharing.setMode(mode as SharingMode),
    applyRetention: (atMs) => applyRetention(store, atMs),
    sqlRows: (statement) => statement.execute(database.db),
    async close() {
      await served.server.close();
      await database.close();
      await store.close();
    },
  };
}

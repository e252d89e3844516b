/** Workers side by side leave what one leaves that takes one thing after the other. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareStores } from '../../benchmarks/faults/compare-stores.ts';
import { type Flow, type FlowFile, makeFlow } from '../../benchmarks/faults/make-flow.ts';
import { prepareStore } from '../../benchmarks/faults/prepare-store.ts';
import { sendFiles } from '../../benchmarks/faults/send-files.ts';
import { sendingOrder } from '../../benchmarks/faults/sending-order.ts';
import { storeEnd } from '../../benchmarks/faults/store-end.ts';
import { waitIdle } from '../../benchmarks/faults/wait-idle.ts';
import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { openQueues, type QueueTarget } from '../../src/queues/open-queues.ts';
import { ingestBatch } from '../../src/services/ingest-batch.ts';
import type { Ports } from '../../src/services/ports.ts';
import { queueNames } from '../../src/services/queue-ports.ts';
import { resolveInput } from '../../src/services/read-records.ts';
import { runWork } from '../../src/services/run-work.ts';
import { scoreStoredConsignments } from '../../src/services/score-stored-consignments.ts';
import { serveQueues } from '../../src/services/serve-queues.ts';
import { updateHistory } from '../../src/services/update-history.ts';
import { createWorkHandlers } from '../../src/services/work-handlers.ts';
import { openDatabase } from '../../src/storage/database/open-database.ts';
import { askForServer } from '../support/ask-for-server.ts';
import type { FreshDatabase } from '../support/create-database.ts';
import { describeWithPostgres, freshDatabase } from '../support/postgres.ts';
import { describeWithRedis } from '../support/redis.ts';

const workers = 4;
const seed = 3;
const plan = { items: 1600, rowsOfBatch: 150 };
const patienceMs = 100_000;

describeWithPostgres('four workers with duplicates and batches out of order', () => {
  let folder: string;
  let ports: Ports;
  let flow: Flow;
  let sequential: FreshDatabase;
  const databases: FreshDatabase[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'touchstone-parallel-'));
    ports = compose(loadConfig({ TOUCHSTONE_HOME: join(folder, 'home'), TOUCHSTONE_LOG: 'silent' }));
    flow = await makeFlow(folder, plan);
    sequential = await fresh();
    await oneAfterTheOther(sequential.url);
  }, patienceMs);
  afterAll(async () => {
    await Promise.all(databases.map((database) => database.drop()));
    rmSync(folder, { recursive: true, force: true });
  });

  async function fresh(): Promise<FreshDatabase> {
    const database = await freshDatabase();
    databases.push(database);
    return database;
  }

  /** Takes every batch in, counts and scores it before the next. */
  async function oneAfterTheOther(url: string): Promise<void> {
    const store = await ports.openStore(url);
    try {
      await prepareStore(ports, store, flow);
      const key = await ports.keys.identityKey();
      for (const { path, profile } of flow.batches) {
        await ingestBatch(ports, store, await resolveInput(ports, path, profile));
        await updateHistory(store, key);
        await scoreStoredConsignments(ports, store);
      }
      await scoreStoredConsignments(ports, store, { isEverything: true });
    } finally {
      await store.close();
    }
  }

  async function sideBySide(url: string, target: QueueTarget, files: readonly FlowFile[]): Promise<void> {
    const store = await ports.openStore(url);
    await prepareStore(ports, store, flow);
    const own = [];
    for (let worker = 0; worker < workers; worker++) {
      const itsStore = await ports.openStore(url);
      const queues = await openQueues(target, { onError: () => {} });
      const setting = { ports, store: itsStore, queues, handlers: createWorkHandlers() };
      const served = await serveQueues(
        { ports, store: itsStore, queues, thread: { run: (attempt) => runWork(setting, attempt) } },
        { queues: queueNames, concurrency: 1, sweepEveryMs: 200, onError: () => {} },
      );
      own.push({ store: itsStore, queues, served });
    }
    try {
      await sendFiles(ports, store, own[0]!.queues, files);
      await waitIdle(store, patienceMs);
      await store.work.add([{ queue: 'rescore', payload: {}, priority: 1 }], Date.now());
      await waitIdle(store, patienceMs);
      const end = await storeEnd(ports, url);
      expect(end).toMatchObject({
        unbalanced: [],
        unscored: 0,
        loadedBatches: flow.batches.length + flow.rights.length,
      });
      expect(end.rejects).toBe(flow.batches.reduce((sum, { poisonRows }) => sum + poisonRows, 0));
      expect(new Set(end.dead.map(({ file }) => file))).toEqual(new Set(flow.poison.map(({ path }) => path)));
    } finally {
      await Promise.all(own.map(({ served }) => served.close(1_000)));
      await Promise.all(own.map(({ queues }) => queues.close()));
      await Promise.all([store, ...own.map((one) => one.store)].map((one) => one.close()));
    }
  }

  async function expectSame(url: string): Promise<void> {
    const [wanted, found] = [await openDatabase(sequential.url), await openDatabase(url)];
    try {
      for (const part of ['facts', 'history', 'scores'] as const) {
        const { all, ...difference } = await compareStores(wanted.db, found.db, part);
        expect([part, difference]).toEqual([part, { missing: 0, surplus: 0, examples: [] }]);
        expect(all).toBeGreaterThan(plan.items);
      }
    } finally {
      await Promise.all([wanted.close(), found.close()]);
    }
  }

  const order = () => sendingOrder(flow.batches, flow.poison, seed);

  it(
    'give the facts, history and scores of one, to the bit, over PostgreSQL alone',
    async () => {
      const { url } = await fresh();
      await sideBySide(url, { kind: 'postgresql', url }, order());
      await expectSame(url);
    },
    patienceMs,
  );

  describeWithRedis('and Redis', () => {
    it(
      'give the same',
      async () => {
        const { url } = await fresh();
        const target = {
          kind: 'redis',
          url: await askForServer('redis'),
          prefix: '{parallel-equals-sequential}',
        } as const;
        await sideBySide(url, target, order());
        await expectSame(url);
      },
      patienceMs,
    );
  });
});

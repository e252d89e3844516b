import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type IngestProgress, ingestBatch } from '../../src/services/ingest-batch.ts';
import type { Ports } from '../../src/services/ports.ts';
import { loadProfile } from '../../src/services/read-records.ts';
import type { FactPort, Store } from '../../src/services/store-ports.ts';
import { testPorts } from '../factories/test-ports.ts';

let folder: string;
let ports: Ports;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ingest-'));
  ports = testPorts(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  store = await ports.openStore('memory:');
});
afterEach(() => store.close());

const header = 'recordKind,agency,references.declaration,itemNumber,occurredAt,item.hsCode,item.netMassKg';
const row = (reference: string, mass = '5'): string => `declaration,TEST,${reference},1,2024-03-01,640399,${mass}`;

async function input(name: string, rows: readonly string[]) {
  const path = join(folder, name);
  await writeFile(path, `${[header, ...rows].join('\n')}\n`);
  return { path, profile: await loadProfile(ports, 'touchstone') };
}

const many = (count: number): string[] => Array.from({ length: count }, (_, index) => row(`R${index}`));

describe('ingestBatch', () => {
  it('balances its books, keeps bad rows in quarantine, and says what it does', async () => {
    const progress: IngestProgress[] = [];
    const report = await ingestBatch(ports, store, await input('a.csv', [row('A'), row('B', 'heavy'), row('A', '6')]), {
      onProgress: (one) => progress.push(one),
    });
    expect(report).toMatchObject({
      outcome: 'loaded',
      rowsRead: 3,
      accepted: 2,
      rejected: 1,
      added: 1,
      revised: 1,
      duplicate: 0,
    });
    expect(progress.map(({ pass }) => pass)).toEqual(['checking', 'loading']);
    const [quarantined] = await store.quarantine.list({ limit: 10 });
    expect(quarantined).toMatchObject({ row: 3, column: 'item.netMassKg', state: 'waiting' });
    expect(Buffer.from(quarantined!.raw).toString()).toBe(row('B', 'heavy'));
  });

  it('adds nothing the second time, under whatever name', async () => {
    await ingestBatch(ports, store, await input('a.csv', [row('A'), row('B')]));
    const again = await ingestBatch(ports, store, await input('b.csv', [row('A'), row('B')]));
    expect(again).toMatchObject({ outcome: 'again', accepted: 2, added: 0, duplicate: 2, batchId: 1 });
    const longer = await ingestBatch(ports, store, await input('c.csv', [row('A'), row('B'), row('C')]));
    expect(longer).toMatchObject({ outcome: 'loaded', added: 1, duplicate: 2, batchId: 2 });
  });

  it('refuses a file whole, keeps the reason, and nothing of its rows', async () => {
    const bad = await input('bad.csv', [
      row('A'),
      ...Array.from({ length: 21 }, (_, index) => row(`B${index}`, 'heavy')),
    ]);
    await expect(ingestBatch(ports, store, bad)).rejects.toMatchObject({ code: 'too-many-bad-rows' });
    const [batch] = await store.facts.listBatches();
    expect(batch).toMatchObject({ state: 'refused', rowsTotal: 22 });
    expect(await store.quarantine.list({ limit: 10 })).toEqual([]);
  });

  it('goes on where a load was cut off', async () => {
    const file = await input('long.csv', many(12_000));
    let chunks = 0;
    const breaking: FactPort = {
      ...store.facts,
      loadChunk: async (batch, chunk) => {
        if (++chunks === 2) throw new Error('cut off');
        return store.facts.loadChunk(batch, chunk);
      },
    };
    await expect(ingestBatch(ports, { facts: breaking }, file)).rejects.toThrow('cut off');
    const [cut] = await store.facts.listBatches();
    expect(cut).toMatchObject({ state: 'loading' });
    expect(cut!.rowsDone).toBeGreaterThan(0);
    const resumed = await ingestBatch(ports, store, file);
    expect(resumed).toMatchObject({ outcome: 'resumed', accepted: 12_000, added: 12_000, duplicate: 0, rejected: 0 });
    let count = 0;
    for await (const some of store.facts.currentRecords(['declaration'])) count += some.length;
    expect(count).toBe(12_000);
  });
});

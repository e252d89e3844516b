import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportRoutes } from '../../../src/http/routes/export-routes.ts';
import type { Store } from '../../../src/services/store-ports.ts';
import { importResultsToStore } from '../../../src/services/target-packs/import-results.ts';
import { makePackExport } from '../../../src/services/target-packs/make-pack-export.ts';
import { isSigned } from '../../../src/services/target-packs/manifest.ts';
import { parseSentList } from '../../../src/services/target-packs/sent-list.ts';
import { makeRecord } from '../../factories/goods-item-record.ts';
import { personOf, type ServedRoutes, serveRoutes } from '../../factories/serve-routes.ts';
import { testPorts } from '../../factories/test-ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'export-routes-'));
let nowMs = Date.parse('2026-10-22T09:00Z');
const base = testPorts(folder);
const ports = { ...base, clock: { ...base.clock, nowMs: () => nowMs } };
let store: Store;
let served: ServedRoutes;
let listId: number;
const planner = personOf('TEST', 'planner', 2);
const foreign = personOf('OTHER', 'planner', 3);
const lonely = personOf('THIRD', 'supervisor', 4);

async function load(agency: string, names: readonly string[]): Promise<void> {
  const records = names.flatMap((name) =>
    [1, 2].map((itemNumber) =>
      makeRecord({
        reference: name,
        consignment: { id: `${agency}/${name}`, agency },
        item: { itemNumber, description: `goods of ${name}` },
      }),
    ),
  );
  const { batch } = await store.facts.openBatch({
    fileName: 'x.csv',
    profile: 'touchstone',
    agency,
    sha256: Buffer.from(agency.padStart(32, '0')),
    byteCount: 1,
    receivedAtMs: nowMs,
    handling: records[0]!.consignment.handling,
    rowsTotal: records.length,
  });
  await store.facts.loadChunk(batch, { records, rejects: [], rowsDone: records.length });
  await store.facts.finishBatch(batch.id);
}

beforeAll(async () => {
  store = await ports.openStore('memory:');
  served = await serveRoutes({ ports, store }, exportRoutes);
  await load('TEST', ['A', 'B']);
  await load('OTHER', ['C']);
  const kept = (consignmentId: string, place: number) => ({
    place,
    consignmentId,
    lane: 'red',
    shift: '2026-10-22',
    riskScore: 40,
    reasons: ['price'],
  });
  listId = await store.targetLists.add({
    madeAtMs: nowMs,
    policy: 'default version 1',
    seed: 1,
    report: {},
    targets: [kept('OTHER/C', 1), kept('TEST/A', 2), kept('TEST/B', 3)],
    csv: '',
  });
}, 60_000);
afterAll(async () => {
  await served?.server.close();
  await store?.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (actor = planner, more: object = {}) =>
  served.ask(actor, 'POST', '/exports', { payload: { listId, format: 'csv', purpose: 'customs-control', ...more } });
const fetchLink = (link: string, actor = planner) => served.ask(actor, 'GET', link.replace(/^\/api/, ''));
const rowsOf = (body: string): Record<string, string>[] => parse(body, { columns: true, bom: true });

describe('exports by HTTP', () => {
  it('are of the own consignments alone, for whoever sees the least unless one says for whom', async () => {
    const made = await ask();
    expect(made.statusCode).toBe(202);
    const shown = made.json();
    expect(shown).toMatchObject({ audience: 'operator', state: 'ready', failure: null });
    expect(isSigned(shown.manifest)).toBe(true);
    const file = await fetchLink(shown.link);
    expect(file.headers['content-disposition']).toContain(`list-${listId}-export-${shown.id}.csv`);
    expect(file.body).not.toMatch(/OTHER|goods of|price/);
    expect(rowsOf(file.body).map(({ declaration }) => declaration)).toEqual(['A', 'B']);
    const own = (await ask(planner, { audience: 'own-unit' })).json();
    expect(rowsOf((await fetchLink(own.link)).body)).toMatchObject([
      { consignment: 'TEST/A', rank: '1', probability: '0.4', reasons: 'price' },
      { consignment: 'TEST/B', rank: '2' },
    ]);
  });

  it('are not there for other agencies, nor for whoever has changed the link, nor after a day', async () => {
    const { id, link, expiresAtMs } = (await ask()).json();
    const missing = await served.ask(foreign, 'GET', '/exports/999999');
    const others = await served.ask(foreign, 'GET', `/exports/${id}`);
    expect([missing.statusCode, others.statusCode]).toEqual([404, 404]);
    expect(others.json().code).toBe(missing.json().code);
    expect((await fetchLink(link, foreign)).statusCode).toBe(404);
    expect((await fetchLink(link.replace(`expires=${expiresAtMs}`, `expires=${expiresAtMs + 1}`))).statusCode).toBe(
      404,
    );
    expect((await fetchLink(link.replace(/signature=.{3}/, 'signature=AAA'))).statusCode).toBe(404);
    expect((await fetchLink(link)).statusCode).toBe(200);
    const before = nowMs;
    nowMs = expiresAtMs;
    expect((await fetchLink(link)).statusCode).toBe(404);
    expect((await served.ask(planner, 'GET', `/exports/${id}`)).json()).toMatchObject({ state: 'expired', link: null });
    expect(await store.packExports.expire(nowMs)).toBeGreaterThan(0);
    expect((await served.ask(planner, 'GET', `/exports/${id}`)).json()).toMatchObject({ state: 'expired' });
    nowMs = before;
  });

  it('fail with the reason where a rule forbids them', async () => {
    expect((await ask(planner, { audience: 'partner-customs' })).json()).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining("stay in their owner's organisation"),
      link: null,
    });
    expect((await ask(planner, { audience: 'police' })).json().failure).toContain('name the gateway');
    expect((await ask(lonely)).json().failure).toContain('no targets that you could export');
    expect((await ask(planner, { listId: 999 })).statusCode).toBe(404);
    expect((await ask(planner, { purpose: 'curiosity' })).statusCode).toBe(400);
  });

  it('stand in the audit with purpose, audience and records, when they are made and when they are fetched', async () => {
    const { id, link } = (await ask(planner, { audience: 'own-unit' })).json();
    await fetchLink(link);
    const entries = (await store.audit.find({ action: 'export', subject: `export:${id}`, limit: 9 })).entries;
    expect(entries.map(({ actor, payload }) => [actor, JSON.parse(payload!.text)])).toEqual([
      [
        'person:2',
        expect.objectContaining({ purpose: 'customs-control', criteria: { step: 'download', audience: 'own-unit' } }),
      ],
      [
        'person:2',
        expect.objectContaining({ purpose: 'customs-control', audience: 'own-unit', records: ['TEST/A', 'TEST/B'] }),
      ],
    ]);
  });

  it('are made once, whoever makes them again', async () => {
    const { id } = (await ask()).json();
    expect(await makePackExport(ports, store, id)).toEqual({ exportId: id, state: 'ready' });
    await expect(makePackExport(ports, store, 999_999)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('come back as results: facts of the store, and rejected rows in quarantine; the same file again changes nothing', async () => {
    const { id, link } = (await ask(planner, { audience: 'examination-officer' })).json();
    const rows = rowsOf((await fetchLink(link)).body);
    const found = {
      execution: 'examined',
      controlDone: 'physical',
      iprChecked: 'yes',
      examinedOn: '2026-10-22',
      outcome: 'detained',
      measureKind: 'seizure',
    };
    const path = join(folder, 'back.csv');
    writeFileSync(
      path,
      stringify(
        [
          { ...rows[0], ...found },
          { ...rows[1], execution: 'seen' },
        ],
        { header: true },
      ),
    );
    const sent = parseSentList('sent', JSON.stringify(await store.packExports.sentOf(id)));
    for (let time = 0; time < 2; time++) {
      expect(await importResultsToStore(ports, store, { path, sent })).toMatchObject({ sound: 1, rejected: 1 });
    }
    const returned = (await store.facts.listBatches()).filter(({ fileName }) => fileName === 'back.csv');
    expect(returned).toMatchObject([{ agency: 'TEST', state: 'loaded', rowsDone: 3 }]);
    expect(await store.quarantine.summary()).toMatchObject([{ code: 'unknown-code', column: 'execution', rows: 1 }]);
    const kinds: string[] = [];
    for await (const some of store.facts.currentRecords(['examination', 'measure']))
      kinds.push(...some.map(({ kind }) => kind));
    expect(kinds.sort()).toEqual(['examination', 'measure']);
  });
});

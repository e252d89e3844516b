import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disclosureRoutes } from '../../../src/http/routes/disclosure-routes.ts';
import { personRoutes } from '../../../src/http/routes/person-routes.ts';
import type { Store } from '../../../src/services/store-ports.ts';
import { frozenContent } from '../../factories/frozen-content.ts';
import { personOf, type ServedRoutes, serveRoutes } from '../../factories/serve-routes.ts';
import { testPorts } from '../../factories/test-ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'disclosure-routes-'));
const ports = testPorts(folder);
let store: Store;
let served: ServedRoutes;
beforeAll(async () => {
  store = await ports.openStore('memory:');
  served = await serveRoutes({ ports, store }, [...disclosureRoutes, ...personRoutes]);
}, 60_000);
afterAll(async () => {
  await served?.server.close();
  await store?.close();
  rmSync(folder, { recursive: true, force: true });
});

const supervisor = personOf('TEST', 'supervisor', 2);
const foreign = personOf('OTHER', 'supervisor', 3);
const freeze = (caseId: number) =>
  store.asAgency({ agency: 'TEST', nowMs: 1 }, (view) =>
    view.frozenTargets.add({ caseId, reference: 'TEST/A', frozenAtMs: 5, content: frozenContent(), records: [] }),
  );
const audited = async (action: string) => (await store.audit.find({ action, limit: 9 })).entries;

describe('disclosure by HTTP', () => {
  it('lists frozen targets and discloses one, which is logged with its purpose', async () => {
    const [first, second] = [await freeze(7), await freeze(8)];
    const page = await served.ask(supervisor, 'GET', '/frozen-targets?limit=1&reference=TEST/A');
    expect(page.json()).toMatchObject({ items: [{ id: second, caseId: 8, hold: null, heldBackSinceMs: null }] });
    const next = await served.ask(supervisor, 'GET', `/frozen-targets?limit=1&cursor=${page.json().nextCursor}`);
    expect(next.json()).toMatchObject({ items: [{ id: first }], nextCursor: null });
    const { statusCode, body } = await served.ask(supervisor, 'GET', `/frozen-targets/${first}/disclosure`);
    expect(statusCode).toBe(200);
    const disclosed = JSON.parse(body);
    expect(disclosed).toMatchObject({
      target: { id: first, agency: 'TEST', isUnaltered: true, hold: null },
      main: { decision: { code: 'physical-examination' } },
      schedule: [{ id: 'S1', ground: 'third-party' }],
    });
    expect(JSON.stringify(disclosed.main)).not.toContain('Otto');
    const about = await served.ask(supervisor, 'GET', `/frozen-targets/${first}/disclosure?concerned=seller,importer`, {
      headers: { 'x-purpose': 'supervision' },
    });
    expect(about.json().schedule).toEqual([]);
    const entries = await audited('disclose-target');
    expect(entries.map(({ subject, payload }) => [subject, JSON.parse(payload!.text).purpose])).toEqual([
      [`frozen-target:${first}`, 'supervision'],
      [`frozen-target:${first}`, 'disclosure'],
    ]);
  });

  it('sets and lifts legal holds', async () => {
    const id = await freeze(9);
    const path = `/frozen-targets/${id}/hold`;
    const untilMs = ports.clock.nowMs() + 1_000_000;
    const payload = { ground: 'appeal 5', untilMs };
    expect((await served.ask(supervisor, 'PUT', path, { payload })).statusCode).toBe(204);
    expect(await store.frozenTargets.find(id)).toMatchObject({ hold: { ...payload, setBy: 'person:2' } });
    const past = await served.ask(supervisor, 'PUT', path, { payload: { ...payload, untilMs: 5 } });
    expect(past.statusCode).toBe(400);
    expect((await served.ask(supervisor, 'DELETE', path)).statusCode).toBe(204);
    expect((await store.frozenTargets.find(id))?.hold).toBeUndefined();
    expect(await audited('set-legal-hold')).toMatchObject([{ agency: 'TEST', subject: `frozen-target:${id}` }]);
    expect(await audited('lift-legal-hold')).toHaveLength(1);
  });

  it('answers the same for what is not there and for what is of another agency, and changes nothing', async () => {
    const id = await freeze(10);
    const asked = async (target: number, method: 'GET' | 'PUT' | 'DELETE') => {
      const payload = { ground: 'x', untilMs: ports.clock.nowMs() + 1e6 };
      const path = `/frozen-targets/${target}/${method === 'GET' ? 'disclosure' : 'hold'}`;
      const { statusCode, body } = await served.ask(foreign, method, path, method === 'PUT' ? { payload } : {});
      return {
        statusCode,
        body: body.replace(`target ${target} was`, 'target N was').replace(/"requestId":"[^"]+"/, ''),
      };
    };
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      const answer = await asked(id, method);
      expect(answer.statusCode).toBe(404);
      expect(answer).toEqual(await asked(99_999, method));
    }
    expect((await served.ask(foreign, 'GET', '/frozen-targets')).json()).toEqual({ items: [], nextCursor: null });
    expect((await store.frozenTargets.find(id))?.hold).toBeUndefined();
  });

  it('is for supervisors alone', async () => {
    for (const role of ['targeting-officer', 'auditor', 'administrator', 'agency-liaison'] as const) {
      expect((await served.ask(personOf('TEST', role), 'GET', '/frozen-targets')).statusCode, role).toBe(403);
    }
  });
});

describe('persons by HTTP', () => {
  const liaison = personOf('TEST', 'agency-liaison', 4);
  const party = 'name:Ann Example|KR';

  it('gives an extract, logged as an answer to a person where nobody says otherwise', async () => {
    const { statusCode, body } = await served.ask(liaison, 'POST', '/persons/extract', { payload: { party } });
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      party,
      agency: 'TEST',
      facts: { records: [] },
      assessments: { cases: [] },
    });
    const [entry] = await audited('extract-person');
    expect(entry).toMatchObject({ actor: 'person:4', agency: 'TEST', subject: undefined });
    expect(JSON.parse(entry!.payload!.text)).toMatchObject({
      purpose: 'data-subject-request',
      criteria: { party },
      records: [],
    });
    const wrong = await served.ask(liaison, 'POST', '/persons/extract', { payload: { party: 'Ann Example' } });
    expect(wrong.statusCode).toBe(400);
    expect(await audited('extract-person')).toHaveLength(1);
  });

  it('finds nothing to rectify where nothing names the person', async () => {
    const payload = { party, records: ['TEST/A'], disputed: 'not me' };
    expect((await served.ask(liaison, 'POST', '/persons/rectify', { payload })).statusCode).toBe(404);
    expect(await audited('rectify-person')).toEqual([]);
  });

  it('is for liaisons alone', async () => {
    for (const role of ['supervisor', 'auditor', 'administrator', 'analyst'] as const) {
      for (const path of ['/persons/extract', '/persons/rectify']) {
        const payload = { party, records: ['TEST/A'], disputed: 'x' };
        expect((await served.ask(personOf('TEST', role), 'POST', path, { payload })).statusCode).toBe(403);
      }
    }
  });
});

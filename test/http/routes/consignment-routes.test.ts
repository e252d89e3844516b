import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consignmentRoutes } from '../../../src/http/routes/consignment-routes.ts';
import type { ServedRoutes } from '../../factories/serve-routes.ts';
import { personOf } from '../../factories/serve-routes.ts';
import { type SharedService, servedSharedStore } from '../../factories/shared-service.ts';
import { recordOf } from '../../factories/shared-store.ts';

const aurelia = personOf('AURELIA', 'targeting-officer', 1);

const body = {
  references: { declaration: 'P-1' },
  occurredAt: '2026-11-28T09:30:00+01:00',
  departureCountry: 'CN',
  destinationCountry: 'DE',
  parties: { importer: { name: 'Nova Line GmbH', country: 'DE' } },
  handling: { tlp: 'TLP:AMBER', purposes: ['customs-risk-analysis'] },
  items: [
    { itemNumber: 1, hsCode: '640399', description: 'shoes', valueAmount: 50, currency: 'USD', netMassKg: 2 },
    { itemNumber: 2, hsCode: '420221', description: 'bags' },
  ],
};

describe('routes of consignments', () => {
  let service: SharedService;
  let served: ServedRoutes;

  beforeAll(async () => {
    service = await servedSharedStore(consignmentRoutes);
    served = service.served;
    await service.load([recordOf('AURELIA', 'A1'), recordOf('AURELIA', 'A/2')], 'AURELIA');
    await service.index();
  });
  afterAll(() => service.close());

  it('searches, and logs the search with its purpose', async () => {
    const reply = await served.ask(aurelia, 'GET', '/consignments?hsPrefix=64&party=a1%20trading&limit=10', {
      headers: { 'x-purpose': 'customs-control' },
    });
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toMatchObject({
      items: [{ reference: 'AURELIA/A1', party: 'A1 Trading Ltd', hsCodes: ['640399'], riskScore: null, withheld: [] }],
      nextCursor: null,
      total: 1,
      isTotalExact: true,
    });
    const { entries } = await service.store.audit.find({ action: 'search', limit: 1 });
    expect(JSON.parse(entries[0]!.payload!.text)).toMatchObject({
      purpose: 'customs-control',
      criteria: { hsPrefix: '64', party: 'a1 trading' },
      records: ['AURELIA/A1'],
    });
  });

  it('goes from page to page', async () => {
    const first = (await served.ask(aurelia, 'GET', '/consignments?limit=1')).json();
    expect(first).toMatchObject({ total: 2, items: [{ reference: 'AURELIA/A/2' }] });
    const second = (await served.ask(aurelia, 'GET', `/consignments?limit=1&cursor=${first.nextCursor}`)).json();
    expect(second).toMatchObject({ items: [{ reference: 'AURELIA/A1' }], nextCursor: null });
  });

  it.each([
    'hsPrefix=6',
    'departure=CHN',
    'fromMs=x',
    'minScore=101',
    'limit=0',
    'cursor=a',
    'cursor=zzzzzzzzzzzzzz.1',
  ])('refuses %s', async (query) => {
    expect((await served.ask(aurelia, 'GET', `/consignments?${query}`)).statusCode).toBe(400);
  });

  it('names the case of a consignment in the queue, to those who may see the queue', async () => {
    await service.store.asAgency({ agency: 'AURELIA', nowMs: 0 }, async ({ cases }) => {
      expect(await cases.idsOf([])).toEqual(new Map());
      expect(await cases.idsOf(['AURELIA/A1', 'AURELIA/NONE'])).toEqual(new Map());
    });
    const found = (await served.ask(aurelia, 'GET', '/consignments?reference=A1')).json();
    expect(found.items).toMatchObject([{ caseId: null }]);
    expect((await served.ask(aurelia, 'GET', '/consignments/AURELIA/A1')).json().caseId).toBeNull();
  });

  it('reads one, by a reference with a slash too', async () => {
    const reply = await served.ask(aurelia, 'GET', '/consignments/AURELIA/A%2F2');
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toMatchObject({
      reference: 'AURELIA/A/2',
      handling: { ownerAgency: 'AURELIA', markings: ['TLP:AMBER'] },
      parties: [{ role: 'importer', name: 'A/2 Trading Ltd' }, { role: 'seller' }, { role: 'declarant' }],
      items: [{ itemNumber: 1, hsCode: '640399', valueUsd: 100 }],
      score: null,
      withheld: [],
    });
  });

  it('takes one in and says its score with reasons that add up to the margin', async () => {
    await service.store.models.promote({ name: 'sample', version: '1', stage: 'declaration' }, 0);
    const reply = await served.ask(aurelia, 'POST', '/consignments', { payload: body });
    expect(reply.statusCode).toBe(201);
    const { score, ...rest } = reply.json();
    expect(rest).toMatchObject({ reference: 'AURELIA/P-1', rows: { added: 2, revised: 0, duplicate: 0 } });
    const sum = score.reasons.reduce((total: number, one: { contribution: number }) => total + one.contribution, 0);
    expect(score.baseMargin + sum).toBeCloseTo(score.margin, 6);
    const read = (await served.ask(aurelia, 'GET', '/consignments/AURELIA/P-1')).json();
    expect(read.score).toMatchObject({ margin: score.margin, itemNumber: score.itemNumber });
    expect(read.score.reasons).toEqual(score.reasons);
    await service.index();
    const found = (await served.ask(aurelia, 'GET', '/consignments?party=nova')).json();
    expect(found.items).toMatchObject([{ reference: 'AURELIA/P-1', riskScore: score.riskScore }]);
  });

  it('knows one that comes twice', async () => {
    const again = await served.ask(aurelia, 'POST', '/consignments', { payload: body });
    expect(again.json().rows).toEqual({ added: 0, revised: 0, duplicate: 2 });
  });

  it.each([
    [{ references: {} }, 'references'],
    [{ items: [] }, 'items'],
    [{ items: [{ itemNumber: 1, hsCode: '99' + '9' }] }, 'items.0.hsCode'],
    [{ items: [{ itemNumber: 1, description: 'a\u0007b' }] }, 'items.0.description'],
    [{ occurredAt: '28.11.2026' }, 'occurredAt'],
    [{ parties: { importer: { country: 'DE' } } }, 'parties.importer'],
    [{ containers: ['CSQU3054384'] }, 'containers.0'],
    [{ agency: 'BOREALIS' }, ''],
  ])('says what is wrong with %j', async (change, field) => {
    const reply = await served.ask(aurelia, 'POST', '/consignments', { payload: { ...body, ...change } });
    expect(reply.statusCode).toBe(400);
    expect(reply.json().errors.map((one: { field: string }) => one.field)).toContain(field);
  });

  it.each(['a\u0000b', '\ud800'])('refuses a text that no database keeps: %j', async (description) => {
    const items = [{ itemNumber: 1, description }];
    const reply = await served.ask(aurelia, 'POST', '/consignments', { payload: { ...body, items } });
    expect(reply.statusCode).toBe(400);
  });

  it('lets nobody post who may not', async () => {
    const auditor = personOf('AURELIA', 'auditor', 3);
    expect((await served.ask(auditor, 'POST', '/consignments', { payload: body })).statusCode).toBe(403);
    const administrator = personOf('', 'administrator', 4);
    expect((await served.ask(administrator, 'GET', '/consignments')).statusCode).toBe(403);
  });

  it('cannot be probed past its rate', async () => {
    const prober = personOf('AURELIA', 'targeting-officer', 99);
    const replies: number[] = [];
    for (let index = 0; index < 62; index++) {
      replies.push((await served.ask(prober, 'GET', '/consignments?reference=ZZ')).statusCode);
    }
    expect(replies.filter((status) => status === 200)).toHaveLength(60);
    expect(replies.at(-1)).toBe(429);
  });
});

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import type { Role } from '../../src/domain/roles.ts';
import { eventHubOf } from '../../src/http/event-hub.ts';
import { agreementRoutes } from '../../src/http/routes/agreement-routes.ts';
import { caseRoutes } from '../../src/http/routes/case-routes.ts';
import { consignmentRoutes } from '../../src/http/routes/consignment-routes.ts';
import { holdRoutes } from '../../src/http/routes/hold-routes.ts';
import { lookOutRoutes } from '../../src/http/routes/look-out-routes.ts';
import { queueRoutes } from '../../src/http/routes/queue-routes.ts';
import { publishedKey } from '../../src/services/published-key.ts';
import { refreshQueue } from '../../src/services/refresh-queue.ts';
import { createScoringMeans, scoreDueConsignments } from '../../src/services/score-due-consignments.ts';
import { updateHistory } from '../../src/services/update-history.ts';
import { inMemory } from '../../src/storage/database/open-database.ts';
import { makeMeasure } from '../factories/measure-record.ts';
import { personOf } from '../factories/serve-routes.ts';
import { type SharedService, servedSharedStore } from '../factories/shared-service.ts';
import { openHandling, readAtMs, recordOf } from '../factories/shared-store.ts';
import type { FreshDatabase } from '../support/create-database.ts';
import { describeWithPostgres, freshDatabase } from '../support/postgres.ts';

const day = 86_400_000;
const terms = {
  giver: 'BOREALIS',
  taker: 'AURELIA',
  kinds: ['consignments', 'results', 'look-outs'],
  purposes: ['customs-risk-analysis'],
  fields: ['goods'],
  maximumTlp: 'TLP:AMBER',
  fromMs: 0,
  retentionDays: 30,
};
/** Names that only Borealis knows. */
const secrets = ['SECRETX', 'Verborgen', 'BOREALIS'];

function defineLeaks(open: () => Promise<{ location: string; close: () => Promise<void> }>): void {
  let service: SharedService;
  let opened: { location: string; close: () => Promise<void> };
  const who = (agency: string, role: Role = 'targeting-officer'): Actor => personOf(agency, role, role.length);
  const ask = (actor: Actor, method: 'GET' | 'POST', path: string, payload?: object) =>
    service.served.ask(actor, method, path, payload === undefined ? {} : { payload });

  beforeAll(async () => {
    opened = await open();
    service = await servedSharedStore(
      [...consignmentRoutes, ...lookOutRoutes, ...agreementRoutes, ...queueRoutes, ...caseRoutes, ...holdRoutes],
      opened.location,
    );
    const sender = {
      consignor: { ...recordOf('X', 'x').consignment.parties.importer!, id: 'C9', name: 'Verborgen GmbH' },
    };
    const parties = { ...recordOf('X', 'x').consignment.parties, ...sender };
    await service.load([recordOf('AURELIA', 'OWN-1', { day: 18_015, consignment: { parties } })], 'AURELIA');
    await service.load(
      [
        recordOf('BOREALIS', 'SECRETX-1', { day: 18_010, consignment: { parties } }),
        recordOf('BOREALIS', 'SECRETX-2', { day: 18_011, handling: { tlp: 'TLP:RED' } }),
        {
          ...makeMeasure({ reference: 'SECRETX-1', day: 18_012 }),
          id: 'BOREALIS/SECRETX-M1',
          agency: 'BOREALIS',
          handling: openHandling('BOREALIS'),
        },
      ],
      'BOREALIS',
    );
    await service.store.models.promote({ name: 'sample', version: '1', stage: 'declaration' }, 0);
    const means = createScoringMeans(service.ports, publishedKey);
    await updateHistory(service.store, publishedKey, { count: means.count });
    await scoreDueConsignments(service.ports, service.store, means);
    await service.index();
    await refreshQueue(service.ports, service.store, 'BOREALIS');
  });
  afterAll(async () => {
    await service.close();
    await opened.close();
  });

  /** Everything that a route gives, without what tells requests apart. */
  const bytesOf = async (actor: Actor, method: 'GET' | 'POST', path: string, payload?: object): Promise<string> => {
    const { statusCode, body, headers } = await ask(actor, method, path, payload);
    const { 'content-type': type, 'content-length': _, date: __, ...rest } = headers;
    const told = Object.keys(rest)
      .filter((name) => !name.startsWith('x-ratelimit'))
      .sort();
    return `${statusCode} ${type} ${told} ${body.replace(/"requestId":"[^"]+"/, '"requestId":""')}`;
  };
  /** What is asked for stands in the answer; it is the same text in both. */
  const same = async (
    [notYours, absent]: readonly [string, string],
    request: (id: string) => Promise<string>,
  ): Promise<void> => {
    const [one, other] = [await request(notYours), await request(absent)];
    expect(one.replaceAll(notYours, '?')).toEqual(other.replaceAll(absent, '?'));
    expect(one).toMatch(/^404 /);
  };

  describe.each(['command-centre', 'network'])('in a %s', (sharing) => {
    beforeAll(() => service.setSharing(sharing));

    it('finds nothing of another agency, by whatever it may be found', async () => {
      for (const query of [
        '',
        'reference=SECRETX-1',
        'reference=BOREALIS%2FSECRETX-1',
        'reference=SECRETX',
        'hsPrefix=64',
        'departure=CN&destination=KR',
        'minScore=0',
        'party=SECRETX',
        `fromMs=0&toMs=${readAtMs}`,
      ]) {
        const { statusCode, body } = await ask(who('AURELIA'), 'GET', `/consignments?${query}`);
        expect(statusCode).toBe(200);
        expect(body).not.toContain('SECRETX');
        const { items, total } = JSON.parse(body);
        expect(total).toBe(items.length);
        expect(items.length).toBeLessThanOrEqual(1);
      }
    });

    it('counts and finds by a name of another agency as by one that nobody has', async () => {
      const [one, other] = ['SECRETX-1', 'ABSENTX-1'];
      const bytes = (reference: string) => bytesOf(who('AURELIA'), 'GET', `/consignments?reference=${reference}`);
      expect(await bytes(one!)).toEqual(await bytes(other!));
      const party = (name: string) => bytesOf(who('AURELIA'), 'GET', `/consignments?party=${name}`);
      expect(await party('secretx')).toEqual(await party('absentx'));
    });

    it('gives the same bytes for a consignment that is not yours and for one that is not there', async () => {
      await same(['SECRETX-1', 'ABSENTX-1'], (name) =>
        bytesOf(who('AURELIA'), 'GET', `/consignments/BOREALIS/${name}`),
      );
      await same(['BOREALIS', 'NOWHEREX'], (name) => bytesOf(who('AURELIA'), 'GET', `/consignments/${name}/SECRETX-1`));
    });

    it('gives the same bytes for an alert, a look-out and an agreement that are not yours and that are not there', async () => {
      const { rows } = await service.sqlRows(sql<{ alert: number; lookOut: number }>`
        select look_out_match.id as alert, look_out_id as look_out from look_out_match
        join consignment on consignment.id = consignment_id where consignment.agency = 'AURELIA' limit 1`);
      const [{ alert, lookOut }] = rows as [{ alert: number; lookOut: number }];
      const absent = '99999';
      await same([String(alert), absent], (id) => bytesOf(who('CORVIA'), 'POST', `/alerts/${id}/acknowledgement`, {}));
      await same([String(lookOut), absent], (id) =>
        bytesOf(who('AURELIA'), 'POST', `/look-outs/${id}/withdrawal`, { reason: 'test' }),
      );
      const liaison = who('CORVIA', 'agency-liaison');
      const { id } = (
        await ask(who('BOREALIS', 'agency-liaison'), 'POST', '/agreements', { ...terms, fromMs: 9e14 })
      ).json();
      for (const [method, path, payload] of [
        ['GET', '', undefined],
        ['POST', '/approval', {}],
        ['POST', '/end', { reason: 'test' }],
      ] as const) {
        await same([String(id), absent], (one) => bytesOf(liaison, method, `/agreements/${one}${path}`, payload));
      }
      expect((await ask(liaison, 'GET', '/agreements')).json()).toEqual({ items: [] });
    });

    it('lists no look-out of another agency that does not reach one', async () => {
      expect((await ask(who('CORVIA'), 'GET', '/look-outs')).json().items).toEqual([]);
      expect((await ask(who('CORVIA'), 'GET', '/alerts?weak=true&state=all')).json().items).toEqual([]);
    });

    it('lists no case and no hold of another agency, and knows none by its number', async () => {
      const own = (await ask(who('BOREALIS'), 'GET', '/queue?state=all')).json();
      expect(own.items).not.toEqual([]);
      for (const path of [
        '/queue?state=all',
        '/queue?state=all&text=SECRETX',
        '/queue?state=decided',
        '/holds',
        '/holds.csv',
        '/operators',
      ]) {
        const { statusCode, body } = await ask(who('AURELIA'), 'GET', path);
        expect([path, statusCode]).toEqual([path, 200]);
        for (const secret of secrets) expect(body).not.toContain(secret);
      }
      expect((await ask(who('AURELIA'), 'GET', '/queue?state=all')).json().total).toBe(0);
      expect((await ask(who('AURELIA'), 'GET', '/queue/capacity')).json()).toMatchObject({
        targets: 0,
        rankedAtMs: null,
      });
      const claimed = await ask(who('AURELIA'), 'POST', '/queue/claim-next', {});
      expect([claimed.statusCode, claimed.body]).toEqual([204, '']);
      await same([String(own.items[0].caseId), '99999'], (id) => bytesOf(who('AURELIA'), 'GET', `/cases/${id}`));
      await same([String(own.items[0].caseId), '99999'], (id) =>
        bytesOf(who('AURELIA'), 'POST', `/cases/${id}/claim`, {}),
      );
    });

    it('writes nothing of another agency into reasons, errors and the audit of one', async () => {
      const own = (await ask(who('AURELIA'), 'GET', '/consignments/AURELIA/OWN-1')).body;
      expect(own).not.toContain('SECRETX');
      const wrong = (await ask(who('AURELIA'), 'GET', '/consignments?cursor=SECRETX')).body;
      expect(wrong).not.toContain('BOREALIS');
      const { entries } = await service.store.audit.find({ agency: 'AURELIA', limit: 100 });
      for (const { payload } of entries) {
        const { records = [] } = JSON.parse(payload?.text ?? '{}') as { records?: string[] };
        for (const secret of secrets) expect(records.join(' ')).not.toContain(secret);
      }
    });
  });

  it('tells nobody of what happens in the queue of another agency', async () => {
    const told: Record<string, number> = { AURELIA: 0, BOREALIS: 0 };
    const stops = Object.keys(told).map((agency) =>
      eventHubOf(service).listen({ by: `person:${agency}`, agency, tell: () => told[agency]!++, end: () => {} }),
    );
    const change = () => service.store.asAgency({ agency: 'BOREALIS', nowMs: 0 }, ({ cases }) => cases.noteChange());
    while (told.BOREALIS! < 2) {
      await change();
      await new Promise((done) => setTimeout(done, 100));
    }
    for (const stop of stops) stop();
    expect(told.AURELIA).toBe(0);
  });

  it('lets look-outs meet the consignments of all in a command centre, and by agreement in a network', async () => {
    await service.setSharing('command-centre');
    const alerts = async () => (await ask(who('AURELIA'), 'GET', '/alerts?weak=true')).json().items;
    expect(await alerts()).toEqual(
      expect.arrayContaining([expect.objectContaining({ reference: 'AURELIA/OWN-1', acknowledged: null })]),
    );
    for (const { lookOut } of await alerts()) expect(lookOut).toMatchObject({ source: null, isOwn: false });
    await service.setSharing('network');
    expect(await alerts()).toEqual([]);
  });

  it('shows by agreement what it gives, to whom it gives, until it ends; never a score', async () => {
    await service.setSharing('network');
    const [giver, taker] = [who('BOREALIS', 'agency-liaison'), who('AURELIA', 'agency-liaison')];
    const { id } = (await ask(giver, 'POST', '/agreements', terms)).json();
    expect((await ask(giver, 'POST', `/agreements/${id}/approval`)).json()).toMatchObject({ state: 'draft' });
    const list = async (actor: Actor) => (await ask(actor, 'GET', '/consignments')).json();
    expect((await list(who('AURELIA'))).total).toBe(1);
    expect((await ask(taker, 'POST', `/agreements/${id}/approval`)).json()).toMatchObject({ state: 'in-force' });
    expect((await ask(taker, 'POST', `/agreements/${id}/approval`)).statusCode).toBe(409);

    expect(await list(who('AURELIA'))).toMatchObject({
      total: 2,
      items: [
        { reference: 'AURELIA/OWN-1', withheld: [] },
        {
          reference: 'BOREALIS/SECRETX-1',
          party: null,
          hsCodes: ['640399'],
          valueUsd: null,
          riskScore: null,
          withheld: ['parties', 'prices', 'results'],
          handling: { ownerAgency: 'BOREALIS', markings: ['TLP:AMBER'] },
        },
      ],
    });
    const own = (await ask(who('BOREALIS'), 'GET', '/consignments/BOREALIS/SECRETX-1')).json();
    expect(own.score).not.toBeNull();
    expect(own.parties).not.toEqual([]);
    const { body } = await ask(who('AURELIA'), 'GET', '/consignments/BOREALIS/SECRETX-1');
    expect(JSON.parse(body)).toMatchObject({ score: null, parties: [], items: [{ hsCode: '640399', valueUsd: null }] });
    expect(body).not.toContain('Verborgen');
    expect((await ask(who('AURELIA'), 'GET', '/consignments?party=verborgen')).json().total).toBe(1);
    expect((await ask(who('AURELIA'), 'GET', '/consignments?minScore=0')).json().total).toBe(1);
    await same(['SECRETX-2', 'ABSENTX-2'], (name) => bytesOf(who('AURELIA'), 'GET', `/consignments/BOREALIS/${name}`));
    // What is looked for names a party, which the agreement does not give.
    const [alert] = (await ask(who('AURELIA'), 'GET', '/alerts')).json().items;
    expect(alert).toMatchObject({ reference: 'AURELIA/OWN-1', lookOut: { subject: null, source: null } });
    const noted = (await ask(who('AURELIA'), 'POST', `/alerts/${alert.id}/acknowledgement`, { note: 'seen' })).json();
    expect(noted.acknowledged).toEqual({ by: expect.stringMatching(/^person:/), atMs: readAtMs, note: 'seen' });
    // Another purpose is another agreement.
    const analyst = await ask(who('AURELIA', 'analyst'), 'GET', '/consignments');
    expect(analyst.json().total).toBe(1);
    // To a third, and the other way, nothing flows.
    expect((await list(who('CORVIA'))).items).toEqual([]);
    expect((await list(who('BOREALIS'))).items.map((one: { reference: string }) => one.reference)).toEqual([
      'BOREALIS/SECRETX-2',
      'BOREALIS/SECRETX-1',
    ]);

    expect((await ask(taker, 'POST', `/agreements/${id}/end`, { reason: 'over' })).json()).toMatchObject({
      state: 'ended',
      retainedUntilMs: readAtMs + 30 * day,
    });
    expect((await list(who('AURELIA'))).total).toBe(1);
    await same(['SECRETX-1', 'ABSENTX-1'], (name) => bytesOf(who('AURELIA'), 'GET', `/consignments/BOREALIS/${name}`));
    expect((await ask(who('AURELIA'), 'GET', '/alerts?weak=true')).json().items).toEqual([]);
  });

  it('erases what was derived once the time to keep it is over', async () => {
    const matches = async () => {
      const { rows } = await service.sqlRows(sql<{ count: number }>`
        select count(*) as count from look_out_match join consignment on consignment.id = consignment_id
        where consignment.agency = 'AURELIA'`);
      return rows[0]!.count;
    };
    expect(await service.applyRetention(readAtMs + 30 * day - 1)).toBe(0);
    expect(await matches()).toBeGreaterThan(0);
    expect(await service.applyRetention(readAtMs + 30 * day)).toBe(1);
    expect(await matches()).toBe(0);
    expect(await service.applyRetention(readAtMs + 31 * day)).toBe(0);
    const { entries } = await service.store.audit.find({ action: 'apply-retention', limit: 10 });
    expect(entries).toHaveLength(1);
  });

  it('refuses to cross regimes without a named gateway', async () => {
    const police = { ...terms, taker: 'CORVIA' };
    const reply = await ask(who('BOREALIS', 'agency-liaison'), 'POST', '/agreements', police);
    expect(reply.statusCode).toBe(400);
    expect(reply.json().detail).toContain('gateway');
    const through = await ask(who('BOREALIS', 'agency-liaison'), 'POST', '/agreements', {
      ...police,
      gateway: 'Naples II',
    });
    expect(through.statusCode).toBe(201);
    const foreign = { ...terms, giver: 'CORVIA', taker: 'BOREALIS' };
    expect((await ask(who('AURELIA', 'agency-liaison'), 'POST', '/agreements', foreign)).statusCode).toBe(400);
    expect((await ask(who('AURELIA'), 'POST', '/agreements', terms)).statusCode).toBe(403);
  });
}

describe('what one may not see, on PGlite', () => {
  defineLeaks(async () => ({ location: inMemory, close: async () => {} }));
});
describeWithPostgres('what one may not see, on PostgreSQL', () => {
  defineLeaks(async () => {
    const fresh: FreshDatabase = await freshDatabase();
    return { location: fresh.url, close: () => fresh.drop() };
  });
});

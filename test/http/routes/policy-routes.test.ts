import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deadlineRoutes } from '../../../src/http/routes/deadline-routes.ts';
import { policyRoutes } from '../../../src/http/routes/policy-routes.ts';
import { queueRoutes } from '../../../src/http/routes/queue-routes.ts';
import { statisticsRoutes } from '../../../src/http/routes/statistics-routes.ts';
import { usualHitRatePolicy } from '../../../src/services/read-hit-rates.ts';
import { tendRules } from '../../../src/services/selectivity/tend-rules.ts';
import { makeMeasure } from '../../factories/measure-record.ts';
import { type OpenQueue, openQueue, openRecord } from '../../factories/open-queue.ts';
import { personOf, type ServedRoutes, serveRoutes } from '../../factories/serve-routes.ts';

const analyst = personOf('TEST', 'analyst', 1);
const supervisor = personOf('TEST', 'supervisor', 2);
const officer = personOf('TEST', 'targeting-officer', 3);
const stranger = personOf('OTHER', 'supervisor', 4);
const shipped = readFileSync('data/policies/default.yaml', 'utf8');

let queue: OpenQueue;
let served: ServedRoutes;
beforeAll(async () => {
  queue = await openQueue();
  await queue.store.people.agencies.setCapacity('TEST', 'capacity:\n  - examinations: 3\n');
  await queue.load(
    Array.from({ length: 12 }, (_, index) =>
      openRecord(`R${index}`, { item: { hsCode: index < 6 ? '300490' : '420222', valueUsd: 10 ** (index / 3) } }),
    ),
  );
  await queue.score();
  await queue.refresh();
  served = await serveRoutes(queue, [...policyRoutes, ...queueRoutes, ...statisticsRoutes, ...deadlineRoutes]);
}, 120_000);
afterAll(async () => {
  await served?.server.close();
  await queue?.close();
});

const post = (by: typeof analyst, path: string, payload?: object) =>
  served.ask(by, 'POST', path, payload === undefined ? {} : { payload });
const reasonable = () =>
  shipped
    .replace('name: default\nversion: 2', 'name: leather\nversion: 1')
    .replace("- { hs: '30', factor: 3.0, why: medicines }", "- { hs: '42', factor: 10, why: leather }");

describe('harm policies by HTTP', () => {
  it('are tried on what is open now before a second person lets them rank', async () => {
    const before = (await served.ask(analyst, 'GET', '/policies')).json();
    expect(before).toMatchObject({ items: [], ranking: 'default version 2', shipped: { name: 'default', version: 2 } });
    expect((await post(analyst, '/policies', { text: 'name: x' })).json()).toMatchObject({ code: 'settings-invalid' });
    const draft = (await post(analyst, '/policies', { text: reasonable() })).json();
    expect(draft).toMatchObject({ code: 'leather', version: 1, state: 'draft', effectiveFrom: '2026-01-01' });
    expect((await post(supervisor, '/policies', { text: reasonable() })).statusCode).toBe(409);
    const path = `/policies/${draft.id}`;
    const tried = (await post(analyst, `${path}/dry-run`)).json();
    expect(tried.dryRun).toMatchObject({ against: 'default version 2', candidates: 12, targetsNow: 3, targetsThen: 3 });
    const { dryRun } = tried;
    expect(dryRun.kept).toBeLessThan(3);
    const classes = new Map(dryRun.classes.map((one: { name: string }) => [one.name, one]));
    expect(classes.get('leather')).toMatchObject({ targetsNow: 0 });
    const sum = (key: string) =>
      dryRun.classes.reduce((all: number, one: Record<string, number>) => all + one[key]!, 0);
    expect([sum('targetsNow'), sum('targetsThen')]).toEqual([3, 3]);
    expect(sum('expectedFindsThen')).toBeCloseTo(dryRun.expectedFindsThen, 9);
    expect((await post(stranger, `${path}/approval`)).statusCode).toBe(404);
    await post(supervisor, `${path}/approval`);
    expect((await post(supervisor, `${path}/live`)).json()).toMatchObject({ state: 'live' });
    // Its date has not come at the clock of this store.
    expect((await served.ask(analyst, 'GET', '/policies')).json().ranking).toBe('default version 2');
    const nowMs = queue.nowMs();
    queue.setNow(Date.parse('2026-02-01'));
    expect((await served.ask(analyst, 'GET', '/policies')).json().ranking).toBe('leather version 1');
    queue.setNow(nowMs);
    expect((await served.ask(officer, 'GET', '/policies')).statusCode).toBe(403);
    await post(supervisor, `${path}/retirement`, { reason: 'enough' });
    expect((await served.ask(analyst, 'GET', '/policies?ended=true')).json().items).toMatchObject([
      { state: 'retired' },
    ]);
  });

  it('rank what is open once they are live', async () => {
    const text = reasonable()
      .replace('effectiveFrom: 2026-01-01', 'effectiveFrom: 2020-01-01')
      .replace('version: 1', 'version: 2');
    const { id } = (await post(analyst, '/policies', { text })).json();
    await post(analyst, `/policies/${id}/dry-run`);
    await post(supervisor, `/policies/${id}/approval`);
    await post(supervisor, `/policies/${id}/live`);
    expect(await queue.refresh()).toMatchObject({ policy: 'leather version 2' });
    expect(await queue.refresh('OTHER')).toMatchObject({ policy: 'default version 2' });
  });
});

describe('hit rates by HTTP', () => {
  it('tell an agency its own sums, and officers nothing', async () => {
    const reply = await served.ask(supervisor, 'GET', '/statistics/hit-rates?days=30');
    expect(reply.statusCode).toBe(200);
    const { sources, protocol } = reply.json();
    expect(sources.map(({ source }: { source: string }) => source)).toEqual([
      'random',
      'model',
      'rule',
      'look-out',
      'manual',
    ]);
    const pending = (all: { pending: number }[]) => all.reduce((sum, one) => sum + one.pending, 0);
    expect(pending(sources)).toBe(3);
    expect(protocol).toContain(String(usualHitRatePolicy.leastExamined));
    expect(pending((await served.ask(stranger, 'GET', '/statistics/hit-rates')).json().sources)).toBe(0);
    expect((await served.ask(officer, 'GET', '/statistics/hit-rates')).statusCode).toBe(403);
    expect((await served.ask(supervisor, 'GET', '/statistics/hit-rates?leastExecution=0')).statusCode).toBe(400);
  });
});

describe('deadlines by HTTP', () => {
  it('tell an agency the clocks of its own measures, the most urgent first', async () => {
    const detained = (reference: string, agency: string, office: string) => ({
      ...makeMeasure({ reference, day: Math.floor(queue.nowMs() / 86_400_000) - 20 }),
      id: `${agency}/D-${reference}`,
      agency,
      office,
      measureKind: 'detention' as const,
      outcome: 'detained' as const,
    });
    await queue.load([detained('R1', 'TEST', 'N1'), detained('R2', 'TEST', 'N2')]);
    await queue.load([detained('X1', 'OTHER', 'N1')], 'OTHER');
    const names = (await served.ask(officer, 'GET', '/procedures')).json();
    expect(names.procedures).toContain('eu-608-2013');
    expect(names.calendars).toContain('de');
    const ask = (query = '', by = officer) =>
      served.ask(by, 'GET', `/deadlines?procedure=eu-608-2013&calendar=de${query}`);
    const all = (await ask()).json();
    expect(all.cases.map(({ measure }: { measure: string }) => measure)).toEqual(['TEST/D-R1', 'TEST/D-R2']);
    expect(all).toMatchObject({ open: 2, closed: 0, isWhole: true });
    expect(all.cases[0]).toMatchObject({ next: 'notify' });
    expect(all.overdueSteps).toBeGreaterThan(0);
    expect((await ask('&office=N2')).json().cases).toHaveLength(1);
    expect((await ask('', stranger)).json().cases).toHaveLength(1);
    expect((await served.ask(officer, 'GET', '/deadlines?procedure=none&calendar=de')).statusCode).toBe(404);
    expect((await served.ask(officer, 'GET', '/deadlines?procedure=../../etc&calendar=de')).statusCode).toBe(400);
  });
});

describe('answers of right holders', () => {
  it('are counted over the measures of the agency that were answered or met with silence', async () => {
    const told = (reference: string, outcome: 'confirmed' | 'silent' | 'detained' | 'genuine', agency = 'TEST') => ({
      ...makeMeasure({ reference, rightHolder: 'Brandwerk AG', outcome }),
      id: `${agency}/H-${reference}`,
      agency,
    });
    await queue.load([told('A', 'confirmed'), told('B', 'silent'), told('C', 'detained'), told('D', 'genuine')]);
    await queue.load([{ ...told('B', 'silent'), isRetracted: false, brand: 'again' }]);
    await queue.load([told('E', 'silent', 'OTHER')], 'OTHER');
    const replies = await queue.store.asAgency({ agency: 'TEST', nowMs: queue.nowMs() }, ({ selectivity }) =>
      selectivity.holderReplies(),
    );
    expect(replies).toEqual([{ rightHolder: 'Brandwerk AG', asked: 3, replied: 2 }]);
  });
});

describe('tendRules', () => {
  it('expires what is over, flags what finds too little and takes the flag away, once each', async () => {
    const scope = { agency: 'TEST', nowMs: queue.nowMs() };
    const today = new Date(queue.nowMs()).toISOString().slice(0, 10);
    const text = (ends: string) =>
      `id: r\nreason: r\nlane: red\nbegins: 2020-01-01\nends: ${ends}\nprecisionFloor: 0.5\nwhen: { field: hsCode, startsWith: '42' }\n`;
    const live = (code: string, ends: string) =>
      queue.store.asAgency(scope, async ({ selectivity }) => {
        const written = { by: 'person:1', atMs: 1 };
        const { id } = await selectivity.add({
          kind: 'rule',
          code,
          version: undefined,
          text: text(ends),
          authorId: 1,
          written,
        });
        await selectivity.change(id, { state: 'dry-run', dryRun: { ...written, report: {} } });
        await selectivity.change(id, { state: 'approved', approved: { by: 'person:2', byId: 2, atMs: 2 } });
        await selectivity.change(id, { state: 'live', live: written });
        return id;
      });
    await live('over', '2020-02-01');
    const poor = await live('poor', today);
    const results = (count: number) => ({
      ...queue.store,
      selections: {
        reroutes: async () => [],
        list: async () =>
          Array.from({ length: count }, (_, index) => ({
            caseId: index + 1,
            source: 'rule' as const,
            rules: [poor],
            state: 'examined' as const,
            decision: 'physical-examination' as const,
            decidedAtMs: 1,
            execution: 'examined' as const,
            openedAtMs: 1,
            isHeld: true,
            results: [{ ...makeMeasure(), outcome: 'genuine' as const }],
          })),
      },
    });
    expect(await tendRules(queue.ports, results(5), 'TEST')).toEqual({ expired: 1, flagged: 0, unflagged: 0 });
    expect(await tendRules(queue.ports, results(50), 'TEST')).toEqual({ expired: 0, flagged: 1, unflagged: 0 });
    expect(await tendRules(queue.ports, results(50), 'TEST')).toEqual({ expired: 0, flagged: 0, unflagged: 0 });
    const version = await queue.store.asAgency(scope, ({ selectivity }) => selectivity.get('rule', poor));
    expect(version).toMatchObject({ state: 'live', flag: { examined: 50, found: 0, floor: 0.5 } });
    expect(await tendRules(queue.ports, results(5), 'TEST')).toEqual({ expired: 0, flagged: 0, unflagged: 1 });
    expect(await tendRules(queue.ports, results(5), 'OTHER')).toEqual({ expired: 0, flagged: 0, unflagged: 0 });
  });
});

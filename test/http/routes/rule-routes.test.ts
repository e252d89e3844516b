import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '../../../src/http/routes/case-routes.ts';
import { queueRoutes } from '../../../src/http/routes/queue-routes.ts';
import { ruleRoutes } from '../../../src/http/routes/rule-routes.ts';
import { publishedKey } from '../../../src/services/published-key.ts';
import { createScoringMeans } from '../../../src/services/score-due-consignments.ts';
import { updateHistory } from '../../../src/services/update-history.ts';
import { makeMeasure } from '../../factories/measure-record.ts';
import { type OpenQueue, openQueue, openRecord } from '../../factories/open-queue.ts';
import { personOf, type ServedRoutes, serveRoutes } from '../../factories/serve-routes.ts';

const analyst = personOf('TEST', 'analyst', 1);
const supervisor = personOf('TEST', 'supervisor', 2);
const officer = personOf('TEST', 'targeting-officer', 3);
const stranger = personOf('OTHER', 'supervisor', 4);

let queue: OpenQueue;
let served: ServedRoutes;
beforeAll(async () => {
  queue = await openQueue();
  await queue.store.people.agencies.setCapacity('TEST', 'capacity:\n  - examinations: 4\n');
  // Ten consignments, cheap toys among them, that nothing has scored: scoring is down.
  await queue.load(
    Array.from({ length: 10 }, (_, index) =>
      openRecord(`R${index}`, { item: { hsCode: index < 2 ? '950300' : '420222', valueUsd: 10 + index } }),
    ),
  );
  served = await serveRoutes(queue, [...ruleRoutes, ...queueRoutes, ...caseRoutes]);
}, 120_000);
afterAll(async () => {
  await served?.server.close();
  await queue?.close();
});

const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const textOf = (changes: Record<string, unknown> = {}) => {
  const rule = {
    id: 'cheap-toys',
    reason: 'toys far below the usual price',
    lane: 'red',
    begins: day(queue.nowMs()),
    ends: day(queue.nowMs() + 10 * 86_400_000),
    precisionFloor: 0.05,
    when: {
      all: [
        { field: 'hsCode', startsWith: '9503' },
        { field: 'valueUsd', below: 100 },
      ],
    },
    ...changes,
  };
  return JSON.stringify(rule);
};
const post = (by: typeof analyst, path: string, payload?: object, headers = {}) =>
  served.ask(by, 'POST', path, { ...(payload === undefined ? {} : { payload }), headers });
const write = async (changes = {}) => {
  const reply = await post(analyst, '/rules', { text: textOf(changes) });
  expect(reply.statusCode).toBe(201);
  return reply.json();
};
/** Takes a rule from a draft to live. */
const putLive = async (changes = {}) => {
  const { id } = await write(changes);
  expect((await post(analyst, `/rules/${id}/dry-run`)).statusCode).toBe(200);
  expect((await post(supervisor, `/rules/${id}/approval`)).statusCode).toBe(200);
  const live = await post(supervisor, `/rules/${id}/live`);
  expect(live.statusCode).toBe(200);
  return live.json();
};
const listed = async (by = officer) => (await served.ask(by, 'GET', '/queue?state=all&limit=100')).json().items;

describe('rules by HTTP', () => {
  it('says what is wrong with a text, and where, and keeps nothing of it', async () => {
    const text = 'id: Cheap Toys\nreason: x\nlane: green\nbegins: 2026-01-01\nends: 2025-01-01\nprecisionFloor: 2\n';
    const check = (await post(analyst, '/rules/check', { text })).json();
    expect(check.isValid).toBe(false);
    expect(check.problems.map(({ line, at }: { line: number; at: string }) => `${line} ${at}`)).toEqual([
      '1 id',
      '3 lane',
      '6 precisionFloor',
      '1 when',
    ]);
    const withState = (await post(analyst, '/rules/check', { text: textOf({ state: 'live' }) })).json();
    expect(withState.problems[0].expected).toMatch(/state/);
    const unseen = textOf({ when: { field: 'platform.firstSeen', is: true } });
    expect((await post(analyst, '/rules/check', { text: unseen })).json().problems[0].expected).toMatch(/seller/);
    expect((await post(analyst, '/rules', { text })).json()).toMatchObject({ code: 'settings-invalid' });
    expect((await post(analyst, '/rules', { text: `${textOf()}\0` })).statusCode).toBe(400);
    expect((await served.ask(analyst, 'GET', '/rules?ended=true')).json().items).toEqual([]);
  });

  it('goes from draft to live by steps, approved by somebody else, and no step can be left out', async () => {
    const draft = await write({ id: 'steps' });
    expect(draft).toMatchObject({ code: 'steps', version: 1, state: 'draft', isMine: true });
    const path = `/rules/${draft.id}`;
    expect((await post(supervisor, `${path}/approval`)).statusCode).toBe(409);
    expect((await post(supervisor, `${path}/live`)).statusCode).toBe(409);
    const tried = (await post(analyst, `${path}/dry-run`)).json();
    expect(tried).toMatchObject({
      state: 'dry-run',
      dryRun: { consignments: 10, matched: 2, examined: 0, precision: null },
    });
    expect(tried.dryRun.examples.sort()).toEqual(['TEST/R0', 'TEST/R1']);
    // They are told once: an erasure of these consignments would not reach what is kept.
    expect((await served.ask(analyst, 'GET', path)).json().dryRun).toMatchObject({ matched: 2, examples: [] });
    const own = await write({ id: 'own' });
    const bySupervisor = await post(supervisor, '/rules', { text: textOf({ id: 'own' }) });
    expect(bySupervisor.json()).toMatchObject({ version: 2 });
    const ownPath = `/rules/${bySupervisor.json().id}`;
    await post(supervisor, `${ownPath}/dry-run`);
    expect((await post(supervisor, `${ownPath}/approval`)).json()).toMatchObject({ code: 'refused' });
    expect((await post(supervisor, `${path}/approval`)).json()).toMatchObject({ state: 'approved' });
    expect((await post(supervisor, `${path}/live`)).json()).toMatchObject({ state: 'live', isMine: false });
    expect((await post(analyst, `${path}/retirement`, { reason: 'enough' })).json()).toMatchObject({
      state: 'retired',
      ended: { reason: 'enough' },
    });
    expect((await post(analyst, `${path}/dry-run`)).statusCode).toBe(409);
    for (const { id } of [own, bySupervisor.json()]) await post(analyst, `/rules/${id}/retirement`, { reason: 'x' });
    const { entries } = await queue.store.asAgency({ agency: 'TEST', nowMs: queue.nowMs() }, ({ audit }) =>
      audit.find({ subject: `rule:${draft.id}`, limit: 10 }),
    );
    expect(entries.map(({ action }) => action).sort()).toEqual(
      ['approve-rule', 'dry-run-rule', 'put-rule-live', 'retire-rule', 'write-rule'].sort(),
    );
  });

  it('selects while no model scores, after the random slice, and tells each reader what the rule lets', async () => {
    await queue.refresh();
    const before = (await listed()).filter(({ isTarget }: { isTarget: boolean }) => isTarget);
    // Nothing is scored, so chance alone selects.
    expect(before.length).toBeLessThanOrEqual(1);
    const live = await putLive();
    await queue.refresh();
    const items = await listed();
    const matched = items.filter(({ hsCodes }: { hsCodes: string[] }) => hsCodes[0] === '950300');
    expect(matched).toHaveLength(2);
    for (const one of matched)
      expect(one).toMatchObject({ lane: 'red', isTarget: true, riskScore: null, rules: ['Rule of your supervisor'] });
    expect(items.filter(({ rules }: { rules: string[] }) => rules.length > 0)).toHaveLength(2);
    expect(
      (await listed(supervisor)).find(({ reference }: { reference: string }) => reference === 'TEST/R0').rules,
    ).toEqual(['toys far below the usual price']);
    // A new version takes the place of the old one.
    const open = await putLive({ confidentiality: 'own-agency', lane: 'yellow' });
    expect(open.version).toBe(2);
    expect((await served.ask(analyst, 'GET', `/rules/${live.id}`)).json()).toMatchObject({ state: 'retired' });
    await queue.refresh();
    for (const one of (await listed()).filter(({ hsCodes }: { hsCodes: string[] }) => hsCodes[0] === '950300'))
      expect(one.rules).toEqual(['toys far below the usual price']);
    const lanes = (await listed()).map(({ lane }: { lane: string }) => lane);
    expect(lanes).toContain('yellow');
    await post(analyst, `/rules/${open.id}/retirement`, { reason: 'done' });
    await queue.refresh();
    expect((await listed()).flatMap(({ rules }: { rules: string[] }) => rules)).toEqual([]);
  });

  it('does nothing before its first day and after its last', async () => {
    await putLive({ id: 'later', begins: day(queue.nowMs() + 86_400_000), ends: day(queue.nowMs() + 86_400_000) });
    const matches = async () => {
      await queue.refresh();
      return (await listed()).filter(({ rules }: { rules: string[] }) => rules.length > 0).length;
    };
    const nowMs = queue.nowMs();
    expect(await matches()).toBe(0);
    queue.setNow(nowMs + 86_400_000);
    expect(await matches()).toBe(2);
    queue.setNow(nowMs + 2 * 86_400_000);
    expect(await matches()).toBe(0);
    queue.setNow(nowMs);
    const past = await write({ id: 'past', begins: '2020-01-01', ends: '2020-01-02' });
    await post(analyst, `/rules/${past.id}/dry-run`);
    await post(supervisor, `/rules/${past.id}/approval`);
    expect((await post(supervisor, `/rules/${past.id}/live`)).statusCode).toBe(409);
  });

  it('keeps one agency’s rules from another, in the words of what is not there', async () => {
    const { id } = await write({ id: 'ours' });
    const absent = (await served.ask(stranger, 'GET', '/rules/99999')).json();
    const theirs = (await served.ask(stranger, 'GET', `/rules/${id}`)).json();
    expect(theirs.detail.replace(String(id), '99999')).toBe(absent.detail);
    for (const step of ['dry-run', 'approval', 'live'])
      expect((await post(stranger, `/rules/${id}/${step}`)).statusCode).toBe(404);
    expect((await served.ask(stranger, 'GET', '/rules?ended=true')).json().items).toEqual([]);
    expect((await served.ask(officer, 'GET', '/rules')).statusCode).toBe(403);
  });
});

describe('a dry run on results', () => {
  it('says what was found among the matches, with first sightings by the history of the store', async () => {
    await queue.score();
    const seller = (await queue.store.facts.itemsOf(['TEST/R3']))[0]!.consignment.parties.seller!;
    const parties = { ...openRecord('N').consignment.parties, seller };
    const later = { epochMs: queue.nowMs() + 3_600_000, precision: 'hour' as const };
    await queue.load([
      openRecord('N', { consignment: { parties, occurredAt: later } }),
      { ...makeMeasure({ reference: 'R2' }), id: 'TEST/M' },
    ]);
    await updateHistory(queue.store, publishedKey, { count: createScoringMeans(queue.ports, publishedKey).count });
    await queue.score();
    const when = {
      all: [
        { field: 'hsCode', startsWith: '4202' },
        { field: 'seller.firstSeen', is: true },
      ],
    };
    const { id } = await write({ id: 'new-sellers', when });
    // Somebody else: dry runs are rated.
    const other = personOf('TEST', 'analyst', 11);
    const { dryRun } = (await post(other, `/rules/${id}/dry-run`)).json();
    // Eight leather consignments, the seller of the latest among them was seen before.
    expect(dryRun).toMatchObject({ consignments: 11, matched: 8, examined: 1, found: 1, allFound: 1, precision: 1 });
    expect(dryRun.examples).not.toContain('TEST/N');
    const likely = await write({ id: 'likely', when: { field: 'probability', atLeast: 0 } });
    expect((await post(other, `/rules/${likely.id}/dry-run`)).json().dryRun.matched).toBe(11);
  });
});

describe('another lane by an officer', () => {
  it('stays through rankings, takes its part of the capacity in red, and is refused for what somebody has in hand', async () => {
    await queue.refresh();
    const others = (await listed()).filter(({ isTarget }: { isTarget: boolean }) => !isTarget);
    const second = others.find(({ lane }: { lane: string }) => lane !== 'blue');
    const first = others.find((one: unknown) => one !== second);
    const reroute = (one: { caseId: number; version: number }, lane: string, by = officer, version = one.version) =>
      post(by, `/cases/${one.caseId}/lane`, { lane, reason: 'papers do not fit' }, { 'if-match': `"${version}"` });
    expect((await reroute(first, 'red', officer, 99)).statusCode).toBe(412);
    const red = await reroute(first, 'red');
    expect(red.json()).toMatchObject({ lane: 'red', isTarget: true, isRerouted: true });
    expect((await reroute(red.json(), 'red')).statusCode).toBe(409);
    expect((await reroute(second, second.lane)).statusCode).toBe(409);
    expect((await reroute(second, 'blue')).statusCode).toBe(200);
    await queue.refresh();
    const after = new Map((await listed()).map((one: { caseId: number }) => [one.caseId, one]));
    expect(after.get(first.caseId)).toMatchObject({ lane: 'red', isTarget: true, isRerouted: true });
    expect(after.get(second.caseId)).toMatchObject({ lane: 'blue', isTarget: false, isRerouted: true });
    const other = personOf('TEST', 'targeting-officer', 9);
    await post(other, `/cases/${second.caseId}/claim`, {});
    const claimed = (await listed()).find(({ caseId }: { caseId: number }) => caseId === second.caseId);
    expect((await reroute(claimed, 'yellow')).statusCode).toBe(409);
    const own = await reroute(claimed, 'green', other);
    expect(own.json()).toMatchObject({ lane: 'green', claim: { userId: 9 } });
    const { timeline } = (await served.ask(officer, 'GET', `/cases/${second.caseId}`)).json();
    expect(timeline.filter(({ kind }: { kind: string }) => kind === 'rerouted')).toHaveLength(2);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Handling } from '../../../src/domain/handling.ts';
import { dayMs } from '../../../src/domain/moment.ts';
import { operationListRoutes } from '../../../src/http/routes/operation-list-routes.ts';
import { operationRoutes } from '../../../src/http/routes/operation-routes.ts';
import { type OpenQueue, openQueue, openRecord } from '../../factories/open-queue.ts';
import { makeExamination } from '../../factories/result-records.ts';
import { personOf, type ServedRoutes, serveRoutes } from '../../factories/serve-routes.ts';

const iso = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
const given: Partial<Handling> = { tlp: 'TLP:AMBER', purposes: ['ipr-enforcement'] };

describe('routes of operations', () => {
  let queue: OpenQueue;
  let served: ServedRoutes;
  let id: number;
  const planner = personOf('TEST', 'planner', 1);
  const supervisor = personOf('TEST', 'supervisor', 2);
  const partner = personOf('OTHER', 'supervisor', 3);

  const ask = async (
    actor: typeof planner,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    payload?: object,
    version?: number,
  ) => {
    const headers = version === undefined ? {} : { 'if-match': `"${version}"` };
    const reply = await served.ask(actor, method, path, { headers, ...(payload === undefined ? {} : { payload }) });
    return {
      status: reply.statusCode,
      body:
        reply.body === ''
          ? undefined
          : String(reply.headers['content-type']).includes('json')
            ? reply.json()
            : reply.body,
    };
  };
  const terms = () => ({
    name: 'Autumn parcels',
    purpose: 'ipr-enforcement',
    legalBasis: 'Regulation (EU) No 608/2013',
    plan: {
      from: iso(queue.nowMs()),
      to: iso(queue.nowMs() + 2 * dayMs),
      controls: {
        documentary: { minutes: 10, finds: 0.15 },
        scan: { minutes: 8, alarms: 0.6, falseAlarms: 0.1 },
        physical: { minutes: 60, minutesPerFurtherTarget: 20, finds: 0.9 },
      },
      offices: [
        { office: 'A', shifts: [{ shift: 'day', begins: '07:00', ends: '17:00', minutes: { physical: 120 } }] },
        { office: 'B', shifts: [{ shift: 'day', begins: '07:00', ends: '17:00', minutes: { physical: 60 } }] },
      ],
    },
    reportsDueMs: queue.nowMs() + 10 * dayMs,
  });

  beforeAll(async () => {
    queue = await openQueue();
    const records = Array.from({ length: 12 }, (_, index) => {
      const office = index % 2 === 0 ? 'A' : 'B';
      const handling = { ...openRecord('X').consignment.handling, ...(index < 8 ? given : {}) };
      return openRecord(`C${index}`, { consignment: { office, channel: 'post', handling, destinationCountry: 'XA' } });
    });
    await queue.load(records);
    await queue.score();
    served = await serveRoutes(queue, [...operationRoutes, ...operationListRoutes]);
  });
  afterAll(async () => {
    await served.server.close();
    await queue.close();
  });

  it('begins with the offices at which consignments are open', async () => {
    const { status, body } = await ask(planner, 'GET', '/operation-defaults');
    expect(status).toBe(200);
    expect(body).toMatchObject({ basis: 'usual', legalBasis: null });
    expect(body.plan.offices.map(({ office }: { office: string }) => office)).toEqual(['A', 'B']);
    expect(body.offices).toEqual([
      { office: 'A', channel: 'post', open: 6 },
      { office: 'B', channel: 'post', open: 6 },
    ]);
  });

  it('is made by a planner, and says everything that is wrong with a plan', async () => {
    const bad = await ask(planner, 'POST', '/operations', {
      ...terms(),
      plan: { ...terms().plan, holdHours: -1, mostShifts: 0 },
    });
    expect(bad).toMatchObject({ status: 400, body: { code: 'settings-invalid' } });
    expect(bad.body.detail).toMatch(/holdHours[\s\S]*mostShifts/);
    const long = { ...terms(), plan: { ...terms().plan, to: iso(queue.nowMs() + 400 * dayMs) } };
    expect((await ask(planner, 'POST', '/operations', long)).body.code).toBe('too-large');

    const made = await ask(planner, 'POST', '/operations', {
      ...terms(),
      contacts: [{ name: 'Duty desk', phone: '+49 30 1' }],
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      state: 'planned',
      version: 1,
      agency: 'TEST',
      handling: { tlp: 'TLP:AMBER+STRICT' },
    });
    expect(made.body.participants).toMatchObject([
      { agency: 'TEST', state: 'accepted', contacts: [{ name: 'Duty desk' }] },
    ]);
    id = made.body.id;
    // The next one begins with what this one has.
    expect((await ask(planner, 'GET', '/operation-defaults')).body).toMatchObject({
      basis: 'last-operation',
      legalBasis: 'Regulation (EU) No 608/2013',
      contacts: [{ name: 'Duty desk' }],
    });
  });

  it('is there for nobody else before they are invited, in the same words as what is not there', async () => {
    const [absent, other] = [
      await ask(partner, 'GET', '/operations/999'),
      await ask(partner, 'GET', `/operations/${id}`),
    ];
    expect(other.status).toBe(404);
    const words = (text: string, number: number): string => text.replaceAll(String(number), 'N');
    expect(words(other.body.title + other.body.detail, id)).toBe(words(absent.body.title + absent.body.detail, 999));
    expect((await ask(partner, 'GET', '/operations')).body.items).toEqual([]);
    for (const path of [
      'lists',
      'deliveries',
      'reports',
      'conflicts',
      'brief',
      'close-out',
      'lists/1',
      'lists/1/export',
    ])
      expect([path, (await ask(partner, 'GET', `/operations/${id}/${path}`)).status]).toEqual([path, 404]);
  });

  it('is changed by the version that was read', async () => {
    const change = { ...terms(), name: 'Autumn post' };
    expect((await ask(planner, 'PUT', `/operations/${id}`, change)).status).toBe(400);
    expect((await ask(planner, 'PUT', `/operations/${id}`, change, 9)).status).toBe(412);
    expect((await ask(planner, 'PUT', `/operations/${id}`, change, 1)).body).toMatchObject({
      name: 'Autumn post',
      version: 2,
    });
  });

  it('invites an agency, which answers with its own powers and may change nothing else', async () => {
    const invitation = { agency: 'OTHER', powers: ['seize'], offices: ['B'], countries: [], contacts: [] };
    expect(
      (await ask(planner, 'PUT', `/operations/${id}/participants`, { ...invitation, agency: 'NOBODY' })).status,
    ).toBe(404);
    expect((await ask(planner, 'PUT', `/operations/${id}/participants`, invitation)).body.state).toBe('invited');
    expect((await ask(partner, 'GET', `/operations/${id}`)).status).toBe(200);
    expect((await ask(partner, 'PUT', `/operations/${id}`, terms(), 2)).status).toBe(403);
    expect((await ask(partner, 'POST', `/operations/${id}/lists`)).body.code).toBe('conflict');
    const answer = await ask(partner, 'POST', `/operations/${id}/participation`, {
      isAccepted: true,
      powers: ['open', 'seize'],
      contacts: [{ name: 'Watch', email: 'watch@other.example' }],
    });
    expect(answer.body).toMatchObject({ state: 'accepted', powers: ['open', 'seize'], offices: ['B'] });
    expect(
      (await ask(planner, 'POST', `/operations/${id}/participation`, { isAccepted: true, powers: [], contacts: [] }))
        .body.code,
    ).toBe('conflict');
  });

  it('answers what other capacities would bring, and keeps nothing', async () => {
    const { status, body } = await ask(planner, 'POST', `/operations/${id}/what-if`, { changes: ['*:physical:+100%'] });
    expect(status).toBe(200);
    expect(body.candidates).toBe(12);
    expect(body.changed.targets).toBeGreaterThan(body.now.targets);
    expect(body.changed.expectedFinds).toBeGreaterThan(body.now.expectedFinds);
    expect(
      (await ask(planner, 'POST', `/operations/${id}/what-if`, { changes: ['Z:physical:+1%'] })).body.detail,
    ).toMatch(/no office Z/);
    expect((await ask(planner, 'GET', `/operations/${id}/lists`)).body.items).toEqual([]);
  });

  it('makes a list, which a second person approves', async () => {
    const made = await ask(planner, 'POST', `/operations/${id}/lists`);
    expect(made).toMatchObject({ status: 201, body: { version: 1, state: 'made', candidates: 12 } });
    expect(made.body.targetCount).toBe(9);
    const full = (await ask(planner, 'GET', `/operations/${id}/lists/1`)).body;
    expect(full.targets).toHaveLength(9);
    for (const target of full.targets) {
      expect(target.leadAgency).toBe(target.office === 'B' ? 'OTHER' : 'TEST');
      expect(Object.keys(target)).not.toContain('source');
    }
    const own = await ask(planner, 'POST', `/operations/${id}/lists/1/approval`);
    expect(own.body).toMatchObject({ code: 'refused' });
    expect((await ask(planner, 'GET', `/operations/${id}/lists/1/export`)).body.code).toBe('conflict');
    const approved = await ask(supervisor, 'POST', `/operations/${id}/lists/1/approval`);
    expect(approved.body).toMatchObject({ state: 'approved', approved: { by: 'person:2' } });
    expect((await ask(supervisor, 'POST', `/operations/${id}/lists/1/approval`)).body.code).toBe('conflict');
    const file = await ask(planner, 'GET', `/operations/${id}/lists/1/export`);
    expect(file.body.split('\n')).toHaveLength(11);
    expect(file.body).not.toMatch(/riskScore|random/);
  });

  it('gives others what lies in their jurisdiction and what handling and agreements let go', async () => {
    const sent = await ask(planner, 'POST', `/operations/${id}/lists/1/sending`);
    expect(sent.body.state).toBe('sent');
    // Without an agreement nothing goes.
    const [mine] = (await ask(planner, 'GET', `/operations/${id}/deliveries`)).body.items;
    expect(mine).toMatchObject({ maker: 'TEST', agency: 'OTHER', targets: [], heldBack: 3, outside: 6 });
    expect((await ask(partner, 'GET', `/operations/${id}/deliveries`)).body.items).toEqual([]);

    await agree();
    expect(
      (await ask(planner, 'POST', `/operations/${id}/lists/1/recall`, { reason: 'the partner has signed' })).body,
    ).toMatchObject({
      state: 'recalled',
      recallReason: 'the partner has signed',
    });
    await ask(planner, 'POST', `/operations/${id}/lists`);
    await ask(supervisor, 'POST', `/operations/${id}/lists/2/approval`);
    await ask(planner, 'POST', `/operations/${id}/lists/2/sending`);
    const received = (await ask(partner, 'GET', `/operations/${id}/deliveries`)).body.items;
    expect(received.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    const [second] = received;
    expect(second).toMatchObject({ heldBack: null, outside: null });
    expect(second.targets.length).toBeGreaterThan(0);
    for (const target of second.targets) {
      expect(target).toMatchObject({ office: 'B', goods: null, hsCodes: [], markings: ['TLP:AMBER'] });
      expect(Object.keys(target)).not.toContain('riskScore');
    }
    // Another agency's list itself is not there.
    expect((await ask(partner, 'GET', `/operations/${id}/lists/2`)).status).toBe(404);
  });

  it('tells how two versions differ, and takes back what was sent', async () => {
    const same = (await ask(planner, 'GET', `/operations/${id}/lists/2/differences?from=1`)).body;
    expect(same).toMatchObject({ from: 1, to: 2, added: [], removed: [], changed: [], unchanged: 9 });
    await ask(planner, 'POST', `/operations/${id}/lists/2/recall`, { reason: 'wrong shift' });
    const received = (await ask(partner, 'GET', `/operations/${id}/deliveries`)).body.items;
    expect(received[0]).toMatchObject({ recallReason: 'wrong shift', targets: [] });
  });

  it('finds targets that another operation holds, and passes no list until somebody has decided', async () => {
    const second = (await ask(planner, 'POST', '/operations', { ...terms(), name: 'Second' })).body.id;
    for (const one of [id, second]) await ask(planner, 'POST', `/operations/${one}/lists`);
    expect((await ask(supervisor, 'POST', `/operations/${id}/lists/3/approval`)).body.state).toBe('approved');
    expect((await ask(supervisor, 'POST', `/operations/${second}/lists/1/approval`)).body.code).toBe('conflict');
    const conflicts = (await ask(planner, 'GET', `/operations/${second}/conflicts`)).body.items;
    expect(conflicts).toHaveLength(9);
    for (const conflict of conflicts) {
      const path = `/operations/${second}/conflicts/${conflict.id}/decision`;
      expect((await ask(planner, 'POST', path, { outcome: 'joint', leader: 'NOBODY', note: 'x' })).status).toBe(400);
      const decided = await ask(planner, 'POST', path, { outcome: 'waits', note: 'the first goes on' });
      expect(decided.body.decisions).toMatchObject([{ outcome: 'waits', leader: 'TEST', name: 'planner 1' }]);
    }
    expect((await ask(supervisor, 'POST', `/operations/${second}/lists/1/approval`)).body.detail).toMatch(
      /new version/,
    );
    // What waits stands for selection no more.
    const anew = await ask(planner, 'POST', `/operations/${second}/lists`);
    expect(anew.body).toMatchObject({ version: 2, candidates: 3, leftOut: { 'another list goes on with it': 9 } });
    // The other side sees the same conflicts, and goes on.
    expect((await ask(planner, 'GET', `/operations/${id}/conflicts`)).body.items).toHaveLength(9);
    expect((await ask(planner, 'POST', `/operations/${id}/lists/3/sending`)).body.state).toBe('sent');
  });

  it('writes a brief without targets', async () => {
    const { text } = (await ask(partner, 'GET', `/operations/${id}/brief`)).body;
    expect(text).toMatch(/OPERATION Autumn post/);
    expect(text).toMatch(/OTHER \(accepted\): may open, seize; offices B; Watch watch@other.example/);
    expect(text).not.toMatch(/C\d/);
  });

  it('runs, takes reports, names who has not reported, and closes with what was expected and found', async () => {
    const report = {
      fromDay: iso(queue.nowMs()),
      toDay: iso(queue.nowMs()),
      counts: { targetsHeld: 3, examined: 2, found: 1, articles: 40, arrests: 0 },
      text: 'quiet',
      isFinal: true,
    };
    expect((await ask(partner, 'POST', `/operations/${id}/reports`, report)).body.code).toBe('conflict');
    expect((await ask(planner, 'POST', `/operations/${id}/state`, { to: 'reporting' }, 2)).body.code).toBe('conflict');
    expect((await ask(planner, 'POST', `/operations/${id}/state`, { to: 'running' }, 2)).body.state).toBe('running');
    expect((await ask(partner, 'POST', `/operations/${id}/state`, { to: 'reporting' }, 3)).status).toBe(403);
    expect((await ask(partner, 'POST', `/operations/${id}/reports`, report)).status).toBe(201);
    expect((await ask(partner, 'POST', `/operations/${id}/reports`, report)).body.code).toBe('conflict');
    await ask(planner, 'POST', `/operations/${id}/state`, { to: 'reporting' }, 3);
    queue.setNow(queue.nowMs() + 11 * dayMs);
    expect((await ask(planner, 'GET', `/operations/${id}/reports`)).body.reporting).toMatchObject([
      { agency: 'OTHER', state: 'reported' },
      { agency: 'TEST', state: 'overdue', lastReportAtMs: null },
    ]);

    await queue.refresh();
    const { targets } = (await ask(planner, 'GET', `/operations/${id}/lists/3`)).body;
    const [found, clean] = targets.map(({ reference }: { reference: string }) => reference.slice('TEST/'.length));
    const result = (reference: string, outcome: 'detained' | 'nothing-found') =>
      makeExamination({ reference, outcome, day: Math.floor(queue.nowMs() / dayMs) });
    await queue.load([result(found, 'detained'), result(clean, 'nothing-found')]);
    const before = (await ask(planner, 'GET', `/operations/${id}/close-out`)).body;
    expect(before.list).toMatchObject({ selected: 9, examined: 2, found: 1, verdict: null });
    expect(before.list.notExamined).toEqual({ 'nothing recorded': 7 });
    expect(before.list.findsLow).toBeLessThanOrEqual(before.list.expectedFinds);
    expect(before.reported).toEqual(report.counts);
    const closed = await ask(planner, 'POST', `/operations/${id}/state`, { to: 'closed' }, 4);
    expect(closed.body).toMatchObject({ state: 'closed', version: 5 });
    expect((await ask(planner, 'GET', `/operations/${id}/close-out`)).body).toMatchObject({
      isFinal: true,
      list: before.list,
    });
    expect((await ask(planner, 'POST', `/operations/${id}/lists`)).body.code).toBe('conflict');
  });

  it('has every step in the audit', async () => {
    for (const action of [
      'make-operation',
      'change-operation',
      'invite-agency',
      'answer-invitation',
      'make-list',
      'approve-list',
      'send-list',
      'recall-list',
      'decide-conflict',
      'report-situation',
      'advance-operation',
      'export',
    ])
      expect([action, (await queue.store.audit.find({ action, limit: 1 })).total > 0]).toEqual([action, true]);
  });

  async function agree(): Promise<void> {
    const scope = { nowMs: queue.nowMs() };
    const proposed = { by: 'person:9', atMs: queue.nowMs() };
    const agreementId = await queue.store.asAgency({ ...scope, agency: 'TEST' }, ({ agreements }) =>
      agreements.add(
        {
          giver: 'TEST',
          taker: 'OTHER',
          kinds: ['consignments'],
          purposes: ['ipr-enforcement'],
          gateway: undefined,
          fields: [],
          maximumTlp: 'TLP:AMBER',
          onwardSharing: 'no',
          fromMs: 0,
          toMs: undefined,
          retentionDays: 30,
        },
        proposed,
      ),
    );
    for (const agency of ['TEST', 'OTHER'])
      await queue.store.asAgency({ ...scope, agency }, ({ agreements }) => agreements.sign(agreementId, proposed));
  }
});

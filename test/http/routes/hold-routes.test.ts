import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/actor.ts';
import { caseRoutes } from '../../../src/http/routes/case-routes.ts';
import { consignmentRoutes } from '../../../src/http/routes/consignment-routes.ts';
import { holdRoutes } from '../../../src/http/routes/hold-routes.ts';
import { queueRoutes } from '../../../src/http/routes/queue-routes.ts';
import { sealedRoutes } from '../../../src/http/routes/sealed-routes.ts';
import { announceHolds } from '../../../src/services/announce-holds.ts';
import { indexConsignments } from '../../../src/services/index-consignments.ts';
import { type OpenQueue, openQueue, openRecord } from '../../factories/open-queue.ts';
import { personOf, type ServedRoutes, serveRoutes } from '../../factories/serve-routes.ts';

let queue: OpenQueue;
let served: ServedRoutes;
beforeAll(async () => {
  queue = await openQueue();
  await queue.load(
    Array.from({ length: 8 }, (_, index) =>
      openRecord(`=R${index}`, { consignment: { office: index < 4 ? '10' : '20', goodsLocation: `shed ${index}` } }),
    ),
  );
  await queue.score();
  await queue.refresh();
  served = await serveRoutes(queue, [
    ...queueRoutes,
    ...caseRoutes,
    ...holdRoutes,
    ...sealedRoutes,
    ...consignmentRoutes,
  ]);
}, 120_000);
afterAll(async () => {
  await served?.server.close();
  await queue?.close();
});

const officer = personOf('TEST', 'targeting-officer', 1);
const supervisor = personOf('TEST', 'supervisor', 3);
const administrator = personOf('TEST', 'administrator', 9);
const keyOf = (operatorId: number | undefined, agency = 'TEST'): Actor => ({
  kind: 'key',
  id: 5,
  name: 'key',
  agency,
  scopes: ['answer-holds'],
  operatorId,
});

async function addOperator(payload: object) {
  const reply = await served.ask(administrator, 'POST', '/operators', { payload });
  expect(reply.statusCode).toBe(201);
  return reply.json() as { operator: { id: number; version: number }; webhookSecret: string | null };
}

async function decideNext(payload: object, office = '10') {
  const { caseId, version } = (await served.ask(officer, 'POST', '/queue/claim-next', { payload: { office } })).json();
  const decided = await served.ask(officer, 'POST', `/cases/${caseId}/decision`, {
    payload: { reason: 'risk-score', ...payload },
    headers: { 'if-match': `"${version}"` },
  });
  expect(decided.statusCode).toBe(200);
  return decided.json() as { caseId: number; version: number };
}

const passGrace = () => queue.setNow(queue.nowMs() + 20_000);

describe('operators and holds by HTTP', () => {
  it('keeps operators under an address that goods may be sent to', async () => {
    const { operator } = await addOperator({ name: 'Quay', kind: 'terminal', offices: ['10'] });
    const change = (version: number, payload: object) =>
      served.ask(administrator, 'PUT', `/operators/${operator.id}`, {
        payload: { name: 'Quay 1', kind: 'terminal', offices: ['10'], ...payload },
        headers: { 'if-match': `"${version}"` },
      });
    for (const webhookUrl of ['http://example.org/x', 'ftp://example.org', 'https://user:word@example.org']) {
      expect((await change(operator.version, { webhookUrl })).statusCode).toBe(400);
    }
    expect((await change(operator.version, {})).json().operator).toMatchObject({ name: 'Quay 1' });
    expect((await change(operator.version, {})).statusCode).toBe(412);
    const again = await served.ask(administrator, 'POST', '/operators', { payload: { name: 'Quay 1', kind: 'post' } });
    expect(again.statusCode).toBe(409);
    expect((await served.ask(officer, 'POST', '/operators', { payload: {} })).statusCode).toBe(403);
  });

  it('asks the operator of the office after the grace, and says nothing but where the goods are', async () => {
    const [quay] = (await served.ask(officer, 'GET', '/operators')).json().items;
    const { caseId } = await decideNext({ decision: 'physical-examination' });
    const list = async () => (await served.ask(keyOf(quay.id), 'GET', '/operator/holds')).json().items;
    expect(await list()).toEqual([]);
    passGrace();
    const [seen] = await list();
    expect(seen).toMatchObject({ control: 'physical', state: 'requested', goods: { office: '10', containers: [] } });
    expect(seen.reference).toMatch(/^H-[0-9A-F]{20}$/);
    expect(Object.keys(seen).sort()).toEqual(
      ['acknowledgedAtMs', 'control', 'endedAtMs', 'goods', 'reference', 'requestedAtMs', 'state'].sort(),
    );
    expect(JSON.stringify({ ...seen, reference: undefined })).not.toMatch(new RegExp(`\\b${caseId}\\b`));
    const detail = (await served.ask(officer, 'GET', `/cases/${caseId}`)).json();
    expect(detail.holds).toMatchObject([{ state: 'requested', operator: 'Quay 1', control: 'physical' }]);
  });

  it('lets the operator alone answer, in order, and as often as it likes', async () => {
    const [quay] = (await served.ask(officer, 'GET', '/operators')).json().items;
    const [{ reference }] = (await served.ask(keyOf(quay.id), 'GET', '/operator/holds')).json().items;
    const answer = (text: string, by = keyOf(quay.id)) =>
      served.ask(by, 'POST', `/operator/holds/${reference}/answer`, { payload: { answer: text } });
    expect((await answer('held', keyOf(quay.id + 1))).statusCode).toBe(404);
    expect((await answer('held', keyOf(quay.id, 'OTHER'))).statusCode).toBe(404);
    expect((await answer('held', keyOf(undefined))).statusCode).toBe(403);
    expect((await answer('acknowledged')).json()).toMatchObject({ state: 'acknowledged' });
    expect((await answer('held')).json()).toMatchObject({ state: 'held' });
    expect((await answer('held')).statusCode).toBe(200);
    expect((await answer('not-located')).statusCode).toBe(409);
  });

  it('ends a case whose goods are gone as not examined', async () => {
    const [quay] = (await served.ask(officer, 'GET', '/operators')).json().items;
    const { caseId } = await decideNext({ decision: 'scan' });
    passGrace();
    const [{ reference }] = (await served.ask(keyOf(quay.id), 'GET', '/operator/holds?isOpen=true')).json().items;
    const payload = { answer: 'released-before-hold' };
    await served.ask(keyOf(quay.id), 'POST', `/operator/holds/${reference}/answer`, { payload });
    const detail = (await served.ask(officer, 'GET', `/cases/${caseId}`)).json();
    expect(detail.case.state).toBe('closed');
    expect(detail.timeline.at(-1)).toMatchObject({ kind: 'hold-released-before-hold', by: 'Quay 1' });
  });

  it('takes a hold back with its decision, before anybody has seen it', async () => {
    const [quay] = (await served.ask(officer, 'GET', '/operators')).json().items;
    const { caseId, version } = await decideNext({ decision: 'physical-examination' });
    const undone = await served.ask(officer, 'POST', `/cases/${caseId}/undo`, {
      headers: { 'if-match': `"${version}"` },
    });
    expect(undone.statusCode).toBe(200);
    passGrace();
    expect((await served.ask(keyOf(quay.id), 'GET', '/operator/holds?isOpen=true')).json().items).toEqual([]);
    const { items } = (await served.ask(officer, 'GET', '/holds?state=withdrawn')).json();
    expect(items).toMatchObject([{ caseId, state: 'withdrawn' }]);
  });

  it('takes the answer of an operator without a machine from an officer, in both names', async () => {
    const { caseId } = await decideNext({ decision: 'physical-examination' });
    const [{ reference }] = (await served.ask(officer, 'GET', '/holds?state=requested')).json().items;
    const record = (answer: string, by: Actor = officer) =>
      served.ask(by, 'POST', `/holds/${reference}/answer`, { payload: { answer } });
    expect((await record('held')).statusCode).toBe(404);
    passGrace();
    expect((await record('held', personOf('OTHER', 'targeting-officer'))).statusCode).toBe(404);
    expect((await record('held', personOf('TEST', 'planner'))).statusCode).toBe(403);
    expect((await record('acknowledged')).json()).toMatchObject({ caseId, state: 'acknowledged', operator: 'Quay 1' });
    expect((await record('not-located')).json()).toMatchObject({ state: 'not-located' });
    expect((await record('held')).statusCode).toBe(409);
    const detail = (await served.ask(officer, 'GET', `/cases/${caseId}`)).json();
    expect(detail.case.state).toBe('closed');
    expect(detail.timeline.at(-1)).toMatchObject({
      kind: 'hold-not-located',
      by: officer.name,
      text: expect.stringContaining('Quay 1 answers: not located'),
    });
    const { entries } = await queue.store.audit.find({ action: 'answer-hold', limit: 1 });
    expect(entries[0]).toMatchObject({ actor: 'person:1' });
  });

  it('leads from a consignment that is found to its case', async () => {
    await indexConsignments(queue.store);
    const { items } = (await served.ask(officer, 'GET', '/consignments?limit=1')).json();
    const { case: shown } = (await served.ask(officer, 'GET', `/cases/${items[0].caseId}`)).json();
    expect(shown).toMatchObject({ consignmentId: items[0].consignmentId, reference: items[0].reference });
  });

  it('shows operators to whoever keeps them, and those of another agency to nobody', async () => {
    expect((await served.ask(administrator, 'GET', '/operators')).json().items).toMatchObject([{ name: 'Quay 1' }]);
    expect((await served.ask(administrator, 'GET', '/operators?agency=OTHER')).statusCode).toBe(403);
    const root = personOf('', 'administrator', 10);
    expect((await served.ask(root, 'GET', '/operators')).statusCode).toBe(400);
    expect((await served.ask(root, 'GET', '/operators?agency=TEST')).json().items).toMatchObject([{ name: 'Quay 1' }]);
  });

  it('gives the hold list as a file that no spreadsheet runs', async () => {
    const reply = await served.ask(officer, 'GET', '/holds.csv?state=held');
    const [head, first, end] = reply.body.split('\n');
    expect(head!.split(',').slice(0, 4)).toEqual(['reference', 'operator', 'control', 'state']);
    expect(first).toMatch(/^H-[0-9A-F]{20},Quay 1,physical,held,/);
    expect(first).toContain("'=R");
    expect(end).toBe('');
  });

  it('announces holds, signed, again until they are received, and follows no redirect', async () => {
    const received: { body: string; signature: string; timestamp: string }[] = [];
    const answers = [500, 302, 204];
    const machine = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        received.push({
          body,
          signature: String(request.headers['x-touchstone-signature']),
          timestamp: String(request.headers['x-touchstone-timestamp']),
        });
        response.writeHead(answers[received.length - 1] ?? 200, { location: '/elsewhere' }).end();
      });
    });
    await new Promise<void>((done) => machine.listen(0, '127.0.0.1', done));
    try {
      const { port } = machine.address() as AddressInfo;
      const webhookUrl = `http://127.0.0.1:${port}/holds`;
      const { webhookSecret } = await addOperator({ name: 'Hub', kind: 'express-hub', offices: ['20'], webhookUrl });
      const { caseId } = await decideNext({ decision: 'scan' }, '20');
      expect(await announceHolds(queue.ports, queue.store, 'TEST')).toBe(0);
      expect(received).toEqual([]);
      passGrace();
      for (const waitMs of [0, 15_000, 30_000]) {
        queue.setNow(queue.nowMs() + waitMs);
        await announceHolds(queue.ports, queue.store, 'TEST');
        await announceHolds(queue.ports, queue.store, 'TEST');
      }
      expect(received).toHaveLength(3);
      const { body, signature, timestamp } = received[2]!;
      const expected = createHmac('sha256', Buffer.from(webhookSecret!, 'hex')).update(`${timestamp}.${body}`);
      expect(signature).toBe(`sha256=${expected.digest('hex')}`);
      expect(JSON.parse(body)).toMatchObject({ control: 'scan', goods: { office: '20' } });
      expect(Object.keys(JSON.parse(body))).toEqual(['reference', 'control', 'requestedAtMs', 'goods']);
      expect(body).not.toContain('caseId');
      queue.setNow(queue.nowMs() + 86_400_000);
      expect(await announceHolds(queue.ports, queue.store, 'TEST')).toBe(0);
      expect(caseId).toBeGreaterThan(0);
    } finally {
      machine.close();
    }
  });
});

describe('instructions under seal by HTTP', () => {
  it('leave an officer one sentence, and the case to the duty supervisor', async () => {
    queue.setNow(queue.nowMs());
    await queue.refresh();
    const { items } = (await served.ask(officer, 'GET', '/queue')).json();
    const { reference, caseId } = items[0];
    const payload = {
      subjectKind: 'consignment',
      subject: reference,
      instruction: 'refer',
      authority: 'court order 12',
      expiresAtMs: queue.nowMs() + 86_400_000,
    };
    expect((await served.ask(officer, 'POST', '/sealed', { payload })).statusCode).toBe(403);
    const made = await served.ask(supervisor, 'POST', '/sealed', { payload });
    expect(made.statusCode).toBe(201);
    await queue.refresh();
    const seen = (await served.ask(officer, 'GET', '/queue'))
      .json()
      .items.find((item: { caseId: number }) => item.caseId === caseId);
    expect(seen).toMatchObject({
      isSealed: true,
      reasons: ['Refer to duty supervisor'],
      party: null,
      goods: null,
      riskScore: null,
    });
    const detail = (await served.ask(officer, 'GET', `/cases/${caseId}`)).json();
    expect(detail).toMatchObject({ score: null, rights: [], timeline: [], consignment: { parties: [], items: [] } });
    expect(JSON.stringify(detail)).not.toMatch(/court order|leather/);
    await indexConsignments(queue.store);
    const of = (who: Actor, path: string) => served.ask(who, 'GET', path).then((reply) => reply.json());
    const found = (await of(officer, '/consignments')).items.find(
      (item: { reference: string }) => item.reference === reference,
    );
    expect(found).toMatchObject({ party: null, goods: null, hsCodes: [], riskScore: null });
    const byGoods = (await of(officer, '/consignments?minScore=0')).items;
    expect(byGoods.map((item: { reference: string }) => item.reference)).not.toContain(reference);
    const read = await of(officer, `/consignments/${reference.replace('=', '%3D')}`);
    expect(read).toMatchObject({ score: null, parties: [] });
    expect(JSON.stringify(read)).not.toMatch(/court order|leather/);
    expect((await of(supervisor, `/consignments/${reference.replace('=', '%3D')}`)).score).not.toBeNull();
    const claim = await served.ask(officer, 'POST', `/cases/${caseId}/claim`, { payload: {} });
    const decided = await served.ask(officer, 'POST', `/cases/${caseId}/decision`, {
      payload: { decision: 'release', reason: 'low-risk' },
      headers: { 'if-match': `"${claim.json().version}"` },
    });
    expect(decided.statusCode).toBe(403);
    await served.ask(officer, 'POST', `/cases/${caseId}/release`);
    const full = (await served.ask(supervisor, 'GET', `/cases/${caseId}`)).json();
    expect(full.consignment.items).toHaveLength(1);
    expect((await served.ask(supervisor, 'DELETE', `/sealed/${made.json().id}`)).statusCode).toBe(204);
    await queue.refresh();
    expect((await served.ask(officer, 'GET', `/cases/${caseId}`)).json().case.isSealed).toBe(false);
  });

  it('can put goods out of the queue by their party, until the authority ends', async () => {
    const before = (await served.ask(officer, 'GET', '/queue')).json();
    const payload = {
      subjectKind: 'party',
      subject: 'id:TEST:I1',
      instruction: 'suppress',
      authority: 'order 13',
      expiresAtMs: queue.nowMs() + 3_600_000,
    };
    const noParty = await served.ask(supervisor, 'POST', '/sealed', { payload: { ...payload, subject: 'anybody' } });
    expect(noParty.statusCode).toBe(400);
    expect((await served.ask(supervisor, 'POST', '/sealed', { payload })).statusCode).toBe(201);
    await queue.refresh();
    expect((await served.ask(officer, 'GET', '/queue')).json().total).toBe(0);
    queue.setNow(queue.nowMs() + 3_600_000);
    await queue.refresh();
    expect((await served.ask(officer, 'GET', '/queue')).json().total).toBe(before.total);
  });
});

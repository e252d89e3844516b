import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '../../../src/http/routes/case-routes.ts';
import { queueRoutes } from '../../../src/http/routes/queue-routes.ts';
import { type OpenQueue, openQueue, openRecord } from '../../factories/open-queue.ts';
import { personOf, type ServedRoutes, serveRoutes } from '../../factories/serve-routes.ts';

let queue: OpenQueue;
let served: ServedRoutes;
beforeAll(async () => {
  queue = await openQueue();
  const cutOff = (hours: number) => ({ epochMs: queue.nowMs() + hours * 3_600_000, precision: 'hour' as const });
  const times = { received: undefined, eta: undefined, arrived: undefined, presented: undefined };
  await queue.load(
    Array.from({ length: 12 }, (_, index) =>
      openRecord(`R${index}`, {
        item: { valueUsd: 100 + index, hsCode: index % 2 === 0 ? '420222' : '950300' },
        consignment: { channel: index < 6 ? 'post' : 'cargo', times: { ...times, releaseCutOff: cutOff(24) } },
      }),
    ),
  );
  await queue.load([openRecord('X1', {}, 'OTHER')], 'OTHER');
  await queue.score();
  await queue.refresh();
  await queue.refresh('OTHER');
  served = await serveRoutes(queue, [...queueRoutes, ...caseRoutes]);
}, 120_000);
afterAll(async () => {
  await served?.server.close();
  await queue?.close();
});

const ada = personOf('TEST', 'targeting-officer', 1);
const bo = personOf('TEST', 'targeting-officer', 2);
const supervisor = personOf('TEST', 'supervisor', 3);
const stranger = personOf('OTHER', 'targeting-officer', 4);

async function claimed(by = ada) {
  const reply = await served.ask(by, 'POST', '/queue/claim-next', { payload: {} });
  expect(reply.statusCode).toBe(200);
  return reply.json();
}

describe('the queue by HTTP', () => {
  it('lists an agency its own cases in order, page after page, each once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const reply = await served.ask(ada, 'GET', `/queue?limit=5${cursor === undefined ? '' : `&cursor=${cursor}`}`);
      expect(reply.statusCode).toBe(200);
      const page = reply.json();
      if (cursor === undefined) expect(page).toMatchObject({ total: 12, isTotalExact: true });
      seen.push(...page.items.map((item: { reference: string }) => item.reference));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(12);
    expect(seen).toHaveLength(12);
    expect(seen.every((reference) => reference.startsWith('TEST/'))).toBe(true);
    const others = await served.ask(stranger, 'GET', '/queue');
    expect(others.json().items.map((item: { reference: string }) => item.reference)).toEqual(['OTHER/X1']);
  });

  it('says what the list shows, with reasons and without how anything was selected', async () => {
    const { items } = (await served.ask(ada, 'GET', '/queue?text=seller r3')).json();
    expect(items).toMatchObject([
      {
        reference: 'TEST/R3',
        isTarget: true,
        lane: 'red',
        party: 'Seller R3 Trading → I1',
        route: 'CN → KR',
        goods: 'leather bags R3',
        hsCodes: ['950300'],
        valueUsd: 103,
        claim: null,
        isSealed: false,
      },
    ]);
    expect(items[0].reasons).toHaveLength(3);
    expect(JSON.stringify(items)).not.toMatch(/random|source|selection/i);
  });

  it('filters by lane, channel, HS prefix and text', async () => {
    const count = async (query: string) => (await served.ask(ada, 'GET', `/queue?${query}`)).json().total;
    expect(await count('channel=post')).toBe(6);
    expect(await count('hsPrefix=4202')).toBe(6);
    expect(await count('hsPrefix=9503&channel=cargo')).toBe(3);
    expect(await count('hsPrefix=99')).toBe(0);
    expect(await count('text=test/r1')).toBe(3);
    expect(await count('lane=green')).toBe(0);
    expect(await count('lane=red&lane=yellow&targetsOnly=true')).toBe(12);
    expect((await served.ask(ada, 'GET', '/queue?cursor=nonsense')).statusCode).toBe(400);
  });

  it('tells what the capacity can take and what to expect', async () => {
    const line = (await served.ask(ada, 'GET', '/queue/capacity')).json();
    expect(line).toMatchObject({ targets: 12, capacity: 40, unscored: 0, lanes: { red: 12 } });
    expect(line.expectedFindsLow).toBeLessThanOrEqual(line.expectedFinds);
    expect(line.expectedFindsHigh).toBeGreaterThanOrEqual(line.expectedFinds);
  });

  it('gives two officers two cases, and to whoever asks what somebody has a conflict', async () => {
    const mine = await claimed(ada);
    const other = await claimed(bo);
    expect(other.caseId).not.toBe(mine.caseId);
    expect(mine).toMatchObject({ state: 'claimed', claim: { userId: 1, isMine: true } });
    const path = `/cases/${mine.caseId}`;
    expect((await served.ask(bo, 'POST', `${path}/claim`, { payload: {} })).statusCode).toBe(409);
    expect((await served.ask(bo, 'POST', `${path}/claim`, { payload: { stealReason: 'shift' } })).statusCode).toBe(403);
    const stolen = await served.ask(supervisor, 'POST', `${path}/claim`, { payload: { stealReason: 'shift' } });
    expect(stolen.json()).toMatchObject({ claim: { userId: 3, isMine: true } });
    expect((await served.ask(ada, 'POST', `${path}/heartbeat`)).statusCode).toBe(409);
    for (const [by, id] of [
      [supervisor, mine.caseId],
      [bo, other.caseId],
    ] as const) {
      expect((await served.ask(by, 'POST', `/cases/${id}/release`)).json()).toMatchObject({
        state: 'open',
        claim: null,
      });
    }
  });

  it('shows a case in full, and logs that somebody read it', async () => {
    const { caseId } = (await served.ask(ada, 'GET', '/queue?text=r3')).json().items[0];
    const reply = await served.ask(ada, 'GET', `/cases/${caseId}`);
    expect(reply.statusCode).toBe(200);
    const detail = reply.json();
    expect(detail).toMatchObject({
      case: { caseId, reference: 'TEST/R3' },
      consignment: {
        references: [{ kind: 'declaration', reference: 'R3' }],
        items: [{ itemNumber: 1, hsCode: '950300' }],
      },
      score: { model: 'sample@1', itemNumber: 1, priceAgainstPeers: { usdPerKg: expect.closeTo(10.3, 1) } },
      timeline: [{ kind: 'opened' }],
    });
    const { baseMargin, margin, reasons } = detail.score;
    const sum = reasons.reduce((total: number, { contribution }: { contribution: number }) => total + contribution, 0);
    expect(baseMargin + sum).toBeCloseTo(margin, 4);
    const { entries } = await queue.store.audit.find({ subject: `case:${caseId}`, limit: 10 });
    expect(entries.map(({ action }) => action)).toContain('read-consignment');
  });

  it('answers what is not there and what is not yours alike', async () => {
    const theirs = (await served.ask(stranger, 'GET', '/queue')).json().items[0].caseId;
    const bytes = async (caseId: number) => {
      const reply = await served.ask(ada, 'GET', `/cases/${caseId}`);
      const { requestId: _, detail, ...rest } = reply.json();
      return JSON.stringify([reply.statusCode, rest, detail.replace(String(caseId), 'N')]);
    };
    expect(await bytes(theirs)).toBe(await bytes(999_999));
    expect((await served.ask(ada, 'POST', `/cases/${theirs}/notes`, { payload: { text: 'x' } })).statusCode).toBe(404);
  });

  it('decides by the version that was read, with a reason, and takes it back in time', async () => {
    const mine = await claimed(ada);
    const decide = (version: number | undefined, payload: object, by = ada) =>
      served.ask(by, 'POST', `/cases/${mine.caseId}/decision`, {
        payload,
        headers: version === undefined ? {} : { 'if-match': `"${version}"` },
      });
    const decision = { decision: 'physical-examination', reason: 'price' };
    expect((await decide(mine.version, { decision: 'release' })).statusCode).toBe(400);
    expect((await decide(undefined, decision)).statusCode).toBe(400);
    expect((await decide(mine.version - 1, decision)).statusCode).toBe(412);
    expect((await decide(mine.version, decision, bo)).statusCode).toBe(409);
    const decided = await decide(mine.version, decision);
    expect(decided.json()).toMatchObject({ state: 'decided', decision: 'physical-examination', claim: null });
    expect((await decide(decided.json().version, decision)).statusCode).toBe(409);
    const undo = await served.ask(ada, 'POST', `/cases/${mine.caseId}/undo`, {
      headers: { 'if-match': `"${decided.json().version}"` },
    });
    expect(undo.json()).toMatchObject({ state: 'claimed', decision: null, claim: { isMine: true } });
    const released = await decide(undo.json().version, { decision: 'release', reason: 'low-risk' });
    queue.setNow(queue.nowMs() + 20_000);
    const late = await served.ask(ada, 'POST', `/cases/${mine.caseId}/undo`, {
      headers: { 'if-match': `"${released.json().version}"` },
    });
    expect(late.statusCode).toBe(409);
  });

  it('lets a result of an examination become a fact that the next ranking knows', async () => {
    const mine = await claimed(ada);
    const path = `/cases/${mine.caseId}`;
    const decided = await served.ask(ada, 'POST', `${path}/decision`, {
      payload: { decision: 'physical-examination', reason: 'risk-score' },
      headers: { 'if-match': `"${mine.version}"` },
    });
    expect(decided.statusCode).toBe(200);
    const result = { execution: 'examined', control: 'physical', depth: 'full', iprChecked: 'yes', itemNumber: 1 };
    const examiner = personOf('TEST', 'examination-officer', 6);
    const record = (payload: object) => served.ask(examiner, 'POST', `${path}/examination`, { payload });
    expect((await record({ execution: 'examined', control: 'physical' })).statusCode).toBe(400);
    expect((await record({ ...result, outcome: 'suspected' })).json()).toMatchObject({ state: 'examined' });
    queue.setNow(queue.nowMs() + 60_000);
    expect((await record({ ...result, outcome: 'confirmed', iprType: 'trade-mark' })).statusCode).toBe(200);
    const detail = (await served.ask(ada, 'GET', path)).json();
    expect(detail.examinations).toMatchObject([{ control: 'physical', outcome: 'confirmed', itemNumber: 1 }]);
    expect(await queue.store.caseResults.waiting(5)).toEqual([]);
    expect(await queue.store.history.hasDue()).toBe(true);
  });

  it('keeps notes and files, and gives the very bytes back', async () => {
    const { caseId } = (await served.ask(ada, 'GET', '/queue?state=all')).json().items[0];
    const note = await served.ask(ada, 'POST', `/cases/${caseId}/notes`, { payload: { text: '=1+1 <b>' } });
    expect(note.json()).toMatchObject({ by: ada.name, text: '=1+1 <b>' });
    const bytes = Buffer.from([0, 255, 10, 13, 60]);
    const sent = await served.ask(ada, 'POST', `/cases/${caseId}/attachments?fileName=photo%201.jpg`, {
      payload: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(sent.statusCode).toBe(201);
    expect(sent.json()).toMatchObject({ fileName: 'photo 1.jpg', byteCount: 5, tlp: 'TLP:AMBER+STRICT' });
    const back = await served.ask(ada, 'GET', `/cases/${caseId}/attachments/${sent.json().id}`);
    expect(back.rawPayload.equals(bytes)).toBe(true);
    expect(back.headers['content-disposition']).toContain('attachment');
    expect((await served.ask(stranger, 'GET', `/cases/${caseId}/attachments/${sent.json().id}`)).statusCode).toBe(404);
    const bad = await served.ask(ada, 'POST', `/cases/${caseId}/attachments?fileName=..%2Fx`, {
      payload: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(bad.statusCode).toBe(400);
  });

  it('puts a case aside until a moment, after which a ranking brings it back', async () => {
    const { caseId, version } = (await served.ask(ada, 'GET', '/queue')).json().items[0];
    const untilMs = queue.nowMs() + 3_600_000;
    const put = (until: number) =>
      served.ask(ada, 'POST', `/cases/${caseId}/suppression`, {
        payload: { untilMs: until, reason: 'papers are on their way' },
        headers: { 'if-match': `"${version}"` },
      });
    expect((await put(queue.nowMs() - 1)).statusCode).toBe(400);
    expect((await put(untilMs)).json()).toMatchObject({ state: 'suppressed' });
    await queue.refresh();
    expect((await served.ask(ada, 'GET', '/queue?state=suppressed')).json().total).toBe(1);
    queue.setNow(untilMs);
    await queue.refresh();
    expect((await served.ask(ada, 'GET', '/queue?state=suppressed')).json().total).toBe(0);
  });
});

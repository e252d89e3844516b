import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/moment.ts';
import { operationRoutes } from '../../../src/http/routes/operation-routes.ts';
import { makeParty } from '../../factories/goods-item-record.ts';
import { makeMeasure } from '../../factories/measure-record.ts';
import { type OpenQueue, openQueue, openRecord } from '../../factories/open-queue.ts';
import { personOf, type ServedRoutes, serveRoutes } from '../../factories/serve-routes.ts';

const seller = {
  ...makeParty('S1'),
  name: 'Golden Harbour Trading',
  address: '7 Quay Street, Xiamen',
  country: 'CN',
  phone: '+86 592 5550101',
};
const parties = (changes: object = {}) => ({
  ...openRecord('X').consignment.parties,
  seller: { ...seller, ...changes },
});

describe('a referral', () => {
  let queue: OpenQueue;
  let served: ServedRoutes;
  let caseId: number;
  const supervisor = personOf('TEST', 'supervisor', 2);

  beforeAll(async () => {
    queue = await openQueue();
    const carrier = { ...makeParty('CARRIER'), name: 'Big Carrier', country: 'XX' };
    await queue.load([
      openRecord('A', { consignment: { parties: { ...parties(), carrier } } }),
      // The same telephone and address under another name.
      openRecord('B', { consignment: { parties: parties({ id: 'S2', name: 'Silver Harbour' }) } }),
      openRecord('C', { consignment: { parties: parties() } }),
      // Only the carrier is the same, which links nothing.
      openRecord('D', { consignment: { parties: { ...openRecord('D').consignment.parties, carrier } } }),
      { ...makeMeasure({ reference: 'C', day: 19_999 }), parties: parties(), outcome: 'confirmed' },
    ]);
    await queue.load([openRecord('O', { consignment: { parties: parties() } }, 'OTHER')], 'OTHER');
    await queue.score();
    await queue.refresh();
    const cases = await queue.store.asAgency({ agency: 'TEST', nowMs: queue.nowMs() }, (view) =>
      view.cases.findByReference('TEST/A'),
    );
    caseId = cases!.id;
    served = await serveRoutes(queue, operationRoutes);
  });
  afterAll(async () => {
    await served?.server.close();
    await queue?.close();
  });

  const ask = (actor = supervisor, id = caseId) => served.ask(actor, 'POST', `/cases/${id}/referral`);

  it('links consignments and measures by party, address and telephone, and follows what they share', async () => {
    const reply = await ask();
    expect(reply.statusCode).toBe(200);
    const bundle = reply.json();
    const kindsOf = (reference: string) =>
      bundle.consignments
        .find((one: { reference: string }) => one.reference === reference)
        ?.links.map(({ kind }: { kind: string }) => kind)
        .filter((kind: string, index: number, all: string[]) => all.indexOf(kind) === index);
    expect(kindsOf('TEST/B')).toEqual(expect.arrayContaining(['address', 'phone']));
    expect(kindsOf('TEST/C')).toEqual(expect.arrayContaining(['name', 'address', 'phone']));
    expect(bundle.measures).toMatchObject([{ measureKind: 'seizure', outcome: 'confirmed' }]);
    const phone = bundle.leads.find(
      ({ kind, text }: { kind: string; text: string }) => kind === 'phone' && text === seller.phone,
    );
    expect(phone).toMatchObject({ consignments: expect.any(Number), measures: 1 });
    expect(phone.consignments).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify(bundle)).not.toMatch(/Big Carrier/);
    const times = bundle.timeline.map(({ atMs }: { atMs: number }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeLessThanOrEqual(20_000 * dayMs);
    expect(bundle.text).toMatch(/LEADS\n.*: \d+ consignments, \d+ measures/);
    expect(bundle.text).toMatch(/not a finding/);
  });

  it('shows nothing of another agency without an agreement, and is logged with its purpose', async () => {
    expect((await ask()).body).not.toContain('OTHER/O');
    const { entries } = await queue.store.audit.find({ action: 'export', subject: `case:${caseId}`, limit: 1 });
    const { purpose, records } = JSON.parse((entries[0]!.payload as { text: string }).text);
    expect(purpose).toBe('supervision');
    expect(records).toEqual(expect.arrayContaining(['TEST/A', 'TEST/B', 'TEST/C']));
  });

  it('is for those who may refer, and not there for another agency', async () => {
    expect((await ask(personOf('TEST', 'targeting-officer', 3))).statusCode).toBe(403);
    expect((await ask(personOf('OTHER', 'supervisor', 4))).statusCode).toBe(404);
    expect((await ask(supervisor, 99_999)).statusCode).toBe(404);
  });
});

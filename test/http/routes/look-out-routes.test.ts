import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreementRoutes } from '../../../src/http/routes/agreement-routes.ts';
import { lookOutRoutes } from '../../../src/http/routes/look-out-routes.ts';
import { makeMeasure } from '../../factories/measure-record.ts';
import { personOf } from '../../factories/serve-routes.ts';
import { type SharedService, servedSharedStore } from '../../factories/shared-service.ts';
import { openHandling, recordOf } from '../../factories/shared-store.ts';

const officer = personOf('AURELIA', 'targeting-officer', 1);
const sender = { ...recordOf('X', 'x').consignment.parties.importer!, id: 'C9', name: 'Sender GmbH' };
const withSender = { parties: { ...recordOf('X', 'x').consignment.parties, consignor: sender } };
const find = (id: string, day: number) => ({
  ...makeMeasure({ reference: 'F1', day }),
  id: `AURELIA/${id}`,
  agency: 'AURELIA',
  handling: openHandling('AURELIA'),
});

describe('routes of look-outs and alerts', () => {
  let service: SharedService;
  const get = async (path: string) => (await service.served.ask(officer, 'GET', path)).json();
  const post = (path: string, payload: object, actor = officer) => service.served.ask(actor, 'POST', path, { payload });

  beforeAll(async () => {
    service = await servedSharedStore([...lookOutRoutes, ...agreementRoutes]);
    await service.load(
      [
        recordOf('AURELIA', 'F1', { day: 18_010, consignment: withSender }),
        recordOf('AURELIA', 'N1', { day: 18_016, consignment: withSender }),
        find('M1', 18_012),
      ],
      'AURELIA',
    );
  });
  afterAll(() => service.close());

  it('lists look-outs page by page, and the consignments that match them but for the find itself', async () => {
    const all = (await get('/look-outs?limit=100')).items;
    expect(all.length).toBeGreaterThan(1);
    expect(all.find((one: { subject: string }) => one.subject === 'TEST S1')).toMatchObject({
      kind: 'sender',
      source: 'AURELIA/M1',
      isOwn: true,
      withdrawnAtMs: null,
    });
    const first = await get('/look-outs?limit=1');
    const second = await get(`/look-outs?limit=1&cursor=${first.nextCursor}`);
    expect([first.items[0].id, second.items[0].id]).toEqual([all[0].id, all[1].id]);
    const alerts = (await get('/alerts')).items;
    expect(alerts.length).toBeGreaterThan(0);
    for (const { reference, acknowledged } of alerts) {
      expect(reference).toBe('AURELIA/N1');
      expect(acknowledged).toBeNull();
    }
  });

  it('takes note of an alert once, which leaves the open ones and is in the audit', async () => {
    const [alert, ...others] = (await get('/alerts')).items;
    const noted = (await post(`/alerts/${alert.id}/acknowledgement`, { note: 'on it' })).json();
    expect(noted.acknowledged).toMatchObject({ by: 'person:1', note: 'on it' });
    const again = (await post(`/alerts/${alert.id}/acknowledgement`, {}, personOf('AURELIA', 'supervisor', 2))).json();
    expect(again.acknowledged).toEqual(noted.acknowledged);
    expect((await get('/alerts')).items).toHaveLength(others.length);
    expect((await get('/alerts?state=acknowledged')).items).toHaveLength(1);
    expect((await get('/alerts?state=all')).items).toHaveLength(others.length + 1);
    const { total } = await service.store.audit.find({ action: 'acknowledge-alert', limit: 1 });
    expect(total).toBeGreaterThanOrEqual(1);
  });

  it('ends a look-out, which is not made again of the same find', async () => {
    const before = (await get('/look-outs')).items;
    const { id, kind, subject } = before[0];
    const reply = await post(`/look-outs/${id}/withdrawal`, { reason: 'cleared' });
    expect(reply.statusCode).toBe(204);
    expect((await post(`/look-outs/${id}/withdrawal`, { reason: 'again' })).statusCode).toBe(404);
    // A later version of the find would make it again.
    await service.load(
      [{ ...find('M1', 18_012), brand: 'another', knownAt: { epochMs: 18_013 * 86_400_000, precision: 'day' } }],
      'AURELIA',
    );
    const after = (await get('/look-outs')).items as { kind: string; subject: string }[];
    expect(after.some((one) => one.kind === kind && one.subject === subject)).toBe(false);
    expect(after).toHaveLength(before.length - 1);
    expect(
      (await post(`/look-outs/${id}/withdrawal`, { reason: 'x' }, personOf('AURELIA', 'auditor', 3))).statusCode,
    ).toBe(403);
  });

  it('says and changes what the installation is, for administrators', async () => {
    const administrator = personOf('', 'administrator', 4);
    const ask = (actor: typeof officer, method: 'GET' | 'PUT', payload?: object) =>
      service.served.ask(actor, method, '/sharing', payload === undefined ? {} : { payload });
    expect((await ask(administrator, 'GET')).json()).toEqual({ mode: 'command-centre' });
    expect((await ask(officer, 'PUT', { mode: 'network' })).statusCode).toBe(403);
    // It concerns every agency, so that no administrator of one may change it.
    expect((await ask(personOf('AURELIA', 'administrator', 5), 'PUT', { mode: 'network' })).statusCode).toBe(403);
    expect((await ask(administrator, 'PUT', { mode: 'anarchy' })).statusCode).toBe(400);
    expect((await ask(administrator, 'PUT', { mode: 'network' })).statusCode).toBe(200);
    expect((await ask(administrator, 'GET')).json()).toEqual({ mode: 'network' });
    const { entries } = await service.store.audit.find({ action: 'change-sharing', limit: 1 });
    expect(entries[0]).toMatchObject({ actor: 'person:4', subject: 'installation:sharing' });
  });
});

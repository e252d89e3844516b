import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/actor.ts';
import type { Measure } from '../../../src/domain/measure.ts';
import type { Role } from '../../../src/domain/roles.ts';
import { overlapRoutes } from '../../../src/http/routes/overlap-routes.ts';
import { inMemory } from '../../../src/storage/database/open-database.ts';
import { makeMeasure } from '../../factories/measure-record.ts';
import { personOf } from '../../factories/serve-routes.ts';
import { type SharedService, servedSharedStore } from '../../factories/shared-service.ts';
import { openHandling, recordOf } from '../../factories/shared-store.ts';
import { describeWithPostgres, freshDatabase } from '../../support/postgres.ts';

const firm = recordOf('X', 'x').consignment.parties.importer!;
/** A find of goods that a firm had sent. */
const find = (agency: string, reference: string, sender: string, changes: Partial<Measure> = {}): Measure => {
  const measure = makeMeasure({ reference, day: 18_012 });
  const consignor = { ...firm, id: undefined, idScheme: undefined, name: `${sender} Handel GmbH`, country: 'DE' };
  return {
    ...measure,
    id: `${agency}/${reference}`,
    agency,
    handling: openHandling(agency),
    parties: { ...measure.parties, consignor: { ...consignor, address: undefined, phone: undefined } },
    ...changes,
  };
};

function defineOverlaps(open: () => Promise<{ location: string; close: () => Promise<void> }>): void {
  let service: SharedService;
  let opened: { location: string; close: () => Promise<void> };
  let lastId = 0;
  const liaison = (agency: string, role: Role = 'agency-liaison'): Actor => personOf(agency, role, ++lastId);
  const ask = (agency: string, method: 'GET' | 'POST', path: string, payload?: object) =>
    service.served.ask(liaison(agency), method, path, payload === undefined ? {} : { payload });
  const listOf = async (agency: string) => (await ask(agency, 'GET', '/overlaps')).json().items;

  beforeAll(async () => {
    opened = await open();
    service = await servedSharedStore(overlapRoutes, opened.location);
    await service.load([find('AURELIA', 'A-M1', 'Gemeinsam'), find('AURELIA', 'A-M2', 'Einsam')], 'AURELIA');
    await service.load(
      [
        find('BOREALIS', 'SECRETX-1', 'Gemeinsam'),
        find('BOREALIS', 'SECRETX-2', 'Einsam', { handling: openHandling('BOREALIS', { tlp: 'TLP:RED' }) }),
      ],
      'BOREALIS',
    );
  });
  afterAll(async () => {
    await service.close();
    await opened.close();
  });

  it('are found once, of what may leave its owner, and tell each side its own alone', async () => {
    expect((await ask('AURELIA', 'POST', '/overlaps/search')).json()).toEqual({ found: 1 });
    expect((await ask('BOREALIS', 'POST', '/overlaps/search')).json()).toEqual({ found: 0 });
    const [ofA, ofB] = [await listOf('AURELIA'), await listOf('BOREALIS')];
    expect(ofA).toMatchObject([{ hasConsented: false, outcome: null, other: null }]);
    expect(ofA[0].ownSubjects).toHaveLength(1);
    expect(ofB).toHaveLength(1);
    expect(ofA[0].ownSubjects).not.toEqual(ofB[0].ownSubjects);
    for (const text of ['SECRETX', 'BOREALIS', 'Gemeinsam']) expect(JSON.stringify(ofA)).not.toContain(text);
    expect(await listOf('CORVIA')).toEqual([]);
  });

  it('are the same bytes for another agency as what is not there, for reading as for changing', async () => {
    const [{ id }] = await listOf('AURELIA');
    for (const [method, path, payload] of [
      ['GET', '', undefined],
      ['POST', '/consent', { contact: 'x' }],
      ['POST', '/outcome', { outcome: 'joint' }],
    ] as const) {
      const one = await ask('CORVIA', method, `/overlaps/${id}${path}`, payload);
      const absent = await ask('CORVIA', method, `/overlaps/99999${path}`, payload);
      const bytes = (body: string, name: string) => body.replace(/"requestId":"[^"]+"/, '').replaceAll(name, '?');
      expect([one.statusCode, absent.statusCode]).toEqual([404, 404]);
      expect(bytes(one.body, String(id))).toBe(bytes(absent.body, '99999'));
    }
  });

  it('tell the other side and its contact once both have consented, and keep what was agreed on', async () => {
    const [{ id }] = await listOf('AURELIA');
    const consent = (agency: string, contact: string) => ask(agency, 'POST', `/overlaps/${id}/consent`, { contact });
    const early = await ask('AURELIA', 'POST', `/overlaps/${id}/outcome`, { outcome: 'joint' });
    expect([early.statusCode, early.json().code]).toEqual([409, 'refused']);
    expect((await consent('AURELIA', 'A. Officer')).json()).toMatchObject({ hasConsented: true, other: null });
    expect((await listOf('BOREALIS'))[0]).toMatchObject({ hasConsented: false, other: null });
    expect((await consent('BOREALIS', 'B. Officer')).json().other).toEqual({
      agency: 'AURELIA',
      contact: 'A. Officer',
      outcome: null,
    });
    expect((await consent('BOREALIS', 'again')).statusCode).toBe(409);
    await ask('AURELIA', 'POST', `/overlaps/${id}/outcome`, { outcome: 'we-lead' });
    const [ofB] = await listOf('BOREALIS');
    expect(ofB.other).toEqual({ agency: 'AURELIA', contact: 'A. Officer', outcome: 'we-lead' });
    expect(JSON.stringify(ofB)).not.toContain('A-M1');
    const { rows } = await service.sqlRows(sql<{ action: string; agency: string }>`
      select action, agency from audit_entry where action like '%overlap%' order by sequence`);
    expect(rows.map(({ action, agency }) => `${agency} ${action}`)).toEqual([
      'AURELIA find-overlaps',
      'BOREALIS find-overlaps',
      'AURELIA consent-to-overlap',
      'BOREALIS consent-to-overlap',
      'AURELIA record-overlap-outcome',
    ]);
  });

  it('cannot be looked for past the rate of one person', async () => {
    const one = liaison('AURELIA');
    const codes: number[] = [];
    for (let at = 0; at < 5; at++)
      codes.push((await service.served.ask(one, 'POST', '/overlaps/search', {})).statusCode);
    expect(codes).toEqual([200, 200, 200, 200, 429]);
  });
}

describe('overlaps on PGlite', () => {
  defineOverlaps(async () => ({ location: inMemory, close: async () => {} }));
});
describeWithPostgres('overlaps on PostgreSQL', () => {
  defineOverlaps(async () => {
    const fresh = await freshDatabase();
    return { location: fresh.url, close: () => fresh.drop() };
  });
});

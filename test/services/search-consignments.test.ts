import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { type SearchCriteria, searchConsignments } from '../../src/services/search-consignments.ts';
import type { SearchPlace } from '../../src/services/search-ports.ts';
import { readAtMs, recordOf, sharedStore } from '../factories/shared-store.ts';
import { onBothDatabases } from '../storage/contracts/on-both-databases.ts';
import { storeUnderTest } from '../storage/contracts/store-under-test.ts';

const actor = (agency: string): Actor => ({ kind: 'person', id: 1, name: 'olga', agency, role: 'targeting-officer' });

onBothDatabases('search of consignments', ({ database, empty }) => {
  const under = storeUnderTest(database);
  const shared = sharedStore(database);

  beforeEach(async () => {
    await empty();
    await shared.addAgencies();
  });

  const search = (
    agency: string,
    criteria: SearchCriteria,
    { after, limit = 50 }: { after?: SearchPlace; limit?: number } = {},
  ) =>
    shared.seenBy(agency, (view) =>
      searchConsignments(
        view,
        { actor: actor(agency), purpose: 'customs-risk-analysis', nowMs: readAtMs },
        { criteria, after, limit },
      ),
    );
  const found = async (agency: string, criteria: SearchCriteria): Promise<string[]> =>
    (await search(agency, criteria)).found.map(({ reference }) => reference.slice(reference.indexOf('/') + 1));

  describe('of what an agency owns', () => {
    beforeEach(async () => {
      await under.load(
        [
          recordOf('AURELIA', 'MRN-001', {
            day: 18_001,
            importer: { name: 'Hansen & Söhne Import GmbH', id: 'DE 123' },
            item: { hsCode: '64039900', originCountry: 'VN' },
            consignment: { departureCountry: 'VN', destinationCountry: 'DE' },
          }),
          recordOf('AURELIA', 'MRN-002', {
            day: 18_002,
            importer: { name: 'Ромашка ООО' },
            item: { hsCode: '420221' },
          }),
          recordOf('AURELIA', "O'X\\1", { day: 18_003, importer: { name: 'Hansson' } }),
        ],
        { agency: 'AURELIA' },
      );
      await under.load([recordOf('BOREALIS', 'MRN-001', { importer: { name: 'Hansen' } })], { agency: 'BOREALIS' });
      await shared.index();
    });

    it('finds by reference, whole or its beginning', async () => {
      expect(await found('AURELIA', { reference: 'MRN-001' })).toEqual(['MRN-001']);
      expect(await found('AURELIA', { reference: 'AURELIA/MRN-0' })).toEqual(['MRN-002', 'MRN-001']);
      expect(await found('AURELIA', { reference: "O'X\\" })).toEqual(["O'X\\1"]);
      expect(await found('AURELIA', { reference: 'RN-001' })).toEqual([]);
    });

    it('finds a party by words of its name in any order and script, the last of which may be a beginning, and by identifier', async () => {
      expect(await found('AURELIA', { party: 'sohne hansen' })).toEqual(['MRN-001']);
      expect(await found('AURELIA', { party: 'HANS' })).toEqual(["O'X\\1", 'MRN-001']);
      expect(await found('AURELIA', { party: 'romash' })).toEqual(['MRN-002']);
      expect(await found('AURELIA', { party: 'de123' })).toEqual(['MRN-001']);
      expect(await found('AURELIA', { party: 'hans sohne' })).toEqual([]);
      expect(await found('AURELIA', { party: '§§' })).toEqual([]);
    });

    it('finds by HS prefix, route and time, and by all of them together', async () => {
      expect(await found('AURELIA', { hsPrefix: '64' })).toEqual(["O'X\\1", 'MRN-001']);
      expect(await found('AURELIA', { hsPrefix: '64039' })).toEqual(["O'X\\1", 'MRN-001']);
      expect(await found('AURELIA', { hsPrefix: '64039900' })).toEqual(['MRN-001']);
      expect(await found('AURELIA', { departure: 'VN', destination: 'DE', origin: 'VN' })).toEqual(['MRN-001']);
      expect(await found('AURELIA', { departure: 'VN', destination: 'KR' })).toEqual([]);
      expect(await found('AURELIA', { hsPrefix: '64', toMs: 18_003 * 86_400_000 })).toEqual(['MRN-001']);
      expect(await found('AURELIA', { fromMs: 18_002 * 86_400_000, toMs: 18_003 * 86_400_000 })).toEqual(['MRN-002']);
      expect(
        await found('AURELIA', { hsPrefix: '64', fromMs: 18_003 * 86_400_000, toMs: 18_004 * 86_400_000 }),
      ).toEqual(["O'X\\1"]);
      expect(await found('AURELIA', {})).toEqual(["O'X\\1", 'MRN-002', 'MRN-001']);
    });

    it('keeps injection a text', async () => {
      for (const text of ["' | 'a:BOREALIS", "x'; drop table fact; --", '!*&|<->', "'\\", '\u0000x']) {
        expect(await found('AURELIA', { reference: text })).toEqual([]);
        expect(await found('AURELIA', { party: `${text} q` })).toEqual([]);
      }
    });

    it('follows a revision and an erasure', async () => {
      await under.load([recordOf('AURELIA', 'MRN-002', { day: 18_004, importer: { name: 'Nova Line' } })], {
        agency: 'AURELIA',
      });
      await shared.index();
      expect(await found('AURELIA', { party: 'romashka' })).toEqual([]);
      expect(await found('AURELIA', { party: 'nova' })).toEqual(['MRN-002']);
      await under
        .store()
        .erasures.begin(
          { kind: 'record', ground: 'test', atMs: readAtMs, records: ['AURELIA/MRN-002'], items: [], quarantined: [] },
          await under.ports.keys.identityKey(),
        );
      // At once, before anything takes it in.
      expect(await found('AURELIA', { party: 'nova' })).toEqual([]);
      await shared.index();
      expect(await found('AURELIA', {})).toEqual(["O'X\\1", 'MRN-001']);
    });

    it('finds by score, which is shown to its owner', async () => {
      await under.count();
      await under.promote();
      await under.score();
      await shared.index();
      const all = await search('AURELIA', {});
      const percent = all.found.map(({ probability }) => Math.round(probability! * 100));
      const highest = Math.max(...percent);
      const expected = all.found.filter((_, index) => percent[index] === highest).map(({ reference }) => reference);
      const page = await search('AURELIA', { minScore: highest, maxScore: highest });
      expect(page.found.map(({ reference }) => reference)).toEqual(expected);
      expect(await found('AURELIA', { minScore: highest + 1 })).toEqual([]);
    });
  });

  describe('of many', () => {
    const count = 1203;
    beforeEach(async () => {
      const records = Array.from({ length: count }, (_, index) =>
        recordOf('AURELIA', `N${String(index).padStart(5, '0')}`, {
          day: 17_000 + (index % 90) * 3,
          item: { hsCode: index === 77 ? '420221' : '640399' },
        }),
      );
      await under.load(records, { agency: 'AURELIA' });
      await under.load([recordOf('BOREALIS', 'B1')], { agency: 'BOREALIS' });
      await shared.index();
    });

    it.each([{}, { hsPrefix: '64' }, { reference: 'N' }])(
      'walks all pages of %o once, the youngest first, and counts to 1,000',
      async (criteria) => {
        const seen: string[] = [];
        let after: SearchPlace | undefined;
        let last = Number.POSITIVE_INFINITY;
        for (;;) {
          const page = await search('AURELIA', criteria, { ...(after && { after }), limit: 200 });
          expect({ total: page.total, isTotalExact: page.isTotalExact }).toEqual({ total: 1000, isTotalExact: false });
          for (const { knownAtMs, reference } of page.found) {
            expect(knownAtMs).toBeLessThanOrEqual(last);
            last = knownAtMs;
            seen.push(reference);
          }
          if (!page.hasMore) break;
          after = page.found.at(-1)!;
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.length).toBe('hsPrefix' in criteria ? count - 1 : 'reference' in criteria ? 0 + count : count);
      },
    );

    it('counts up to 1,000 exactly', async () => {
      const page = await search('AURELIA', { hsPrefix: '42' });
      expect(page).toMatchObject({ total: 1, isTotalExact: true, hasMore: false });
      const narrow = await search('AURELIA', { hsPrefix: '64', fromMs: 0, toMs: 17_150 * 86_400_000 });
      const { rows } = await sql<{ count: number }>`select count(*) as count from consignment
        where agency = 'AURELIA' and known_at_ms < ${17_150 * 86_400_000} and reference <> 'AURELIA/N00077'`.execute(
        database().db,
      );
      expect(narrow).toMatchObject({ total: rows[0]!.count, isTotalExact: true });
    });
  });

  describe('of what others own', () => {
    beforeEach(async () => {
      await under.load([recordOf('AURELIA', 'A1', { day: 18_001 })], { agency: 'AURELIA' });
      await under.load(
        [
          recordOf('BOREALIS', 'B1', { day: 18_002 }),
          recordOf('BOREALIS', 'B2', { day: 18_003, handling: { tlp: 'TLP:AMBER+STRICT' } }),
          recordOf('BOREALIS', 'B3', { day: 18_004, handling: { isOriginatorControlled: true } }),
          recordOf('BOREALIS', 'B4', { day: 18_005, handling: { europolCodes: ['H2'] } }),
          recordOf('BOREALIS', 'B5', { day: 18_006, handling: { purposes: ['ipr-enforcement'] } }),
          recordOf('BOREALIS', 'B6', { day: 18_007, handling: { expiresOn: '2000-01-01' } }),
          recordOf('BOREALIS', 'B7', { day: 18_008, handling: { tlp: 'TLP:GREEN' } }),
        ],
        { agency: 'BOREALIS' },
      );
      await shared.index();
    });

    it('has nothing of them without an agreement, or with one that lacks a signature', async () => {
      expect(await found('AURELIA', {})).toEqual(['A1']);
      await shared.agree({}, 'draft');
      expect(await found('AURELIA', {})).toEqual(['A1']);
    });

    it('has what an agreement gives and the record lets go', async () => {
      await shared.agree();
      expect(await found('AURELIA', {})).toEqual(['B7', 'B1', 'A1']);
      expect(await found('AURELIA', { hsPrefix: '64' })).toEqual(['B7', 'B1', 'A1']);
      expect(await search('AURELIA', { hsPrefix: '64' })).toMatchObject({ total: 3, isTotalExact: true });
      expect(await search('AURELIA', {})).toMatchObject({ total: 3, isTotalExact: true });
      expect(await found('AURELIA', { reference: 'B1' })).toEqual(['B1']);
      // It goes one way.
      expect(await found('BOREALIS', {})).toEqual(['B7', 'B6', 'B5', 'B4', 'B3', 'B2', 'B1']);
    });

    it('lets nobody find by a field that the agreement does not give, or by a score of another', async () => {
      await under.count();
      await under.promote();
      await under.score();
      await shared.index();
      await shared.agree({ fields: ['prices'], maximumTlp: 'TLP:GREEN' });
      expect(await found('AURELIA', {})).toEqual(['B7', 'A1']);
      expect(await found('AURELIA', { party: 'trading' })).toEqual(['A1']);
      expect(await found('AURELIA', { hsPrefix: '64' })).toEqual(['A1']);
      expect(await found('AURELIA', { minScore: 0 })).toEqual(['A1']);
      const page = await search('AURELIA', { reference: 'B7' });
      expect(page.found).toHaveLength(1);
      expect(page.found[0]).toMatchObject({ probability: undefined, sight: { fields: ['prices'] } });
    });

    it('ends with the agreement', async () => {
      const id = await shared.agree();
      expect(await found('AURELIA', {})).toHaveLength(3);
      await shared.seenBy('BOREALIS', (view) => view.agreements.end(id, { by: 'person:2', atMs: readAtMs }));
      expect(await found('AURELIA', {})).toEqual(['A1']);
    });
  });
});

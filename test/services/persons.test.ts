import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultHandling } from '../../src/domain/handling.ts';
import type { Party } from '../../src/domain/party.ts';
import { isGoodsItemRecord } from '../../src/domain/record.ts';
import type { AgencyView } from '../../src/services/agency-view-ports.ts';
import { eraseRecords } from '../../src/services/erase-records.ts';
import { extractPerson } from '../../src/services/extract-person.ts';
import { publishedKey } from '../../src/services/published-key.ts';
import { type RectifyPersonInput, rectifyPerson } from '../../src/services/rectify-person.ts';
import { updateHistory } from '../../src/services/update-history.ts';
import { verifyHistory } from '../../src/services/verify-history.ts';
import { asAgency } from '../../src/storage/agency-view.ts';
import { openAgencyView } from '../../src/storage/open-agency-view.ts';
import { frozenContent } from '../factories/frozen-content.ts';
import { makeParties, makeParty, makeRecord, type RecordChanges } from '../factories/goods-item-record.ts';
import { makeMeasure } from '../factories/measure-record.ts';
import { personOf } from '../factories/serve-routes.ts';
import { onBothDatabases } from '../storage/contracts/on-both-databases.ts';
import { storeUnderTest } from '../storage/contracts/store-under-test.ts';

const ann: Party = {
  ...makeParty('P1'),
  name: 'Ann Example',
  country: 'KR',
  phone: '+82 2 555 0100',
  partyKind: 'natural',
};
const otto: Party = { ...makeParty('P2'), name: 'Otto Other', country: 'CN', partyKind: 'natural' };
const party = 'name:ANN EXAMPLE|KR';
const parties = { ...makeParties({ declarant: 'D1' }), importer: ann, seller: otto };

/** A record that names Ann as importer. */
function ofAnn(changes: RecordChanges = {}, agency = 'TEST') {
  const reference = changes.reference ?? 'A';
  const handling = { ...defaultHandling(agency), tlp: 'TLP:AMBER', purposes: ['customs-risk-analysis'] } as const;
  return makeRecord({
    ...changes,
    consignment: { agency, id: `${agency}/${reference}`, parties, handling, ...changes.consignment },
  });
}

onBothDatabases('persons', ({ database, empty }) => {
  const { ports, store, load, count, promote, score, atMs } = storeUnderTest(database);
  beforeEach(() => empty());
  const liaison = personOf('TEST', 'agency-liaison', 4);
  const reader: Parameters<typeof extractPerson>[1] = { actor: liaison, purpose: 'data-subject-request', nowMs: atMs };
  const inView = <T>(use: (view: AgencyView) => Promise<T>, agency = 'TEST') =>
    asAgency(database().db, { agency, nowMs: atMs }, openAgencyView, use);
  const extract = (of = party, as = reader) => inView((view) => extractPerson(view, as, of), as.actor.agency);
  const rectify = (changes: Partial<RectifyPersonInput> = {}) =>
    rectifyPerson({ inView, facts: store().facts }, reader, {
      party,
      records: ['TEST/A'],
      disputed: 'it is not my number',
      corrections: { phone: '+82 2 555 0199', email: null },
      ...changes,
    });

  describe('an extract', () => {
    it('holds every version that names the person, with handling and source, and nobody else', async () => {
      await load([ofAnn(), ofAnn({ reference: 'B', consignment: { parties: makeParties({ importer: 'P2' }) } })]);
      await load([ofAnn({ day: 18_001, item: { description: 'shoes' } })]);
      await load([makeMeasure({ reference: 'C', parties: { ...makeParties({}), consignee: ann } })]);
      const { facts, assessments } = await extract();
      expect(facts.records).toMatchObject([
        {
          name: 'TEST/A#1',
          isCurrent: false,
          ownerAgency: 'TEST',
          source: { file: 'a.csv', profile: 'touchstone' },
          handling: { tlp: 'TLP:AMBER' },
          markings: ['TLP:AMBER'],
          mayBeTold: true,
          parties: [{ role: 'importer', party: { name: 'Ann Example' } }],
          otherRoles: ['seller', 'declarant'],
          about: { item: { hsCode: '640399' } },
        },
        { name: 'TEST/A#1', isCurrent: true },
        { name: 'TEST/M-C', kind: 'measure', parties: [{ role: 'consignee' }] },
      ]);
      expect(JSON.stringify(facts)).not.toContain('Otto');
      expect(assessments).toEqual({ scores: [], lookOuts: [], cases: [], frozenTargets: [] });
      await expect(extract('Ann')).rejects.toMatchObject({ code: 'usage' });
    });

    it('keeps apart what was made of it: scores, look-outs, cases, frozen targets', async () => {
      await promote();
      await load([ofAnn()]);
      const sender = { ...makeParties({}), consignor: ann };
      await load([makeMeasure({ reference: 'C', parties: sender, knownAt: { epochMs: atMs, precision: 'hour' } })]);
      await count();
      await score();
      await sql`insert into review_case (agency, consignment_id, reference, stage, lane, is_target, place, summary, content_hash,
          has_look_out, state, opened_at_ms, decision, reason, decided_at_ms)
        select agency, id, reference, stage, 'red', true, 1, '{}', '', false, 'decided', 1, 'scan', 'price', 7
        from consignment where reference = 'TEST/A'`.execute(database().db);
      const frozen = { caseId: 1, reference: 'TEST/A', frozenAtMs: 7, content: frozenContent(), records: [] };
      const id = await inView(({ frozenTargets }) => frozenTargets.add(frozen));
      const entry = { actor: 'person:9', agency: 'TEST', action: 'read-consignment', payload: {} };
      await store().audit.append({ ...entry, atMs: 5, subject: 'consignment:TEST/A' });
      const { assessments, reads } = await extract();
      expect(assessments).toMatchObject({
        scores: [{ reference: 'TEST/A', itemNumber: 1, model: 'sample@1', isCurrent: true }],
        lookOuts: [{ kind: 'sender', subject: 'Ann Example, KR' }, { kind: 'sender' }, { kind: 'phone' }],
        cases: [{ reference: 'TEST/A', decision: 'scan', notes: 0 }],
        frozenTargets: [{ id, reference: 'TEST/A' }],
      });
      expect(reads).toEqual([{ reference: 'TEST/A', actor: 'person:9', action: 'read-consignment', atMs: 5 }]);
    });

    it('has nothing of another agency, unless an agreement gives parties', async () => {
      await load([ofAnn({}, 'OTHER')], { agency: 'OTHER' });
      expect((await extract()).facts.records).toEqual([]);
      await sql`insert into agency (code, name, regime, created_at_ms) values ('TEST', 'T', 'customs', 1), ('OTHER', 'O', 'customs', 1)`.execute(
        database().db,
      );
      const terms = {
        giver: 'OTHER',
        taker: 'TEST',
        kinds: ['consignments'],
        purposes: ['customs-risk-analysis', 'data-subject-request'],
        gateway: undefined,
        maximumTlp: 'TLP:AMBER',
        onwardSharing: 'no',
        fromMs: 1,
        toMs: undefined,
        retentionDays: 30,
      } as const;
      const given = { ...reader, purpose: 'customs-risk-analysis' as const };
      const agree = async (fields: ('parties' | 'goods')[]) => {
        const signature = { by: 'person:1', atMs: 1 };
        const id = await inView(({ agreements }) => agreements.add({ ...terms, fields }, signature));
        await inView(({ agreements }) => agreements.sign(id, signature), 'OTHER');
        await inView(({ agreements }) => agreements.sign(id, signature), 'TEST');
      };
      await agree(['goods']);
      expect((await extract(party, given)).facts.records).toEqual([]);
      await agree(['parties']);
      expect((await extract(party, given)).facts.records).toMatchObject([
        { name: 'OTHER/A#1', ownerAgency: 'OTHER', source: undefined, mayBeTold: false },
      ]);
      expect((await extract()).facts.records).toEqual([]);
    });
  });

  describe('a rectification', () => {
    const current = async () => {
      const { rows } = await sql<{ phone: string | null; name: string; known: number }>`
        select body -> 'consignment' -> 'parties' -> 'importer' ->> 'phone' as phone,
          body -> 'consignment' -> 'parties' -> 'importer' ->> 'name' as name, known_at_ms as known
        from fact where is_current order by natural_key`.execute(database().db);
      return rows;
    };

    it('is a new version of the own facts; the earlier one and the dispute stay until they are erased', async () => {
      await load([ofAnn(), ofAnn({ item: { itemNumber: 2 } }), ofAnn({ reference: 'B' })]);
      await count();
      expect(await rectify()).toEqual({ corrected: ['TEST/A'], noted: [], ofOthers: [] });
      expect(await current()).toMatchObject([
        { phone: '+82 2 555 0199', name: 'Ann Example', known: atMs },
        { phone: '+82 2 555 0199', name: 'Ann Example', known: atMs },
        { phone: '+82 2 555 0100' },
      ]);
      const { facts, rectifications } = await extract();
      expect(facts.records.filter(({ name }) => name.startsWith('TEST/A'))).toHaveLength(4);
      expect(rectifications).toEqual([
        { reference: 'TEST/A', atMs, madeBy: 'person:4', disputed: 'it is not my number', state: 'corrected' },
      ]);
      const { entries } = await store().audit.find({ action: 'rectify-person', limit: 9 });
      expect(entries).toMatchObject([{ actor: 'person:4', agency: 'TEST', subject: undefined }]);
      await updateHistory(store(), publishedKey);
      expect(await verifyHistory(store(), publishedKey)).toMatchObject({ differenceCount: 0 });
      const erased = await eraseRecords(ports, store(), { records: [], party, ground: 'request 8' });
      expect(erased.auditPayloads).toBe(1);
      const { rows } = await sql<{ left: number }>`
        select (select count(*) from fact) + (select count(*) from rectification) as left`.execute(database().db);
      expect(rows).toEqual([{ left: 0 }]);
    });

    it('leaves a record as it is where nothing is said in its place, or the same', async () => {
      await load([ofAnn()]);
      const noted = { corrected: [], noted: ['TEST/A'], ofOthers: [] };
      expect(await rectify({ corrections: undefined })).toEqual(noted);
      expect(await rectify({ corrections: { phone: ann.phone } })).toEqual(noted);
      expect(await current()).toMatchObject([{ phone: ann.phone }]);
      expect((await extract()).rectifications).toMatchObject([{ state: 'noted' }, { state: 'noted' }]);
    });

    it('touches no party but the one that is meant, and no record that does not name it', async () => {
      await load([ofAnn(), ofAnn({ reference: 'B', consignment: { parties: { ...parties, importer: otto } } })]);
      await expect(rectify({ records: ['TEST/B', 'TEST/C'] })).rejects.toMatchObject({ code: 'not-found' });
      await rectify({ corrections: { name: 'Anna Example' } });
      const [version] = await inView(({ persons }) => persons.held(['TEST/A'], 9)).then((all) =>
        all.filter(({ isCurrent }) => isCurrent),
      );
      const record = version!.record as ReturnType<typeof makeRecord>;
      expect(isGoodsItemRecord(record)).toBe(true);
      expect(record.consignment.parties.importer).toMatchObject({ name: 'Anna Example', phone: ann.phone });
      expect(record.consignment.parties.seller).toMatchObject({ name: 'Otto Other' });
    });

    it('of a record that another agency has changes nothing there', async () => {
      await load([ofAnn({}, 'OTHER')], { agency: 'OTHER' });
      await expect(rectify({ records: ['OTHER/A'] })).rejects.toMatchObject({ code: 'not-found' });
    });
  });
});

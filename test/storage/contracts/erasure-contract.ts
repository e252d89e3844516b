/** What correcting and erasing keep to: the store is as if what is gone had never come. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { isGoodsItemRecord, type SourceRecord } from '../../../src/domain/record.ts';
import { eraseRecords, finishErasures } from '../../../src/services/erase-records.ts';
import { erasuresSince } from '../../../src/services/erasures-since.ts';
import { publishedKey } from '../../../src/services/published-key.ts';
import { verifyHistory } from '../../../src/services/verify-history.ts';
import { createTargetListStorage } from '../../../src/storage/target-list-storage.ts';
import { makeRecord } from '../../factories/goods-item-record.ts';
import { makeExamination } from '../../factories/result-records.ts';
import { tradedRecords } from '../../factories/traded-records.ts';
import type { GivenDatabase } from './on-both-databases.ts';
import { storeUnderTest } from './store-under-test.ts';
import { storeWorld } from './store-world.ts';

/** Names that a test erases, each a record or an item of the traded records. */
const names = [
  'TEST/A',
  'TEST/A#1',
  'TEST/A#2',
  'TEST/H-A',
  'TEST/B',
  'TEST/C',
  'TEST/F',
  'TEST/E-A',
  'TEST/E-M',
  'TEST/M-C',
  'RIGHT/1',
];

/** Defines the contract's tests. */
export function describeErasureContract({ database, empty }: GivenDatabase): void {
  const { ports, store, load, count, promote, score, atMs } = storeUnderTest(database);
  beforeEach(() => empty());

  const records = (): SourceRecord[] =>
    tradedRecords().map((record) => (record.kind === 'rights-record' ? { ...record, id: 'RIGHT/1' } : record));
  const erase = (words: readonly string[]) =>
    eraseRecords(ports, store(), { records: words, party: undefined, ground: 'court order 7' });
  const settle = async (): Promise<void> => {
    await count();
    await score();
  };
  const world = () => storeWorld(database());

  async function worldOf(some: readonly SourceRecord[]) {
    await empty();
    await promote();
    if (some.length > 0) await load(some);
    await settle();
    return world();
  }

  describe('correcting', () => {
    const isCurrent = (line: string): boolean => line.includes('"isCurrent":true');

    it('a result that was retracted or revised leaves what its last version alone would have made', async () => {
      const finds = records().filter(({ kind }) => kind === 'examination' || kind === 'measure');
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom('retract', 'genuine', 'confirmed', 'move', 'leave'), {
            minLength: finds.length,
            maxLength: finds.length,
          }),
          fc.boolean(),
          async (changes, isCountedBetween) => {
            const last = finds.map((find, index) => revised(find, changes[index]!));
            const others = records().filter((record) => !finds.includes(record) && !('outcome' in record));
            const wanted = await worldOf([...others, ...last]);
            await empty();
            await promote();
            await load([...others, ...finds]);
            if (isCountedBetween) await settle();
            await load(last);
            await count();
            // A correction changes no score already made, unless somebody asks for it.
            await store().scores.makeDue('asked', atMs);
            await settle();
            const { facts, ...found } = await world();
            const { facts: onlyLast, ...rest } = wanted;
            expect(found).toEqual(rest);
            expect(facts!.filter(isCurrent)).toEqual(onlyLast!.filter(isCurrent));
          },
        ),
        { numRuns: 6 },
      );
    });

    function revised(find: SourceRecord, change: string): SourceRecord {
      if (find.kind !== 'examination' && find.kind !== 'measure') return find;
      const knownAt = { epochMs: find.knownAt.epochMs + 86_400_000, precision: 'day' } as const;
      if (change === 'retract') return { ...find, knownAt, isRetracted: true };
      if (change === 'genuine' || change === 'confirmed') return { ...find, knownAt, outcome: change };
      const references = { ...find.references, declaration: 'E', masterBill: undefined };
      return change === 'move' ? { ...find, knownAt, references } : find;
    }
  });

  describe('erasing', () => {
    it('leaves the store as if the records had never come, whatever came before, between and again', async () => {
      const all = records();
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray([...all.keys()], { minLength: all.length }),
          fc.oneof(fc.constant(all.length), fc.integer({ min: 0, max: all.length })),
          fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }),
          fc.boolean(),
          async (order, cut, words, isSettledBefore) => {
            const inOrder = order.map((index) => all[index]!);
            const before = inOrder.slice(0, cut);
            const wanted = await worldOf(inOrder.filter((record) => !isNamed(record, words)));
            await empty();
            await promote();
            if (before.length > 0) await load(before);
            if (isSettledBefore) await settle();
            const isThere = before.some((record) => isNamed(record, words));
            if (isThere) await erase(words);
            if (!isThere && inOrder.length > 0) await load(inOrder);
            // The same rows again, and the others for the first time.
            await load(inOrder);
            if (!isThere) await erase(words);
            await load(inOrder);
            await count();
            // What comes late changes no score already made, unless somebody asks; an erasure asks by itself.
            if (isSettledBefore && cut < all.length) await store().scores.makeDue('asked', atMs);
            await settle();
            expect(await world()).toEqual(wanted);
            expect(await verifyHistory(store(), publishedKey)).toMatchObject({ differenceCount: 0, dueCount: 0 });
          },
        ),
        { numRuns: 14 },
      );
    });

    it('keeps no word of the record, balances the books, and says what is left to do', async () => {
      await promote();
      await load(records());
      await settle();
      const report = await erase(['TEST/A']);
      expect(report.erasures).toMatchObject([
        {
          kind: 'record',
          ground: 'court order 7',
          state: 'done',
          facts: 3,
          records: 1,
          agencies: ['TEST'],
          profiles: ['touchstone'],
        },
      ]);
      expect(report.erasures[0]!.scores).toBeGreaterThan(0);
      expect(report.erasures[0]!.lookOuts).toBeGreaterThan(0);
      for (const table of [
        'fact',
        'consignment',
        'consignment_reference',
        'tombstone',
        'erasure',
        'look_out',
        'history_due',
      ]) {
        const { rows } = await sql<{ text: string }>`select one::text as text from ${sql.table(table)} as one`.execute(
          database().db,
        );
        // The examination still names what it examined: its own record, not that of the consignment.
        const texts = rows.map(({ text }) => text).filter((text) => !text.includes('E-A'));
        expect(texts.filter((text) => text.includes('TEST/A'))).toEqual([]);
      }
      const [book] = await load(records().slice(0, 3));
      expect(book).toEqual({ recordKind: 'declaration', accepted: 3, rejected: 0, added: 0, revised: 0, duplicate: 3 });
      expect((await store().facts.listBatches()).map(({ erasedRows }) => erasedRows)).toEqual([0, 3]);
      const books = await store().scores.books();
      expect(books.every(({ lost }) => lost === 0)).toBe(true);
    });

    it('makes due what was scored after the record was known', async () => {
      await promote();
      await load(records());
      await settle();
      await erase(['TEST/B']);
      const { rows } = await sql<{ reference: string }>`
        select reference from score_due join consignment on consignment.id = consignment_id
        where stage = 'declaration' order by reference`.execute(database().db);
      expect(rows.map(({ reference }) => reference)).toEqual(['TEST/C', 'TEST/D', 'TEST/E', 'TEST/F']);
    });

    it('finds a party by identifier, name, address, telephone or mailbox, however written, and the records of others stay', async () => {
      const words = [
        'id:TEST:s 77',
        'name:BRIGHT HARBOUR TRADING|cn',
        'address:Unit 5, Dock Rd. 12, Shenzhen 518000|CN',
        'phone:0755-82627001|CN',
        'email:Sales+x@BrightHarbour.example',
      ];
      for (const party of words) {
        await empty();
        await load(records());
        const report = await eraseRecords(ports, store(), { records: [], party, ground: 'retention' });
        const { rows } = await sql<{ key: string }>`select natural_key as key from fact order by 1`.execute(
          database().db,
        );
        expect(report.erasures[0]!.kind).toBe('party');
        expect(rows.map(({ key }) => key)).toEqual([
          'RIGHT/1',
          'TEST/E-A',
          'TEST/E-B',
          'TEST/E-M',
          'declaration|TEST/B#1',
          'declaration|TEST/E#1',
        ]);
      }
    });

    it('refuses words that name nothing, and what is not there', async () => {
      await load(records());
      await expect(erase(['A'])).rejects.toMatchObject({ code: 'usage' });
      await expect(erase(['TEST/Z'])).rejects.toMatchObject({ code: 'not-found' });
      const by = (party: string) => eraseRecords(ports, store(), { records: [], party, ground: 'x' });
      await expect(by('name:Kim')).rejects.toMatchObject({ code: 'usage' });
      await expect(by('phone:123')).rejects.toMatchObject({ code: 'usage' });
      await expect(by('name:Nobody At All|DE')).rejects.toMatchObject({ code: 'not-found' });
      await expect(
        eraseRecords(ports, store(), { records: ['TEST/A'], party: undefined, ground: ' ' }),
      ).rejects.toMatchObject({ code: 'usage' });
    });

    it('drops rejected rows of the record and of the party, and those that come again', async () => {
      const columns = ['reference', 'item', 'seller', 'mass'];
      const rejects = [
        ['A', '1', 'Bright Harbour Trading', 'heavy'],
        ['B', '1', 'Bright Harbour Trading Co Ltd', 'heavy'],
        ['B', '2', 'Old Mill Export', 'heavy'],
        undefined,
      ].map((fields, index) => ({
        file: 'a.csv',
        row: index + 2,
        column: 'mass',
        code: 'not-a-number',
        expected: 'a number',
        raw: fields?.join(',') ?? 'A,1,"unclosed',
        fields,
      }));
      await load(records(), { rejects, columns });
      await erase(['TEST/A']);
      const states = async () =>
        (
          await sql<{ state: string; raw: Buffer }>`select state, raw from quarantine order by id`.execute(
            database().db,
          )
        ).rows.map(({ state, raw }) => `${state} ${raw.length > 0}`);
      expect(await states()).toEqual(['dropped false', 'waiting true', 'waiting true', 'dropped false']);
      await eraseRecords(ports, store(), { records: [], party: 'name:Bright Harbour Trading|CN', ground: 'y' });
      expect((await states())[1]).toBe('dropped false');
      await load([], { rejects, columns });
      expect((await states()).slice(4)).toEqual(['dropped false', 'waiting true', 'waiting true', 'waiting true']);
    });

    it('reaches lists of targets that were kept, and what was made of them', async () => {
      await load(records());
      const lists = createTargetListStorage(database().db);
      const of = (ids: readonly string[]) => ({
        madeAtMs: atMs,
        policy: 'p',
        seed: 1,
        report: {},
        targets: ids.map((consignmentId, index) => ({ place: index + 1, consignmentId })),
        csv: ['place,consignmentId,why', ...ids.map((id, index) => `${index + 1},"${id}",price`), ''].join('\n'),
      });
      const one = await lists.add(of(['TEST/B', 'TEST/A', 'TEST/AB']));
      const two = await lists.add(of(['TEST/B']));
      for (const listId of [one, two]) {
        await lists.keepExport({
          listId,
          format: 'csv',
          madeAtMs: atMs,
          sha256: Buffer.alloc(32),
          bytes: Buffer.from('x'),
        });
      }
      await erase(['TEST/A']);
      expect(await lists.get(one)).toMatchObject({
        targets: [
          { place: 1, consignmentId: 'TEST/B' },
          { place: 3, consignmentId: 'TEST/AB' },
        ],
        csv: 'place,consignmentId,why\n1,"TEST/B",price\n3,"TEST/AB",price\n',
      });
      await expect(lists.getExport(one, 'csv')).rejects.toMatchObject({ code: 'not-found' });
      expect((await lists.getExport(two, 'csv')).listId).toBe(two);
    });

    it('goes on where it was cut off', async () => {
      await load(records());
      await settle();
      const wanted = await worldOf(records().filter((record) => !isNamed(record, ['TEST/A'])));
      await empty();
      await promote();
      await load(records());
      await settle();
      await store().erasures.begin(
        { kind: 'record', ground: 'g', atMs, records: ['TEST/A'], items: [], quarantined: [] },
        publishedKey,
      );
      expect(await store().erasures.finish()).toEqual({ pending: 2 });
      await load(records());
      expect(await store().erasures.list()).toMatchObject([{ state: 'counting' }]);
      await finishErasures(ports, store());
      expect(await store().erasures.list()).toMatchObject([{ state: 'done' }]);
      await settle();
      expect(await world()).toEqual(wanted);
    });

    it('notes models that learnt from it, and replays that are no longer exact', async () => {
      await load([makeRecord({ reference: 'OLD', day: 20_000 }), makeRecord({ reference: 'NEW', day: 30_000 })], {
        profile: 'aurelia',
      });
      const newer = await erase(['TEST/NEW']);
      expect(newer.modelsToRetrain).toEqual([]);
      const older = await erase(['TEST/OLD']);
      expect(older.modelsToRetrain).toEqual(['sample@1']);
      expect(await store().models.list()).toMatchObject([
        { name: 'sample', needsRetraining: true, reason: expect.stringContaining('erased') },
      ]);
      const erasures = [{ ...older.erasures[0]!, firstKnownTick: 100, erasedAtMs: 200 * 3_600_000 }];
      expect([100, 101, 199, 200].map((tick) => erasuresSince(erasures, tick).length)).toEqual([0, 1, 1, 0]);
    });

    it('takes nothing in under another key, under which the erased would come back', async () => {
      await load(records());
      await erase(['TEST/A']);
      await sql`update tombstone set key_id = 'lost'`.execute(database().db);
      await expect(load([makeExamination({ reference: 'Q' })])).rejects.toMatchObject({ code: 'refused' });
    });
  });
}

function isNamed(record: SourceRecord, words: readonly string[]): boolean {
  if (!isGoodsItemRecord(record)) return 'id' in record && words.includes(record.id);
  const { id } = record.consignment;
  return words.includes(id) || words.includes(`${id}#${record.item.itemNumber}`);
}

/** What every port of taking consignments in at once keeps to: it leaves what files leave that come one after the other. */
import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultHandling } from '../../../src/domain/handling.ts';
import type { SourceRecord } from '../../../src/domain/record.ts';
import { publishedKey } from '../../../src/services/published-key.ts';
import { createScoringMeans } from '../../../src/services/score-due-consignments.ts';
import { takeConsignment } from '../../../src/services/take-consignment.ts';
import type { SmallBatch, Taken } from '../../../src/services/take-ports.ts';
import { createTakeStorage } from '../../../src/storage/take-storage.ts';
import { makeParties, makeRecord, type RecordChanges } from '../../factories/goods-item-record.ts';
import { makeExamination } from '../../factories/result-records.ts';
import { makeRight } from '../../factories/rights-record.ts';
import type { GivenDatabase } from './on-both-databases.ts';
import { storeUnderTest } from './store-under-test.ts';
import { storeWorld } from './store-world.ts';

const firstDay = 18_000;

/** Records of a flow in which parties, goods and offices come again, a few a day. */
function flow(count: number): SourceRecord[][] {
  return Array.from({ length: count }, (_, index) => {
    const day = firstDay + Math.floor(index / 5);
    const reference = `F${index}`;
    const changes = (itemNumber: number): RecordChanges => ({
      day,
      reference,
      consignment: {
        parties: makeParties({ importer: `I${index % 3}`, declarant: `D${index % 2}`, seller: `S${index % 4}` }),
        office: String(index % 2),
      },
      item: {
        itemNumber,
        netMassKg: 1 + (index % 7),
        valueUsd: 50 + 13 * (index % 11),
        hsCode: index % 2 === 0 ? '640399' : '420221',
      },
    });
    return [1, ...(index % 4 === 0 ? [2] : [])].map((itemNumber) => makeRecord(changes(itemNumber)));
  });
}

/** Defines the contract's tests. */
export function describeTakeContract({ database, empty, isConcurrent }: GivenDatabase): void {
  const under = storeUnderTest(database);
  const { store, ports, load, count, score } = under;
  const takes = () => createTakeStorage(database().db, { keys: ports.keys, lookOuts: under.lookOuts });
  const whole = () => ({ ...store(), takes: takes() });
  let means = createScoringMeans(ports, publishedKey);
  let last = 0;

  beforeEach(async () => {
    await empty();
    means = createScoringMeans(ports, publishedKey);
  });

  const batchOf = (records: readonly SourceRecord[], content = `take ${++last}`): SmallBatch => ({
    records,
    batch: {
      fileName: 'a.csv',
      profile: 'touchstone',
      agency: 'TEST',
      sha256: hash('sha256', content, 'buffer'),
      byteCount: 10,
      receivedAtMs: under.atMs,
      handling: defaultHandling('TEST'),
      rowsTotal: records.length,
    },
  });
  const take = (...batches: readonly (readonly SourceRecord[])[]): Promise<Taken> =>
    takes().take(
      { batches: batches.map((records) => batchOf(records)), keyId: publishedKey.id, nowMs: under.atMs },
      (fresh) => means.scorer.makeFresh(fresh),
    );
  const placesOf = ({ batches }: Taken): number[] => batches.map(({ place }) => place);
  const dueScores = async (): Promise<number> => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from score_due`.execute(database().db);
    return rows[0]!.count;
  };

  /** What the same records leave that come in files, each counted and scored before the next. */
  async function asFiles(batches: readonly (readonly SourceRecord[])[], between?: (index: number) => Promise<void>) {
    await empty();
    await under.promote();
    for (const [index, records] of batches.entries()) {
      await load(records);
      await count();
      await score();
      await between?.(index);
    }
    return storeWorld(database());
  }

  describe('what is taken in at once', () => {
    it('leaves what files leave: facts, books, history and scores, to the bit', async () => {
      const batches = flow(40);
      const wanted = await asFiles(batches);
      await empty();
      await under.promote();
      for (const [index, records] of batches.entries()) {
        // The history of the days before is counted once a day alone.
        if (index % 5 === 0) await count();
        const taken = await take(records);
        expect(placesOf(taken)).toEqual([0]);
        expect(taken.scores).toHaveLength(1);
      }
      await count();
      expect(await dueScores()).toBe(0);
      expect(await storeWorld(database())).toEqual(wanted);
      const [found] = await store().facts.listBatches();
      expect(found).toMatchObject({ state: 'loaded', rowsDone: 2, rowsTotal: 2 });
      expect(found!.books).toMatchObject([{ recordKind: 'declaration', accepted: 2, added: 2, duplicate: 0 }]);
    });

    it('is the same for many batches in one go', async () => {
      const batches = flow(5);
      const wanted = await asFiles(batches);
      await empty();
      await under.promote();
      const taken = await take(...batches);
      expect(placesOf(taken)).toEqual([0, 1, 2, 3, 4]);
      await count();
      expect(await storeWorld(database())).toEqual(wanted);
    });

    it('is due where its past has first to be counted, and then gets the same score', async () => {
      const batches = flow(12);
      const wanted = await asFiles(batches);
      await empty();
      await under.promote();
      for (const records of batches) await take(records);
      expect(await dueScores()).toBe(7);
      await count();
      await score();
      expect(await dueScores()).toBe(0);
      expect(await storeWorld(database())).toEqual(wanted);
    });

    it('is due where no model scores it', async () => {
      const taken = await take(flow(1)[0]!);
      expect([placesOf(taken), taken.scores.length, await dueScores()]).toEqual([[0], 0, 1]);
      await under.promote();
      await count();
      await score();
      expect(await dueScores()).toBe(0);
    });

    it('is due while a right is new that the history does not know', async () => {
      await under.promote();
      await load([makeRight()]);
      expect((await take(flow(1)[0]!)).scores).toHaveLength(0);
      await count();
      expect((await take(flow(2)[1]!)).scores).toHaveLength(1);
    });
  });

  describe('what is left to others, without a trace', () => {
    const trace = async (records: readonly SourceRecord[]) => {
      const before = await storeWorld(database());
      expect((await take(records)).batches).toEqual([]);
      expect(await storeWorld(database())).toEqual(before);
    };

    it('is whatever is known already: the same bytes, a version, another item of a consignment', async () => {
      await under.promote();
      const [records] = flow(1);
      await take(records!);
      await trace(records!);
      await trace([makeRecord({ reference: 'F0', day: firstDay, item: { itemNumber: 1, netMassKg: 99 } })]);
      await trace([makeRecord({ reference: 'F0', day: firstDay, item: { itemNumber: 3 } })]);
    });

    it('is what a result waits for, what is no declaration, and what holds two versions', async () => {
      await under.promote();
      await load([makeExamination({ reference: 'W' })]);
      await trace([makeRecord({ reference: 'W' })]);
      await trace([makeExamination({ reference: 'X' })]);
      await trace([makeRecord({ reference: 'Y', consignment: { stage: 'pre-arrival' } })]);
      await trace([makeRecord({ reference: 'Z' }), makeRecord({ reference: 'Z', item: { netMassKg: 3 } })]);
    });

    it('is what was erased', async () => {
      await under.promote();
      const [records, others] = flow(2);
      await take(records!);
      const request = {
        kind: 'record',
        ground: 'asked',
        atMs: under.atMs,
        records: ['TEST/F0'],
        items: [],
        quarantined: [],
      } as const;
      await store().erasures.begin(request, publishedKey);
      await count();
      await store().erasures.finish();
      await trace(records!);
      expect(placesOf(await take(others!))).toEqual([0]);
    });

    it('does not keep others from being taken in', async () => {
      await under.promote();
      const [first, second, third] = flow(3);
      await take(first!);
      expect(placesOf(await take(first!, second!, second!, third!))).toEqual([1, 3]);
    });
  });

  describe('what is remembered of the history', () => {
    /** Takes the flow's first days in, lets something change, and compares the scores of what comes then with those of one who remembers nothing. */
    async function expectFollowed(change: () => Promise<void>): Promise<void> {
      await under.promote();
      const batches = flow(20);
      for (const records of batches.slice(0, 15)) await load(records);
      await count();
      await take(batches[15]!);
      await take(batches[16]!);
      await change();
      await count();
      const remembering = await take(batches[17]!);
      means = createScoringMeans(ports, publishedKey);
      const fresh = await take(batches[18]!, [makeRecord({ ...likeTaken(batches[17]!), reference: 'twin' })]);
      expect(remembering.scores).toHaveLength(1);
      expect(fresh.scores).toHaveLength(2);
      // The twin says the same of the same parties and goods, so what was known of them must be the same.
      expect(shown(fresh.scores[1]!.items[0]!)).toEqual(shown(remembering.scores[0]!.items[0]!));
    }
    const likeTaken = ([record]: readonly SourceRecord[]): RecordChanges => {
      const { consignment, item } = record as ReturnType<typeof makeRecord>;
      return { day: firstDay + 3, consignment: { parties: consignment.parties, office: consignment.office }, item };
    };
    const shown = ({ margin, features }: { margin: number; features: Float32Array }) => [margin, [...features]];

    it('follows results that become known, and that are taken back', async () => {
      await expectFollowed(() => load([makeExamination({ reference: 'F2', day: firstDay + 1 })]).then(() => {}));
      await empty();
      await expectFollowed(async () => {
        await load([makeExamination({ reference: 'F2', day: firstDay + 1 })]);
        await count();
        await take(flow(21)[20]!);
        await load([makeExamination({ reference: 'F2', day: firstDay + 1, isRetracted: true })]);
      });
    });

    it('follows what comes late, an erasure, a new count and a compaction', async () => {
      await expectFollowed(() =>
        load([
          makeRecord({ reference: 'late', day: firstDay, consignment: { parties: makeParties({ importer: 'I2' }) } }),
        ]).then(() => {}),
      );
      await empty();
      await expectFollowed(async () => {
        const request = {
          kind: 'record',
          ground: 'asked',
          atMs: under.atMs,
          records: ['TEST/F2'],
          items: [],
          quarantined: [],
        } as const;
        await store().erasures.begin(request, publishedKey);
        await count();
        await store().erasures.finish();
      });
      await empty();
      await expectFollowed(async () => {
        const day = firstDay + 2;
        await store().history.compact({ daysBeforeTick: day * 24, monthsBeforeDay: 0, exactFromTick: day * 24 });
      });
    });

    it('is begun again where it changes while scores are made', async () => {
      if (!isConcurrent) return;
      await under.promote();
      const batches = flow(20);
      for (const records of batches.slice(0, 15)) await load(records);
      await count();
      let tries = 0;
      const request = { batches: [batchOf(batches[15]!)], keyId: publishedKey.id, nowMs: under.atMs };
      const taken = await takes().take(request, async (fresh) => {
        const made = await means.scorer.makeFresh(fresh);
        if (++tries === 1) {
          await sql`update history_state set version = version + 1, recent_first_ticks = array[0]`.execute(
            database().db,
          );
        }
        return made;
      });
      expect([tries, taken.scores.length]).toEqual([2, 1]);
    });
  });

  describe('takeConsignment', () => {
    const given = (records: readonly SourceRecord[], content: string) => {
      const { batch } = batchOf(records, content);
      const { fileName: name, rowsTotal: _, ...rest } = batch;
      return { ...rest, name, records: records as ReturnType<typeof makeRecord>[] };
    };

    it('stores, scores and explains, and knows again what came before', async () => {
      await under.promote();
      const [records] = flow(1);
      const first = await takeConsignment(ports, whole(), means, given(records!, 'x'));
      expect(first).toMatchObject({ reference: 'TEST/F0', rows: { added: 2, revised: 0, duplicate: 0 } });
      const { margin, model, explanation } = first.score!;
      const sum = explanation.reasons.reduce((total, reason) => total + reason.contribution, explanation.baseMargin);
      expect(sum).toBeCloseTo(margin, 6);
      expect(model).toBe('sample@1');
      const again = await takeConsignment(ports, whole(), means, given(records!, 'x'));
      expect(again).toEqual({ ...first, rows: { added: 0, revised: 0, duplicate: 2 } });
      const revised = [
        makeRecord({
          reference: 'F0',
          day: firstDay,
          item: { itemNumber: 1, valueUsd: 9 },
          consignment: { amendment: 1 },
        }),
      ];
      const later = await takeConsignment(ports, whole(), means, given(revised, 'y'));
      expect(later).toMatchObject({ consignmentId: first.consignmentId, rows: { added: 0, revised: 1, duplicate: 0 } });
      expect(later.score).toBeDefined();
    });

    it('waits for the history, or leaves the consignment due', async () => {
      await under.promote();
      const batches = flow(11);
      await takeConsignment(ports, whole(), means, given(batches[0]!, 'a'));
      const due = await takeConsignment(ports, whole(), means, given(batches[5]!, 'b'), { waitsForHistory: false });
      expect([due.score, await dueScores()]).toEqual([undefined, 1]);
      const scored = await takeConsignment(ports, whole(), means, given(batches[10]!, 'c'));
      expect(scored.score).toBeDefined();
      expect(await dueScores()).toBe(0);
    });

    it('scores with a new champion from its promotion on', async () => {
      await under.promote();
      const batches = flow(2);
      await takeConsignment(ports, whole(), means, given(batches[0]!, 'a'));
      await store().models.promote({ name: 'gone', version: '1', stage: 'declaration' }, under.atMs);
      await expect(takeConsignment(ports, whole(), means, given(batches[1]!, 'b'))).rejects.toMatchObject({
        code: 'not-found',
      });
    });

    it('refuses items of several consignments', async () => {
      const records = flow(2).flat();
      await expect(takeConsignment(ports, whole(), means, given(records, 'a'))).rejects.toMatchObject({
        code: 'usage',
      });
    });
  });
}

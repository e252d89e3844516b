/** What every fact port keeps to. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultHandling } from '../../../src/domain/handling.ts';
import type { SourceRecord } from '../../../src/domain/record.ts';
import type { NewBatch } from '../../../src/services/batch-ports.ts';
import type { FactPort } from '../../../src/services/store-ports.ts';
import { makeRecord } from '../../factories/goods-item-record.ts';
import { makeExamination } from '../../factories/result-records.ts';

/** A port and a look behind it. */
export interface FactContract {
  readonly port: () => FactPort;
  readonly empty: () => Promise<void>;
  /** Links of current results: reference of the consignment by id of the result. */
  readonly links: () => Promise<readonly string[]>;
  /** Rows that the history has still to take in. */
  readonly dueCount: () => Promise<number>;
}

let lastBatch = 0;
const draft = (changes: Partial<NewBatch> = {}): NewBatch => ({
  fileName: 'a.csv',
  profile: 'test',
  agency: 'TEST',
  sha256: Buffer.alloc(32, ++lastBatch),
  byteCount: 10,
  receivedAtMs: 1.7e12,
  handling: defaultHandling('TEST'),
  rowsTotal: 1,
  ...changes,
});

/** Defines the contract's tests. */
export function describeFactContract({ port, empty, links, dueCount }: FactContract): void {
  beforeEach(() => empty());

  async function load(records: readonly SourceRecord[], rejects = 0) {
    const { batch } = await port().openBatch(draft({ rowsTotal: records.length + rejects }));
    const reject = (row: number) => ({
      file: 'a.csv',
      row,
      column: 'x',
      code: 'bad',
      expected: 'good\0',
      raw: 'a\0\tb',
    });
    const chunk = {
      records,
      rejects: Array.from({ length: rejects }, (_, index) => reject(index + 1)),
      rowsDone: records.length + rejects,
    };
    const books = await port().loadChunk(batch, chunk);
    expect(await port().loadChunk(batch, chunk)).toEqual([]);
    await port().finishBatch(batch.id);
    return books.find(({ recordKind }) => recordKind === (records[0]?.kind ?? 'unknown'))!;
  }

  async function current(): Promise<SourceRecord[]> {
    const all: SourceRecord[] = [];
    for await (const some of port().currentRecords(['declaration', 'manifest', 'examination', 'measure']))
      all.push(...some);
    return all;
  }

  describe('batches', () => {
    it('are one for the same bytes under the same profile, and another under another', async () => {
      const one = draft();
      const first = await port().openBatch(one);
      const again = await port().openBatch(one);
      const other = await port().openBatch({ ...one, profile: 'other' });
      expect([first.isNew, again.isNew, other.isNew]).toEqual([true, false, true]);
      expect(again.batch.id).toBe(first.batch.id);
      expect(first.batch).toMatchObject({ state: 'loading', rowsDone: 0, books: [] });
      expect(first.batch.handling).toEqual(JSON.parse(JSON.stringify(one.handling)));
      expect(Buffer.compare(first.batch.sha256 as Buffer, one.sha256 as Buffer)).toBe(0);
    });

    it('keep the reason of a refusal, and can be handed in again', async () => {
      const one = draft();
      await port().refuseBatch(one, 'too many bad rows');
      expect((await port().openBatch(one)).isNew).toBe(true);
      expect((await port().listBatches()).map(({ state }) => state)).toEqual(['refused', 'loading']);
    });

    it('balance, rejected rows with their raw text in quarantine', async () => {
      await load([makeRecord()], 2);
      const [batch] = await port().listBatches();
      expect(batch).toMatchObject({ state: 'loaded', rowsDone: 3 });
      expect(batch!.books).toEqual([
        { recordKind: 'declaration', accepted: 1, rejected: 0, added: 1, revised: 0, duplicate: 0 },
        { recordKind: 'unknown', accepted: 0, rejected: 2, added: 0, revised: 0, duplicate: 0 },
      ]);
    });
  });

  describe('versions', () => {
    it('come back as they went in', async () => {
      const record = makeRecord({ item: { description: 'tab\t "quote" \\ \n \u{1f45f}', netMassKg: 0.1 + 0.2 } });
      await load([record]);
      const [back] = await current();
      expect(JSON.parse(JSON.stringify(back))).toEqual(
        JSON.parse(JSON.stringify({ ...record, origin: { file: 'a.csv', row: 1 } })),
      );
    });

    it('are new, revised or duplicate, and only the current one counts', async () => {
      const record = makeRecord();
      expect(await load([record, record])).toMatchObject({ accepted: 2, added: 1, duplicate: 1 });
      const revised = makeRecord({ item: { netMassKg: 77 }, consignment: { amendment: 2 } });
      expect(await load([revised])).toMatchObject({ revised: 1 });
      expect(await load([record])).toMatchObject({ duplicate: 1 });
      expect((await current()).map((one) => one.kind === 'declaration' && one.item.netMassKg)).toEqual([77]);
    });

    it('end with the same current record in any order and any split of arrival', async () => {
      const versions = [
        makeRecord({ item: { netMassKg: 1 } }),
        makeRecord({ item: { netMassKg: 2 }, consignment: { amendment: 1 } }),
        makeRecord({ item: { netMassKg: 3 }, consignment: { amendment: 2 } }),
        makeRecord({ item: { netMassKg: 4 }, consignment: { amendment: 2 } }),
      ];
      let expected: string | undefined;
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray(versions, { minLength: versions.length }),
          fc.integer({ min: 0, max: versions.length }),
          async (order, cut) => {
            await empty();
            if (cut > 0) await load(order.slice(0, cut));
            if (cut < order.length) await load(order.slice(cut));
            const found = JSON.stringify((await current()).map((one) => 'item' in one && one.item));
            expected ??= found;
            expect(found).toBe(expected);
          },
        ),
        { numRuns: 12 },
      );
      expect(expected).toMatch(/"netMassKg":[34]/);
    });
  });

  describe('links', () => {
    it('join a result to the consignment that it names, whichever comes first', async () => {
      await load([makeRecord({ reference: 'A' })]);
      await load([makeExamination({ reference: 'A' }), makeExamination({ reference: 'B' })]);
      expect(await links()).toEqual(['TEST/E-A → TEST/A']);
      await load([makeRecord({ reference: 'B' })]);
      expect(await links()).toEqual(['TEST/E-A → TEST/A', 'TEST/E-B → TEST/B']);
    });

    it('follow a stronger key when it turns up, and a result that is revised', async () => {
      const references = { ...makeExamination().references, declaration: 'D', masterBill: 'M' };
      await load([makeRecord({ reference: 'X', consignment: { references: { ...references, declaration: 'X' } } })]);
      await load([makeExamination({ reference: 'E', references })]);
      expect(await links()).toEqual(['TEST/E-E → TEST/X']);
      await load([makeRecord({ reference: 'D', consignment: { references } })]);
      expect(await links()).toEqual(['TEST/E-E → TEST/D']);
      const later = makeExamination({
        reference: 'E',
        references: { ...references, declaration: 'Z', masterBill: undefined },
        day: 18_009,
      });
      await load([later]);
      expect(await links()).toEqual([]);
    });

    it('keep to their agency and to declarations', async () => {
      await load([makeRecord({ reference: 'A', consignment: { stage: 'pre-arrival' } })]);
      await load([
        makeExamination({ reference: 'A', agency: 'OTHER' }),
        makeExamination({ reference: 'A', id: 'TEST/E2' }),
      ]);
      expect(await links()).toEqual([]);
    });

    it('tell the history what to look at', async () => {
      await load([makeRecord({ reference: 'A' })]);
      expect(await dueCount()).toBe(1);
      await load([makeRecord({ reference: 'A' })]);
      expect(await dueCount()).toBe(1);
      await load([makeExamination({ reference: 'A' })]);
      expect(await dueCount()).toBeGreaterThan(1);
    });
  });
}

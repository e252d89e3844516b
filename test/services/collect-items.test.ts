import { describe, expect, it } from 'vitest';
import type { Examination } from '../../src/domain/examination.ts';
import { defaultHandling } from '../../src/domain/handling.ts';
import type { Measure } from '../../src/domain/measure.ts';
import type { SourceRecord } from '../../src/domain/record.ts';
import { CategoryInterner } from '../../src/features/category-codes.ts';
import { createItemEncoder } from '../../src/features/encode-item.ts';
import { ItemCollector } from '../../src/services/collect-items.ts';
import { publishedKey } from '../../src/services/published-key.ts';
import { sourceNumbers } from '../../src/services/source-numbers.ts';
import { makeParties, makeRecord } from '../factories/goods-item-record.ts';

const day = (number: number) => ({ epochMs: number * 86_400_000, precision: 'day' as const });
const references = (declaration: string | undefined, houseBill?: string) => ({
  declaration,
  houseBill,
  airWaybill: undefined,
  masterBill: undefined,
  s10: undefined,
});

function examination(changes: Partial<Examination> = {}): Examination {
  return {
    kind: 'examination',
    origin: { file: 'test', row: 1 },
    id: 'E1',
    agency: 'TEST',
    references: references('R1'),
    itemNumber: undefined,
    control: 'physical',
    depth: 'full',
    iprChecked: 'yes',
    examinedAt: day(18_003),
    knownAt: day(18_004),
    outcome: 'nothing-found',
    iprType: undefined,
    brand: undefined,
    articlesCount: undefined,
    isRetracted: false,
    handling: defaultHandling('TEST'),
    ...changes,
  };
}

function measure(changes: Partial<Measure> = {}): Measure {
  return {
    kind: 'measure',
    origin: { file: 'test', row: 1 },
    id: 'M1',
    agency: 'TEST',
    references: references('R1'),
    itemNumber: undefined,
    measureKind: 'seizure',
    occurredAt: day(18_003),
    knownAt: day(18_005),
    outcome: 'confirmed',
    iprType: 'trademark',
    rightHolder: undefined,
    brand: undefined,
    office: undefined,
    mode: undefined,
    originCountry: 'CN',
    departureCountry: undefined,
    transitCountries: [],
    destinationCountry: undefined,
    declaredGoods: { hsCode: '640399', description: undefined, quantity: undefined, unitCode: undefined },
    actualGoods: { hsCode: undefined, description: undefined, quantity: undefined, unitCode: undefined },
    valueAmount: undefined,
    currency: undefined,
    valueUsd: undefined,
    valueBasis: undefined,
    concealment: undefined,
    detectionMethod: undefined,
    parties: makeParties({ seller: 'S9' }),
    isRetracted: false,
    handling: defaultHandling('TEST'),
    ...changes,
  } as Measure;
}

function collect(...results: SourceRecord[]) {
  const collector = new ItemCollector(
    createItemEncoder(publishedKey.words, new CategoryInterner(), sourceNumbers()),
    'confirmed',
    true,
  );
  const two = makeRecord({ reference: 'R2' });
  collector.add([makeRecord(), two, makeRecord({ reference: 'R2', item: { itemNumber: 2 } }), ...results]);
  const { results: ofRows, books, unlinked } = collector.finish();
  return { labels: ofRows.map((result) => result?.isPositive), ofRows, books, unlinked };
}

describe('ItemCollector', () => {
  it('leaves what was not examined unknown', () => {
    expect(collect().labels).toEqual([undefined, undefined, undefined]);
  });

  it('takes a consignment in which nothing was found for negative in every item', () => {
    const { labels, ofRows } = collect(examination({ references: references('R2') }));
    expect(labels).toEqual([undefined, false, false]);
    expect(ofRows[1]!.tick).toBe(18_004 * 24 + 23);
  });

  it('keeps a find that names no item of several at the consignment', () => {
    const { labels, books } = collect(examination({ references: references('R2'), outcome: 'confirmed' }));
    expect(labels).toEqual([undefined, undefined, undefined]);
    expect(books).toMatchObject({ read: 1, matched: 1, withoutLabel: 1 });
  });

  it('gives a find to the item it names, or to the only one', () => {
    expect(collect(examination({ outcome: 'confirmed' })).labels).toEqual([true, undefined, undefined]);
    const named = examination({ references: references('R2'), itemNumber: 2, outcome: 'confirmed' });
    expect(collect(named).labels).toEqual([undefined, undefined, true]);
  });

  it.each([{ control: 'documentary' as const }, { iprChecked: 'no' as const }, { iprChecked: 'unknown' as const }])(
    'takes no negative from an examination with %j',
    (changes) => {
      expect(collect(examination(changes)).labels[0]).toBeUndefined();
    },
  );

  it('lets a find outweigh an earlier nothing found, and a later version its earlier one', () => {
    expect(collect(examination(), measure()).labels[0]).toBe(true);
    const corrected = examination({ outcome: 'confirmed', knownAt: day(18_010) });
    expect(collect(examination(), corrected).labels[0]).toBe(true);
    const retracted = examination({ isRetracted: true, knownAt: day(18_010) });
    expect(collect(examination(), retracted).labels[0]).toBeUndefined();
  });

  it('keeps a confirmed measure without a consignment for history', () => {
    const { labels, books, unlinked } = collect(measure({ references: references('R7') }));
    expect(labels).toEqual([undefined, undefined, undefined]);
    expect(books).toMatchObject({ read: 1, matched: 0, notMatched: 1 });
    expect(unlinked.table.rowCount).toBe(1);
    expect(unlinked.results).toEqual([{ tick: 18_005 * 24 + 23, isPositive: true }]);
  });

  describe('at a stage', () => {
    const collectorOf = (stage?: 'declaration' | 'pre-arrival') =>
      new ItemCollector(
        createItemEncoder(publishedKey.words, new CategoryInterner(), sourceNumbers()),
        'confirmed',
        true,
        stage,
      );
    const records = [
      makeRecord(),
      makeRecord({ reference: 'R2', consignment: { stage: 'pre-arrival' } }),
      { ...makeRecord({ reference: 'R3', consignment: { stage: 'pre-loading' } }), kind: 'manifest' as const },
      makeRecord({ reference: 'R4', consignment: { agency: 'OTHER', channel: 'post' } }),
    ];

    it('leaves out items of another and counts them', () => {
      const collector = collectorOf();
      collector.add(records);
      const { ids, table, results, otherStage, agencies, channels } = collector.finish();
      expect(ids).toEqual(['TEST/R1#1', 'TEST/R4#1']);
      expect([table.rowCount, results.length]).toEqual([2, 2]);
      expect(otherStage).toBe(2);
      expect(agencies).toEqual(['TEST', 'OTHER']);
      expect(channels).toEqual(['cargo', 'post']);
    });

    it('takes those of the stage it was told', () => {
      const collector = collectorOf('pre-arrival');
      collector.add(records);
      const { ids, otherStage } = collector.finish();
      expect(ids).toEqual(['TEST/R2#1']);
      expect(otherStage).toBe(3);
    });

    it('gives a result to the declaration, not to the manifest of the same consignment', () => {
      const collector = collectorOf();
      const manifest = makeRecord({ consignment: { stage: 'pre-arrival' } });
      collector.add([manifest, makeRecord(), examination({ outcome: 'confirmed' })]);
      const { results, books, otherStage } = collector.finish();
      expect(results.map((result) => result?.isPositive)).toEqual([true]);
      expect(books).toMatchObject({ read: 1, matched: 1, notMatched: 0 });
      expect(otherStage).toBe(1);
    });

    it('counts nothing where all are of one stage', () => {
      const collector = collectorOf();
      collector.add([makeRecord()]);
      expect(collector.finish().otherStage).toBe(0);
    });
  });
});

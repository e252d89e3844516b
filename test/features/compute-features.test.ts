import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GoodsItemRecord } from '../../src/domain/goods-item.ts';
import { CategoryInterner } from '../../src/features/category-codes.ts';
import { computeFeatures } from '../../src/features/compute-features.ts';
import { createItemEncoder } from '../../src/features/encode-item.ts';
import { featureDefinitions, featureNames, firstCodeFeature } from '../../src/features/feature-definitions.ts';
import { FeatureReader } from '../../src/features/feature-reader.ts';
import { emptyHistory, HistoryReplay } from '../../src/features/history-replay.ts';
import { ItemTable } from '../../src/features/item-table.ts';
import { RightsRegister } from '../../src/features/rights-register.ts';
import { makeParties, makeParty, makeRecord } from '../factories/goods-item-record.ts';
import { dayMoment, makeRight } from '../factories/rights-record.ts';

interface Row {
  readonly day: number;
  readonly importer: string;
  readonly hsCode: string;
  readonly value: number;
  readonly isPositive: boolean;
  readonly description?: string | undefined;
  readonly address?: string | undefined;
  readonly phone?: string | undefined;
  readonly brand?: string | undefined;
  readonly sellerName?: string | undefined;
}

const rows: fc.Arbitrary<Row[]> = fc.array(
  fc.record({
    day: fc.integer({ min: 18_000, max: 18_200 }),
    importer: fc.constantFrom('I1', 'I2', 'I3'),
    hsCode: fc.constantFrom('640399', '640299', '950300'),
    value: fc.constantFrom(10, 100, 1000),
    isPositive: fc.boolean(),
    description: fc.constantFrom(
      undefined,
      '',
      'leather shoes',
      'Shoes, of leather',
      'VELMONTE shoes',
      'velmnte shoes',
    ),
    address: fc.constantFrom(undefined, 'Hauptstraße 12, 10115 Berlin', 'HAUPTSTR. 12  10115 Berlin', 'Ring 7, Bonn'),
    phone: fc.constantFrom(undefined, '+49 30 901820', '030/901820', '0000000'),
    brand: fc.constantFrom(undefined, 'Velmonte', 'Corvane'),
    sellerName: fc.constantFrom(undefined, 'Müller Handels GmbH', 'MUELLER HANDELS G.m.b.H.'),
  }),
  { minLength: 1, maxLength: 40 },
);

const key = Uint32Array.from([1, 2, 3, 4]);
const columnOf = (name: string): number => featureNames.indexOf(name);

/** Rights that become known, begin and end amid the days of the rows. */
const knownRights = [
  makeRight({ knownAt: dayMoment(18_050), authorisedParties: ['I1'] }),
  makeRight({ brand: 'Corvane', validFrom: dayMoment(18_030), validTo: dayMoment(18_120), hsPrefixes: ['64'] }),
];

function recordOf(row: Row): GoodsItemRecord {
  const parties = makeParties({ importer: row.importer, declarant: 'D1' });
  const seller = { ...makeParty('S'), id: undefined, idScheme: undefined, name: row.sellerName, country: 'DE' };
  return makeRecord({
    day: row.day,
    consignment: {
      parties: {
        ...parties,
        importer: { ...parties.importer!, address: row.address, phone: row.phone, country: 'DE' },
        seller: row.sellerName === undefined ? undefined : seller,
      },
    },
    item: {
      hsCode: row.hsCode,
      valueAmount: row.value,
      valueUsd: row.value,
      description: row.description,
      brand: row.brand,
    },
  });
}

function setUp(list: readonly Row[]) {
  const interner = new CategoryInterner();
  const rights = new RightsRegister(key);
  for (const right of knownRights) rights.add(right);
  const encode = createItemEncoder(key, interner, () => 0, rights);
  const table = new ItemTable(4);
  for (const row of list) encode(recordOf(row), table);
  const replay = new HistoryReplay(emptyHistory());
  return { interner, table, replay, dictionaries: interner.dictionaries() };
}

const resultOf = (list: readonly Row[]) => (row: number) => ({
  tick: list[row]!.day * 24 + 23,
  isPositive: list[row]!.isPositive,
});

function featuresOf(list: readonly Row[], maximumDays?: number): readonly Float32Array[] {
  const staleness = maximumDays === undefined ? undefined : { maximumDays, phase: 0.25 };
  return computeFeatures(setUp(list).table, { ...setUpOptions(list), staleness }).columns;
}

function setUpOptions(list: readonly Row[]) {
  const { interner, replay, dictionaries } = setUp(list);
  return { interner, replay, dictionaries, resultOf: resultOf(list) };
}

describe('computeFeatures', () => {
  it('sees nothing of its own day, and everything of earlier days', () => {
    const row = { importer: 'I1', hsCode: '640399', value: 100 };
    const columns = featuresOf([
      { ...row, day: 18_000, isPositive: true },
      { ...row, day: 18_000, isPositive: true },
      { ...row, day: 18_001, isPositive: false },
    ]);
    expect([...columns[columnOf('importer.seen')]!]).toEqual([0, 0, 2]);
    expect([...columns[columnOf('importer.positive')]!]).toEqual([0, 0, 2]);
    expect(columns[columnOf('goodsLine.rate')]![2]).toBeGreaterThan(0.9);
  });

  it('is not moved by labels of the same or later days', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (list, pick) => {
        const changed = pick % list.length;
        const flipped = list.map((row, index) => (index === changed ? { ...row, isPositive: !row.isPositive } : row));
        const before = featuresOf(list);
        const after = featuresOf(flipped);
        list.forEach((row, index) => {
          if (row.day > list[changed]!.day) return;
          for (let feature = 0; feature < before.length; feature++)
            expect(after[feature]![index]).toEqual(before[feature]![index]);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('gives a row the same bits alone, online, as in a batch', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const sorted = [...list].sort((a, b) => a.day - b.day);
        const batch = featuresOf(sorted);
        const { interner, table, replay, dictionaries } = setUp(sorted);
        const reader = new FeatureReader(replay.history, interner.featureValues(dictionaries));
        const online = featureNames.map(() => new Float32Array(1));
        for (let row = 0; row < sorted.length; row++) {
          const tick = table.scoreTick[row]!;
          replay.advanceTo(tick);
          reader.begin({ day: Math.floor(tick / 24), resultsBeforeDay: Number.POSITIVE_INFINITY });
          reader.read(table, row, online, 0);
          for (let feature = 0; feature < online.length; feature++)
            expect(online[feature]![0]).toEqual(batch[feature]![row]);
          replay.scheduleRow(table, row, resultOf(sorted)(row));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is not moved by an item of the same or a later day, whatever its words and prices', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (list, pick) => {
        const changed = pick % list.length;
        const before = featuresOf(list);
        const other = {
          ...list[changed]!,
          value: 5000,
          description: 'CORVANE',
          address: 'Ring 7, Bonn',
          hsCode: '950300',
        };
        const after = featuresOf(list.map((row, index) => (index === changed ? other : row)));
        list.forEach((row, index) => {
          if (index === changed || row.day > list[changed]!.day) return;
          // The dictionaries hold the codes of all rows.
          for (let feature = 0; feature < firstCodeFeature; feature++)
            expect(after[feature]![index]).toEqual(before[feature]![index]);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('has something to say of texts, addresses, numbers, names and rights in these rows', () => {
    const list = Array.from({ length: 3 }, (_, index) => ({
      day: 18_060 + index,
      importer: 'I2',
      hsCode: '640399',
      value: 100,
      isPositive: true,
      description: 'VELMONTE shoes',
      address: 'Ring 7, Bonn',
      phone: '+49 30 901820',
      sellerName: 'Müller Handels GmbH',
    }));
    const columns = featuresOf(list);
    for (const name of ['address', 'phone', 'importer', 'sellerName', 'description', 'descriptionHs4', 'brand'])
      expect(columns[columnOf(`${name}.seen`)]![2], name).toBe(2);
    expect(columns[columnOf('text.brandUnauthorised')]![2]).toBe(1);
  });

  it('shows results only as fresh as the drawn delay', () => {
    const list = Array.from({ length: 60 }, (_, index) => ({
      day: 18_000 + index,
      importer: 'I1',
      hsCode: '640399',
      value: 100,
      isPositive: true,
    }));
    const fresh = featuresOf(list, 0)[columnOf('importer.examined')]!;
    const stale = featuresOf(list, 30)[columnOf('importer.examined')]!;
    const seen = featuresOf(list, 30)[columnOf('importer.seen')]!;
    expect([...fresh]).toEqual([...seen]);
    list.forEach((_, row) => {
      expect(stale[row]!).toBeLessThanOrEqual(fresh[row]!);
      expect(stale[row]!).toBeGreaterThanOrEqual(fresh[row]! - 30);
    });
    expect([...stale].some((count, row) => count < fresh[row]!)).toBe(true);
  });

  it('leaves missing parts missing', () => {
    const interner = new CategoryInterner();
    const table = new ItemTable();
    const item = {
      hsCode: undefined,
      originCountry: undefined,
      netMassKg: undefined,
      valueAmount: undefined,
      valueUsd: undefined,
      quantity: undefined,
      dutyRatePercent: undefined,
    };
    createItemEncoder(
      key,
      interner,
      () => 0,
    )(
      makeRecord({
        item,
        consignment: { parties: makeParties({}), departureCountry: undefined, office: undefined, mode: undefined },
      }),
      table,
    );
    const { columns } = computeFeatures(table, {
      interner,
      dictionaries: interner.dictionaries(),
      replay: new HistoryReplay(emptyHistory()),
    });
    for (const name of [
      'importer.seen',
      'hs6.rate',
      'goodsLine.rate',
      'price.logUnitValue',
      'code.hs6',
      'route.originIsDeparture',
    ]) {
      expect(columns[columnOf(name)]![0]).toBeNaN();
    }
    expect(columns[columnOf('history.baseRate')]![0]).toBeCloseTo(0.02, 6);
  });

  it('places a price among its peers', () => {
    const list = [10, 10, 100, 1000, 100].map((value, index) => ({
      day: 18_000 + index,
      importer: 'I1',
      hsCode: '640399',
      value,
      isPositive: false,
    }));
    const columns = featuresOf(list);
    const place = columns[columnOf('price.placeInHs6')]!;
    expect(place[0]).toBeNaN();
    expect(place[3]).toBe(1);
    expect(columns[columnOf('price.gapToHs6')]![3]).toBeGreaterThan(3);
  });
});

describe('featureDefinitions', () => {
  it('name every feature once and document it whole', () => {
    expect(new Set(featureNames).size).toBe(featureNames.length);
    for (const definition of featureDefinitions) {
      for (const field of ['description', 'unit', 'range', 'missingMeans', 'source'] as const)
        expect(definition[field], definition.name).not.toBe('');
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { GoodsItemRecord } from '../../src/domain/goods-item.ts';
import type { Parties, Party } from '../../src/domain/party.ts';
import { CategoryInterner } from '../../src/features/category-codes.ts';
import { computeFeatures } from '../../src/features/compute-features.ts';
import { createItemEncoder } from '../../src/features/encode-item.ts';
import { entityKeyCount, entityKeys, indexOfKey } from '../../src/features/entity-keys.ts';
import { featureNames } from '../../src/features/feature-definitions.ts';
import { emptyHistory, HistoryReplay } from '../../src/features/history-replay.ts';
import { ItemTable } from '../../src/features/item-table.ts';
import { RightsRegister } from '../../src/features/rights-register.ts';
import { makeParties, makeParty, makeRecord, type RecordChanges } from '../factories/goods-item-record.ts';
import { makeRight } from '../factories/rights-record.ts';

const key = Uint32Array.from([1, 2, 3, 4]);

function tableOf(records: readonly GoodsItemRecord[], rights?: RightsRegister) {
  const interner = new CategoryInterner();
  const table = new ItemTable(2);
  const encode = createItemEncoder(key, interner, () => 0, rights);
  for (const record of records) encode(record, table);
  return { interner, table };
}

/** Hash of an entity in each record; undefined where a part is missing. */
function keysOf(name: string, records: readonly GoodsItemRecord[], rights?: RightsRegister): (string | undefined)[] {
  const { table } = tableOf(records, rights);
  return records.map((_, row) => {
    const at = row * entityKeyCount + indexOfKey(name);
    const [high, low] = [table.keyHigh[at]!, table.keyLow[at]!];
    return high === 0 && low === 0 ? undefined : `${high}/${low}`;
  });
}

/** Whether an entity is one and the same in two records; undefined where either does not have it. */
function meet(name: string, one: GoodsItemRecord, other: GoodsItemRecord): boolean | undefined {
  const [first, second] = keysOf(name, [one, other]);
  return first === undefined || second === undefined ? undefined : first === second;
}

const nobody: Party = { ...makeParty(''), id: undefined, idScheme: undefined };

function withParties(parties: Partial<Parties>, changes: RecordChanges = {}): GoodsItemRecord {
  return makeRecord({
    ...changes,
    consignment: { ...changes.consignment, parties: { ...makeParties({}), ...parties } },
  });
}

const withImporter = (party: Partial<Party>) => withParties({ importer: { ...nobody, ...party } });
const withDescription = (description: string | undefined) => makeRecord({ item: { description } });

/** A feature of each record, one record a day, all examined on their day where `results` says so. */
function featureOf(
  name: string,
  changes: readonly RecordChanges[],
  { results = [], rights }: { results?: readonly (boolean | undefined)[]; rights?: RightsRegister } = {},
): number[] {
  const records = changes.map((change, index) => makeRecord({ day: 18_000 + index, ...change }));
  const { interner, table } = tableOf(records, rights);
  const { columns } = computeFeatures(table, {
    interner,
    dictionaries: interner.dictionaries(),
    replay: new HistoryReplay(emptyHistory()),
    resultOf: (row) =>
      results[row] === undefined ? undefined : { tick: table.knownTick[row]!, isPositive: results[row] },
  });
  const index = featureNames.indexOf(name);
  expect(index, name).toBeGreaterThanOrEqual(0);
  return [...columns[index]!];
}

describe('keys of addresses and telephone numbers', () => {
  it('meet under other spellings', () => {
    const address = (text: string | undefined, country: string | undefined = 'DE') =>
      withImporter({ address: text, country });
    expect(meet('address', address('Hauptstraße 12, 10115 Berlin'), address('HAUPTSTR. 12  10115 Berlin'))).toBe(true);
    expect(meet('address', address('Hauptstraße 12, 10115 Berlin'), address('Hauptstraße 13, 10115 Berlin'))).toBe(
      false,
    );
    expect(meet('address', address(' .,- '), address(' .,- '))).toBeUndefined();
    expect(meet('address', address(undefined), address(undefined))).toBeUndefined();
    const phone = (text: string, country: string | undefined = 'DE') => withImporter({ phone: text, country });
    expect(meet('phone', phone('+49 30 901820'), phone('030/901820'))).toBe(true);
    expect(meet('phone', phone('0049 30 90 18 20', undefined), phone('(030) 90-1820'))).toBe(true);
    expect(meet('phone', phone('030/901820', 'DE'), phone('030/901820', 'AT'))).toBe(false);
    expect(meet('phone', phone('0000000'), phone('0000000'))).toBeUndefined();
  });

  it('take the place of delivery, else the consignee, else the importer', () => {
    const at = (address: string): Party => ({ ...nobody, address, country: 'DE' });
    const delivered = withParties({ deliveryAddress: at('Ring 7, Bonn'), consignee: at('A 1'), importer: at('B 2') });
    const consigned = withParties({ consignee: at('Ring 7, Bonn'), importer: at('B 2') });
    const imported = withParties({ importer: at('Ring 7, Bonn') });
    expect(new Set(keysOf('address', [delivered, consigned, imported])).size).toBe(1);
    // Whose it is does matter for a consignor: a receiver at the same place is another entity.
    const sent = withParties({ consignor: at('Ring 7, Bonn') });
    expect(keysOf('address', [sent])).toEqual([undefined]);
    expect(keysOf('consignorAddress', [sent])[0]).not.toBe(keysOf('address', [imported])[0]);
  });

  it('let a consignor meet at its own under other spellings', () => {
    const consignor = (party: Partial<Party>) => withParties({ consignor: { ...nobody, country: 'DE', ...party } });
    const one = consignor({ address: 'Hauptstraße 12, 10115 Berlin', phone: '+49 30 901820' });
    const other = consignor({ address: 'hauptstr 12 berlin 10115', phone: '030 901820' });
    expect(meet('consignorAddress', one, other)).toBe(true);
    expect(meet('consignorPhone', one, other)).toBe(true);
  });
});

describe('keys of names', () => {
  it('meet under other spellings and other identifiers, within a country', () => {
    const one = { name: 'Müller Handels GmbH', country: 'DE', id: '1' };
    const other = { name: 'MUELLER HANDELS G.m.b.H.', country: 'DE', id: '2' };
    expect(meet('importerName', withImporter(one), withImporter(other))).toBe(true);
    expect(meet('importer', withImporter(one), withImporter(other))).toBe(false);
    expect(meet('importerName', withImporter(one), withImporter({ ...other, country: 'AT' }))).toBe(false);
    expect(meet('importerName', withImporter(one), withImporter({ ...one, name: 'Meier Handels GmbH' }))).toBe(false);
    expect(meet('importerName', withImporter({ name: '...' }), withImporter({ name: '...' }))).toBeUndefined();
    const seller = (party: Partial<Party>) => withParties({ seller: { ...nobody, ...party } });
    expect(meet('sellerName', seller(one), seller(other))).toBe(true);
    expect(keysOf('sellerName', [seller(one)])[0]).not.toBe(keysOf('importerName', [withImporter(one)])[0]);
  });
});

describe('keys of goods', () => {
  it('are one for descriptions of the same words', () => {
    const of = withDescription;
    expect(meet('description', of('Shoes, of leather'), of('LEATHER SHOES'))).toBe(true);
    expect(meet('description', of('leather shoes'), of('leather boots'))).toBe(false);
    expect(meet('description', of(''), of(''))).toBeUndefined();
    expect(meet('description', of(undefined), of(undefined))).toBeUndefined();
    const boots = makeRecord({ item: { description: 'leather shoes', hsCode: '420231' } });
    expect(meet('description', of('leather shoes'), boots)).toBe(true);
    expect(meet('descriptionHs4', of('leather shoes'), boots)).toBe(false);
  });

  it('are one for a brand of a right and the same brand as declared', () => {
    const rights = new RightsRegister(key);
    rights.add(makeRight());
    const records = [
      makeRecord({ item: { description: 'ladies bag V3LMONTE' } }),
      makeRecord({ item: { brand: 'VELMONTE' } }),
      makeRecord({ item: { description: 'ladies bag', brand: 'Corvane' } }),
      makeRecord({ item: { description: 'ladies bag' } }),
    ];
    const [found, declared, other, none] = keysOf('brand', records, rights);
    expect(found).toBe(declared);
    expect(other).not.toBe(found);
    expect(none).toBeUndefined();
    // Without rights only the declared brand is known.
    expect(keysOf('brand', records)[0]).toBeUndefined();
    expect(keysOf('brand', records)[1]).toBe(declared);
  });

  it('differ from each other wherever parts differ', () => {
    const whole = makeRecord({
      item: { description: 'leather shoes', brand: 'Corvane' },
      consignment: {
        parties: Object.fromEntries(
          Object.keys(makeParties({})).map((role) => [
            role,
            { ...makeParty('P'), name: 'Same Name', address: 'Ring 7, Bonn', phone: '+49 30 901820', country: 'DE' },
          ]),
        ) as unknown as Parties,
      },
    });
    const keys = entityKeys.map(({ name }) => keysOf(name, [whole])[0]);
    expect(keys).not.toContain(undefined);
    expect(new Set(keys).size).toBe(entityKeyCount);
  });
});

describe('fit features', () => {
  const importer = (hsCode: string, seller = 'S1', id = 'I1'): RecordChanges => ({
    consignment: { parties: makeParties({ importer: id, declarant: 'D1', seller }) },
    item: { hsCode },
  });

  it('tell what share of the past of a party an item is of', () => {
    const list = [importer('640399'), importer('640299'), importer('950300'), importer('640399')];
    const hs6 = featureOf('fit.importerHs6Share', list);
    expect(hs6[0]).toBeNaN();
    expect(hs6[1]).toBeCloseTo((0 + 0.1) / (1 + 1), 6);
    expect(hs6[2]).toBeCloseTo((0 + 0.1) / (2 + 1), 6);
    expect(hs6[3]).toBeCloseTo((1 + 0.1) / (3 + 1), 6);
    expect(featureOf('fit.importerDeclarantShare', list)[3]).toBeCloseTo((3 + 0.1) / (3 + 1), 6);
  });

  it('tell how an address is shared', () => {
    const at = (id: string): RecordChanges => ({
      consignment: {
        parties: { ...makeParties({}), importer: { ...makeParty(id), address: 'Ring 7, Bonn', country: 'DE' } },
      },
    });
    const shares = featureOf('fit.addressImporterShare', [at('I1'), at('I2'), at('I1'), at('I3')]);
    expect(shares.slice(1)).toEqual([0.1 / 2, 1.1 / 3, 0.1 / 4].map((share) => expect.closeTo(share, 6)));
  });

  it('tell how a description is usually declared', () => {
    const of = (hsCode: string): RecordChanges => ({ item: { hsCode, description: 'leather shoes' } });
    const shares = featureOf('fit.descriptionHs4Share', [of('640399'), of('640391'), of('420231'), { item: {} }]);
    expect(shares.slice(1, 3)).toEqual([1.1 / 2, 0.1 / 3].map((share) => expect.closeTo(share, 6)));
    expect(shares[3]).toBeNaN();
  });

  it('are missing where a pair lacks a part', () => {
    const withoutCode = { ...importer('640399'), item: { hsCode: undefined } };
    expect(featureOf('fit.importerHs6Share', [importer('640399'), withoutCode])[1]).toBeNaN();
  });

  it('count parties and pairs that were never met', () => {
    const list = [
      importer('640399', 'S1'),
      importer('640399', 'S2', 'I2'),
      importer('640399', 'S2'),
      importer('950300'),
    ];
    expect(featureOf('fit.newParties', list)).toEqual([1, 2 / 3, 0, 0].map((share) => expect.closeTo(share, 6)));
    // Nothing can be new where not both were seen; I1 meets S2 on the third day.
    const pairs = featureOf('fit.newPairs', list.slice(0, 3));
    expect(pairs[0]).toBe(0);
    const sellerPairs = entityKeys.filter(
      ({ parts }) => parts.length === 2 && parts.includes('seller') && parts.includes('importer'),
    );
    expect(sellerPairs).toHaveLength(1);
    expect(pairs[2]).toBe(1);
  });

  it('name no parties where none is named', () => {
    const nobodyNamed = { consignment: { parties: makeParties({}) } };
    expect(featureOf('fit.newParties', [nobodyNamed])[0]).toBeNaN();
    expect(featureOf('fit.newPairs', [nobodyNamed])[0]).toBe(0);
  });
});

describe('prices against peers', () => {
  /** Values per piece: five pieces of ten kilograms. */
  const priced = (valueUsd: number | undefined, changes: RecordChanges['item'] = {}): RecordChanges => ({
    item: { valueAmount: valueUsd, valueUsd, ...changes },
  });

  it('tell the gap to the mean so far, in doublings', () => {
    const gaps = featureOf('importer.priceGap', [priced(100), priced(400), priced(200), priced(undefined)]);
    expect(gaps[0]).toBeNaN();
    // The scale has steps of a 32nd of a doubling, so a sum of many is rounded by half of one.
    expect(Math.abs(gaps[1]! - 2)).toBeLessThanOrEqual(1 / 32);
    expect(Math.abs(gaps[2]! - 0)).toBeLessThanOrEqual(1 / 32);
    expect(gaps[3]).toBeNaN();
  });

  it('take the value per kilogram where pieces are not counted', () => {
    const list = [priced(100, { quantity: undefined }), priced(200, { quantity: undefined })];
    expect(Math.abs(featureOf('importer.priceGap', list)[1]! - 1)).toBeLessThanOrEqual(1 / 32);
  });

  it('leave the mean alone where an item has no price', () => {
    const gaps = featureOf('importer.priceGap', [priced(100), priced(undefined), priced(400)]);
    expect(Math.abs(gaps[2]! - 2)).toBeLessThanOrEqual(1 / 32);
  });

  it('tell deviations by the spread of peers so far', () => {
    const list = [priced(100), priced(400), priced(800)];
    // Steps of a 64th of a doubling above the first: 0 and 128, then 192; see the peers' moments for the prior.
    const spread = Math.sqrt((2 * 64 ** 2 + 4 * 38.4 ** 2) / 6);
    for (const measure of ['ValuePerKg', 'ValuePerPiece']) {
      for (const peers of ['Hs6', 'OriginHs6']) {
        const deviations = featureOf(`price.deviation${measure}${peers}`, list);
        expect(deviations[0]).toBeNaN();
        expect(deviations[2]).toBeCloseTo((192 - 64) / spread, 5);
      }
    }
    expect(featureOf('price.deviationMassPerPieceHs6', list).slice(1)).toEqual([0, 0]);
  });

  it('compare with the same origin where there is one', () => {
    const list = [priced(100, { originCountry: 'VN' }), priced(800), priced(100)];
    expect(featureOf('price.deviationValuePerKgOriginHs6', list)[1]).toBeNaN();
    expect(featureOf('price.deviationValuePerKgOriginHs6', list)[2]).toBeLessThan(0);
    expect(featureOf('price.deviationValuePerPieceHs6', [list[0]!, priced(100, { quantity: undefined })])[1]).toBeNaN();
  });
});

describe('texts', () => {
  it('say how much a description tells', () => {
    const list = ['Parts and accessories for cars', '', undefined].map((description) => ({ item: { description } }));
    expect(featureOf('text.tokens', list)).toEqual([3, 0, Number.NaN]);
    expect(featureOf('text.genericShare', list)).toEqual([expect.closeTo(2 / 3, 6), 1, Number.NaN]);
  });

  it('say what rights say, and nothing without any', () => {
    const list = ['VELMONTE bag', 'V3LMONTE bag', 'bag'].map((description) => ({ item: { description } }));
    const rights = new RightsRegister(key);
    rights.add(makeRight());
    expect(featureOf('text.brandNamed', list, { rights })).toEqual([1, 2, 0]);
    expect(featureOf('text.brandUnauthorised', list, { rights })).toEqual([1, 1, Number.NaN]);
    expect(featureOf('text.brandNamed', list)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('carry the past of a brand from one item to the next', () => {
    const rights = new RightsRegister(key);
    rights.add(makeRight());
    const list = ['VELMONTE bag', 'V3LMONTE purse', 'velmonte belt'].map((description) => ({ item: { description } }));
    const results = [true, false, undefined];
    expect(featureOf('brand.seen', list, { rights })).toEqual([0, 1, 2]);
    expect(featureOf('brand.positive', list, { rights, results })).toEqual([0, 1, 1]);
    expect(featureOf('brand.examined', list, { rights, results })).toEqual([0, 1, 2]);
  });
});

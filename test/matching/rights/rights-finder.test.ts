import { describe, expect, it } from 'vitest';
import type { RightsRecord } from '../../../src/domain/rights-record.ts';
import { RightsFinder } from '../../../src/matching/rights/rights-finder.ts';
import { makeParties, makeParty, makeRecord, type RecordChanges } from '../../factories/goods-item-record.ts';
import { dayMoment, makeRight } from '../../factories/rights-record.ts';

const find = (rights: readonly Partial<RightsRecord>[], changes: RecordChanges = {}) =>
  new RightsFinder(rights.map((right, index) => makeRight({ id: `R${index}`, ...right }))).find(
    makeRecord({ ...changes, item: { description: 'VELMONTE shoes', ...changes.item } }),
  );

describe('RightsFinder', () => {
  it('finds a right in force: actionable', () => {
    expect(find([{}])).toEqual({
      finding: 'actionable',
      brand: 'Velmonte',
      isMisspelt: false,
      isPartyAuthorised: false,
      rights: [
        { id: 'R0', rightHolder: 'Holder of rights', iprType: 'trade-mark', acceptsSmallConsignments: undefined },
      ],
    });
    expect(find([{}], { item: { description: 'velm0nte shoes' } })).toMatchObject({
      finding: 'actionable',
      isMisspelt: true,
    });
    expect(find([{}], { item: { description: undefined, brand: 'Velmonte' } })).toMatchObject({
      finding: 'actionable',
    });
  });

  it.each<[string, Partial<RightsRecord>, RecordChanges]>([
    ['ended before', { validTo: dayMoment(17_999) }, {}],
    ['begins later', { validFrom: dayMoment(18_001) }, {}],
    ['holds elsewhere', { territories: ['US', 'EU'] }, {}],
    ['is for other goods', { hsPrefixes: ['4202'] }, {}],
  ])('names a brand whose right %s: ex officio only', (_, right, changes) => {
    expect(find([right], changes)).toMatchObject({ finding: 'ex-officio-only', brand: 'Velmonte', rights: [] });
    expect(find([right, { brand: 'VELMONTE' }], changes).rights.map(({ id }) => id)).toEqual(['R1']);
  });

  it('counts the last day, the member states of the Union, and prefixes in either direction', () => {
    expect(find([{ validFrom: dayMoment(18_000), validTo: dayMoment(18_000) }]).finding).toBe('actionable');
    expect(find([{ territories: ['EU'] }], { consignment: { destinationCountry: 'DE' } }).finding).toBe('actionable');
    expect(find([{ hsPrefixes: ['6403'] }]).finding).toBe('actionable');
    expect(find([{ hsPrefixes: ['6403'] }], { item: { hsCode: '64' } }).finding).toBe('actionable');
  });

  it('finds no right where no registered brand is named', () => {
    const none = {
      finding: 'no-right-found',
      brand: undefined,
      isMisspelt: false,
      isPartyAuthorised: false,
      rights: [],
    };
    expect(find([])).toEqual(none);
    expect(find([{ brand: undefined }])).toEqual(none);
    expect(find([{}], { item: { description: 'leather shoes' } })).toEqual(none);
    expect(find([{}], { item: { description: undefined } })).toEqual(none);
  });

  it('says where a party may deal in the goods, by identifier or by name', () => {
    const seller = { ...makeParty('S1'), name: 'Bright Harbour Trading Co., Ltd.' };
    const parties = { ...makeParties({}), seller };
    const by = (authorisedParties: readonly string[]) => find([{ authorisedParties }], { consignment: { parties } });
    expect(by(['S1']).isPartyAuthorised).toBe(true);
    expect(by(['BRIGHT HARBOUR TRADING']).isPartyAuthorised).toBe(true);
    expect(by(['Somebody Else'])).toMatchObject({ finding: 'actionable', isPartyAuthorised: false });
  });
});

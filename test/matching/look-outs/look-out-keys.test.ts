import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookOutKeys } from '../../../src/matching/look-outs/look-out-keys.ts';
import { subjectsOfItem, subjectsOfMeasure } from '../../../src/matching/look-outs/look-out-subjects.ts';
import { routeKey } from '../../../src/matching/look-outs/route-key.ts';
import { makeParties, makeRecord } from '../../factories/goods-item-record.ts';
import { makeMeasure } from '../../factories/measure-record.ts';
import { makeSeller } from '../../factories/traded-records.ts';

describe('look-outs by their keys', () => {
  it('the same goods item again meets every subject that a find of it makes', () => {
    const texts = fc.option(fc.string({ maxLength: 30 }), { nil: undefined });
    const parties = fc
      .record({ id: texts, name: texts, address: texts, phone: texts })
      .map((changes) => makeSeller(changes));
    fc.assert(
      fc.property(parties, parties, parties, (seller, consignor, consignee) => {
        const record = makeRecord({ consignment: { parties: { ...makeParties({}), seller, consignor, consignee } } });
        const keys = new Set(lookOutKeys(record));
        const subjects = subjectsOfItem(record);
        expect(subjects.every(({ key }) => keys.has(key))).toBe(true);
        expect(new Set(subjects.map(({ key }) => key)).size).toBe(subjects.length);
      }),
    );
  });

  it('make no subject of a private recipient, and none of what says too little', () => {
    const consignee = makeSeller({ partyKind: 'natural' });
    const deliveryAddress = makeSeller({ partyKind: 'unknown' });
    const record = makeRecord({
      consignment: { parties: { ...makeParties({}), consignee, deliveryAddress } },
      item: { hsCode: '64' },
    });
    expect(subjectsOfItem(record)).toEqual([]);
    // They are met all the same where the find was of a business there.
    expect(lookOutKeys(record).map((key) => key.split(':')[0])).toEqual(['address', 'phone']);
  });

  it('read a measure by what was found', () => {
    const measure = makeMeasure({ parties: { ...makeParties({}), consignor: makeSeller({ id: undefined }) } });
    const goods = { ...measure.actualGoods, hsCode: '420222' };
    expect(
      subjectsOfMeasure({ ...measure, actualGoods: goods })
        .map(({ kind, grade }) => `${kind} ${grade}`)
        .sort(),
    ).toEqual(['address strong', 'phone strong', 'route weak', 'sender fair']);
    expect(subjectsOfMeasure({ ...measure, actualGoods: goods }).at(-1)!.key).toBe('route:CN|CN|4202');
  });

  it('need origin, departure and heading for a route', () => {
    const route = { originCountry: 'CN', departureCountry: 'HK', hsCode: '640399' };
    expect(routeKey(route)).toBe('route:CN|HK|6403');
    expect(routeKey({ ...route, hsCode: '64' })).toBeUndefined();
    expect(routeKey({ ...route, originCountry: undefined })).toBeUndefined();
    expect(routeKey({ ...route, departureCountry: undefined })).toBeUndefined();
  });
});

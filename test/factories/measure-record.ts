/** Measures for tests. */
import { defaultHandling } from '../../src/domain/handling.ts';
import type { Measure } from '../../src/domain/measure.ts';
import { makeParties } from './goods-item-record.ts';

/** Returns a seizure of shoes that was confirmed. */
export function makeMeasure(
  changes: Partial<Measure> & { readonly reference?: string; readonly day?: number } = {},
): Measure {
  const { reference = 'R1', day = 18_002, ...rest } = changes;
  const at = { epochMs: day * 86_400_000, precision: 'day' } as const;
  const goods = { hsCode: '640399', description: undefined, quantity: undefined, unitCode: undefined };
  return {
    kind: 'measure',
    origin: { file: 'test', row: 1 },
    id: `TEST/M-${reference}`,
    agency: 'TEST',
    measureKind: 'seizure',
    references: {
      declaration: reference,
      houseBill: undefined,
      airWaybill: undefined,
      masterBill: undefined,
      s10: undefined,
    },
    itemNumber: 1,
    occurredAt: at,
    knownAt: at,
    outcome: 'confirmed',
    iprType: 'trade-mark',
    brand: undefined,
    rightHolder: undefined,
    declaredGoods: goods,
    actualGoods: goods,
    valueAmount: undefined,
    currency: undefined,
    valueBasis: undefined,
    office: undefined,
    mode: undefined,
    originCountry: 'CN',
    departureCountry: 'CN',
    transitCountries: [],
    destinationCountry: 'KR',
    parties: makeParties({}),
    concealment: undefined,
    detectionMethod: 'risk-profile',
    isRetracted: false,
    handling: defaultHandling('TEST'),
    ...rest,
  };
}

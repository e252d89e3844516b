/** Rights records for tests: a plain one, changed where a test cares. */
import { defaultHandling } from '../../src/domain/handling.ts';
import type { Moment } from '../../src/domain/moment.ts';
import type { RightsRecord } from '../../src/domain/rights-record.ts';

/** Returns a day since the epoch as a moment without a time. */
export function dayMoment(day: number): Moment {
  return { epochMs: day * 86_400_000, precision: 'day' };
}

/** Returns a right that is known and holds from day 17000 on, anywhere and for all goods, with nobody authorised. */
export function makeRight(changes: Partial<RightsRecord> = {}): RightsRecord {
  return {
    kind: 'rights-record',
    origin: { file: 'test', row: 1 },
    id: 'RIGHT-1',
    agency: 'TEST',
    rightHolder: 'Holder of rights',
    iprType: 'trade-mark',
    brand: 'Velmonte',
    territories: [],
    hsPrefixes: [],
    validFrom: dayMoment(17_000),
    validTo: undefined,
    knownAt: dayMoment(17_000),
    authorisedParties: [],
    contactName: undefined,
    contactPhone: undefined,
    contactEmail: undefined,
    identificationNotes: undefined,
    acceptsSmallConsignments: undefined,
    handling: defaultHandling('TEST'),
    ...changes,
  };
}

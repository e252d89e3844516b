import { expect, it } from 'vitest';
import type { RecordKind, SourceRecord } from '../../src/domain/record.ts';
import { findRights } from '../../src/services/find-rights.ts';
import { makeRecord } from '../factories/goods-item-record.ts';
import { dayMoment, makeRight } from '../factories/rights-record.ts';

it('follows rights as they become known, and tells what was known at a moment', async () => {
  const rights: SourceRecord[] = [];
  const store = {
    facts: {
      async *currentRecords(kinds: readonly RecordKind[]) {
        expect(kinds).toEqual(['rights-record']);
        yield rights;
      },
    },
  };
  const records = [makeRecord({ item: { description: 'VELMONTE bag' } }), makeRecord({ item: { description: 'bag' } })];
  const found = async (asOfMs?: number) => (await findRights(store, records, asOfMs))?.map(({ finding }) => finding);
  expect(await found()).toBeUndefined();
  // It became known after the goods were declared, and holds for them.
  rights.push(makeRight({ knownAt: dayMoment(18_500) }));
  expect(await found()).toEqual(['actionable', 'no-right-found']);
  expect(await found(dayMoment(18_499).epochMs)).toBeUndefined();
  expect(await found(dayMoment(18_500).epochMs)).toEqual(['actionable', 'no-right-found']);
});

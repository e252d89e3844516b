import { describe, expect, it } from 'vitest';
import { createTouchstoneWriter } from '../../../src/synthetic/writers/write-touchstone.ts';
import { createRng } from '../../../src/util/rng.ts';
import { readRendered } from '../../factories/read-rendered.ts';
import { smallWorldFacts } from '../../factories/small-world.ts';

const facts = smallWorldFacts(8);

describe('createTouchstoneWriter', () => {
  it.each([
    ['touchstone-declarations.csv', 'declaration'],
    ['touchstone-manifests.csv', 'manifest'],
    ['touchstone-examinations.csv', 'examination'],
    ['touchstone-measures.csv', 'measure'],
    ['rights-records.csv', 'rights-record'],
  ])('writes records that our own profile reads: %s', async (table, kind) => {
    const read = await readRendered(createTouchstoneWriter(createRng(1)), facts, { table, profile: 'touchstone' });
    expect(read.rejects).toEqual([]);
    expect(read.ignoredColumns).toEqual([]);
    expect(read.records.length).toBeGreaterThan(5);
    expect(read.records.every((record) => record.kind === kind)).toBe(true);
  });
});

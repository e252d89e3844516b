import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineHandling, defaultHandling, type Handling, parseTlp, tlpLabels } from '../../src/domain/handling.ts';

const handlings: fc.Arbitrary<Handling> = fc.record({
  ownerAgency: fc.constantFrom('A', 'B', 'C'),
  tlp: fc.constantFrom(...tlpLabels),
  sourceGrade: fc.constantFrom('A', 'B', 'C', 'D', 'X'),
  informationGrade: fc.constantFrom(1, 2, 3, 4),
  europolCodes: fc.uniqueArray(fc.constantFrom('H0', 'H1', 'H2', 'H3')).map((codes) => codes.sort()),
  nationalMarking: fc.constantFrom(undefined, 'OFFICIAL', 'RESTREINT'),
  isOriginatorControlled: fc.boolean(),
  purposes: fc
    .uniqueArray(fc.constantFrom('risk-analysis', 'investigation', 'statistics'))
    .map((purposes) => purposes.sort()),
  expiresOn: fc.constantFrom(undefined, '2026-01-01', '2027-01-01'),
}) as fc.Arbitrary<Handling>;

describe('combineHandling', () => {
  it('does not depend on order or grouping, and changes nothing twice', () => {
    fc.assert(
      fc.property(handlings, handlings, handlings, (a, b, c) => {
        expect(combineHandling(a, b)).toEqual(combineHandling(b, a));
        expect(combineHandling(combineHandling(a, b), c)).toEqual(combineHandling(a, combineHandling(b, c)));
        expect(combineHandling(a, a)).toEqual(a);
      }),
    );
  });

  it('is never wider than either', () => {
    fc.assert(
      fc.property(handlings, handlings, (a, b) => {
        const both = combineHandling(a, b);
        expect(tlpLabels.indexOf(both.tlp)).toBeGreaterThanOrEqual(
          Math.max(tlpLabels.indexOf(a.tlp), tlpLabels.indexOf(b.tlp)),
        );
        for (const purpose of both.purposes)
          expect(a.purposes.includes(purpose) && b.purposes.includes(purpose)).toBe(true);
        expect(both.isOriginatorControlled).toBe(a.isOriginatorControlled || b.isOriginatorControlled);
      }),
    );
  });
});

describe('parseTlp', () => {
  it('takes 2.0 labels and the old name of CLEAR', () => {
    expect(parseTlp('tlp:amber+strict')).toBe('TLP:AMBER+STRICT');
    expect(parseTlp('TLP:WHITE')).toBe('TLP:CLEAR');
    expect(parseTlp('secret')).toBeUndefined();
  });
});

describe('defaultHandling', () => {
  it('keeps to the owner', () =>
    expect(defaultHandling('A')).toMatchObject({ ownerAgency: 'A', tlp: 'TLP:AMBER+STRICT', purposes: [] }));
});

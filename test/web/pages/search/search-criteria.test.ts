import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchQuery } from '../../../../src/http/schemas/consignments.ts';
import {
  type Criteria,
  criteriaNames,
  criteriaRequest,
  hasCriteria,
  parseCriteria,
} from '../../../../src/web/pages/search/search-criteria.ts';

const none = parseCriteria(new URLSearchParams());

describe('criteria of the search', () => {
  it('come back from the address as they went into it', () => {
    const text = fc.string({ maxLength: 40, unit: 'grapheme' });
    const any = fc.record(Object.fromEntries(criteriaNames.map((name) => [name, text])) as Record<string, typeof text>);
    fc.assert(
      fc.property(any, (criteria) => {
        const query = new URLSearchParams(Object.entries(criteria).filter(([, value]) => value !== ''));
        expect(parseCriteria(query)).toEqual(criteria);
        expect(hasCriteria(criteria as Criteria)).toBe(Object.values(criteria).some((value) => value.trim() !== ''));
      }),
    );
  });

  it('make a query that the service takes, with the last day included', () => {
    const request = criteriaRequest({ ...none, hs: '64.04 11', from: '2026-03-28', to: '2026-03-29', minScore: '0' });
    const { fromMs, toMs, ...rest } = searchQuery.parse(
      Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)),
    );
    expect(rest).toEqual({ hsPrefix: '640411', minScore: 0, limit: 50 });
    expect([fromMs, toMs]).toEqual([new Date(2026, 2, 28).getTime(), new Date(2026, 2, 30).getTime()]);
  });

  it('ask nothing where nothing, or no day, is named', () => {
    expect(hasCriteria(none)).toBe(false);
    expect(Object.values(criteriaRequest({ ...none, from: 'yesterday' })).every((value) => value === undefined)).toBe(
      true,
    );
  });
});

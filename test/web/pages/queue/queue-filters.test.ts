import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queueQuery } from '../../../../src/http/schemas/queue.ts';
import {
  filtersQuery,
  filtersRequest,
  isNarrowed,
  noFilters,
  parseFilters,
  queueViews,
} from '../../../../src/web/pages/queue/queue-filters.ts';

const filters = fc.record({
  view: fc.constantFrom(...queueViews),
  lanes: fc.subarray(['red', 'yellow', 'blue', 'green'] as const),
  office: fc.string({ maxLength: 20, unit: 'grapheme' }),
  channel: fc.string({ maxLength: 20 }),
  hsPrefix: fc.oneof(fc.constant(''), fc.stringMatching(/^\d{2,10}$/)),
  text: fc.string({ maxLength: 40 }),
  targetsOnly: fc.boolean(),
});

describe('filters of the queue', () => {
  it('come back from the address as they went into it', () => {
    fc.assert(
      fc.property(filters, (each) => {
        expect(parseFilters(filtersQuery(each))).toEqual(each);
      }),
    );
  });

  it('are left out of the address where they filter nothing', () => {
    expect(filtersQuery(noFilters)).toBe('');
    expect(filtersQuery({ ...noFilters, lanes: ['red', 'blue'], targetsOnly: true })).toBe(
      'lane=red&lane=blue&targets=only',
    );
  });

  it('make nothing of an address that makes no sense', () => {
    expect(parseFilters('?view=secret&lane=purple&hs=12a&targets=yes')).toEqual(noFilters);
  });

  it('are a query that the service takes', () => {
    const given = {
      ...noFilters,
      lanes: ['red'] as const,
      office: 'AU2001',
      hsPrefix: '6404',
      text: ' kestrel ',
      targetsOnly: true,
    };
    const { limit, ...taken } = queueQuery.parse(filtersRequest(given));
    expect(limit).toBe(100);
    expect(taken).toEqual({
      state: 'waiting',
      lane: ['red'],
      office: 'AU2001',
      hsPrefix: '6404',
      text: 'kestrel',
      targetsOnly: 'true',
    });
    expect(queueQuery.parse(filtersRequest(noFilters))).toEqual({ state: 'waiting', limit: 100 });
  });

  it('tell whether anything but the view is narrowed', () => {
    expect(isNarrowed({ ...noFilters, view: 'all' })).toBe(false);
    expect(isNarrowed({ ...noFilters, view: 'all', text: 'x' })).toBe(true);
  });
});

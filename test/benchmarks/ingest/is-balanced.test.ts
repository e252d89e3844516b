import { describe, expect, it } from 'vitest';
import { compareFacts } from '../../../benchmarks/ingest/fact-counts.ts';
import { isBalanced } from '../../../benchmarks/ingest/is-balanced.ts';

const loaded = {
  id: 1,
  state: 'loaded',
  rowsTotal: 10,
  rowsDone: 10,
  accepted: 8,
  rejected: 2,
  added: 5,
  revised: 2,
  duplicate: 1,
  quarantined: 2,
  facts: 7,
} as const;

describe('isBalanced', () => {
  it('holds for a loaded batch, for one cut off between two chunks, and for one that was refused', () => {
    expect(isBalanced(loaded)).toBe(true);
    expect(isBalanced({ ...loaded, state: 'loading', rowsTotal: 20 })).toBe(true);
    const nothing = { accepted: 0, rejected: 0, added: 0, revised: 0, duplicate: 0, quarantined: 0, facts: 0 };
    expect(isBalanced({ ...loaded, ...nothing, state: 'refused', rowsDone: 0 })).toBe(true);
  });

  it.each([
    { rowsTotal: 11 },
    { facts: 6 },
    { facts: 8 },
    { quarantined: 1 },
    { duplicate: 2 },
    { state: 'loading', rowsDone: 9 },
    { state: 'refused' },
  ] as const)('sees %o', (change) => {
    expect(isBalanced({ ...loaded, ...change })).toBe(false);
  });
});

it('tells lost facts from doubled ones', () => {
  const wanted = new Map([
    ['a', 1],
    ['b', 1],
    ['c', 2],
  ]);
  const found = new Map([
    ['a', 2],
    ['c', 1],
    ['d', 1],
  ]);
  expect(compareFacts(wanted, found)).toEqual({ lost: 2, doubled: 2 });
  expect(compareFacts(wanted, wanted)).toEqual({ lost: 0, doubled: 0 });
});

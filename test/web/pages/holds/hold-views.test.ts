import { describe, expect, it } from 'vitest';
import { holdStates } from '../../../../src/domain/hold.ts';
import type { Hold } from '../../../../src/web/api/contract.ts';
import { byUrgency, goodsNames, holdViews, statesOf } from '../../../../src/web/pages/holds/hold-views.ts';

const hold = (id: number, state: Hold['state'], releaseCutOffMs?: number): Hold => ({
  id,
  caseId: id,
  reference: `H-${id}`,
  control: 'scan',
  state,
  operator: 'Quay',
  goods: { containers: [], releaseCutOffMs },
  requestedAtMs: 0,
  visibleFromMs: 0,
  acknowledgedAtMs: null,
  endedAtMs: null,
});

describe('views of holds', () => {
  it('show every state that an operator can cause, each in one view beside all', () => {
    const shown = holdViews.flatMap(([view]) => (view === 'all' ? [] : statesOf(view)));
    expect([...shown].sort()).toEqual(holdStates.filter((state) => state !== 'withdrawn').sort());
    expect(statesOf('all')).toEqual(holdStates);
  });

  it('put the nearest cut-off first, then those without one, those that have passed, and what has ended', () => {
    const holds = [
      hold(1, 'held', 150),
      hold(2, 'requested', 50),
      hold(3, 'requested'),
      hold(4, 'acknowledged', 300),
      hold(5, 'requested', 200),
      hold(6, 'requested', 200),
    ];
    expect([...holds].sort(byUrgency(100)).map(({ id }) => id)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('name goods by what is known of them', () => {
    expect(goodsNames({ containers: ['A', 'B'], houseBill: 'X' })).toEqual([
      ['House bill', 'X'],
      ['Container', 'A, B'],
    ]);
    expect(goodsNames({ containers: [] })).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCapacity } from '../../src/ranking/capacity.ts';
import { rankTargets } from '../../src/ranking/rank-targets.ts';
import { defaultPolicy, randomCandidates } from '../factories/ranking-candidate.ts';

const capacity = parseCapacity('c.yaml', 'capacity:\n  - examinations: 10\n');

describe('what has its place already', () => {
  it('is selected, and leaves the others what is left of the capacity', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 10 }), (seed, count) => {
        const candidates = randomCandidates(seed, 60);
        // The worst of all, which nobody would select otherwise.
        const worst = [...candidates].sort((a, b) => a.probability - b.probability).slice(0, count);
        const taken = new Set(worst.map(({ consignmentId }) => consignmentId));
        const { ranked, cells } = rankTargets({ candidates, capacity, policy: defaultPolicy, seed, taken });
        const selected = ranked.filter(({ isSelected }) => isSelected);
        const ids = new Set(selected.map(({ candidate }) => candidate.consignmentId));
        for (const id of taken) expect(ids.has(id)).toBe(true);
        const drawn = selected.filter(({ source }) => source === 'random').length;
        expect(selected.length).toBeLessThanOrEqual(Math.max(10, taken.size + drawn));
        expect(cells).toMatchObject([{ examinations: 10 }]);
      }),
      { numRuns: 40 },
    );
  });

  it('may be more than the capacity, which is no fault of this ranking', () => {
    const candidates = randomCandidates(3, 30);
    const taken = new Set(candidates.slice(0, 15).map(({ consignmentId }) => consignmentId));
    const { ranked } = rankTargets({ candidates, capacity, policy: defaultPolicy, seed: 3, taken });
    const others = ranked.filter(({ isSelected, candidate }) => isSelected && !taken.has(candidate.consignmentId));
    expect(others.every(({ source }) => source === 'random')).toBe(true);
  });
});

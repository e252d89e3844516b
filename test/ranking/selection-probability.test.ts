import { describe, expect, it } from 'vitest';
import { hypergeometricAtLeast, selectionProbability } from '../../src/ranking/selection-probability.ts';

describe('hypergeometricAtLeast', () => {
  it('counts hands', () => {
    const urn = { population: 5, marked: 2, draws: 2 };
    expect(hypergeometricAtLeast(urn, 0)).toBe(1);
    expect(hypergeometricAtLeast(urn, 1)).toBeCloseTo(0.7, 12);
    expect(hypergeometricAtLeast(urn, 2)).toBeCloseTo(0.1, 12);
    expect(hypergeometricAtLeast(urn, 3)).toBe(0);
  });

  it('stays exact for a hundred thousand rows', () => {
    const sizes = { eligible: 100_000, capacity: 1000, manual: 0, slice: 100 };
    let sum = 0;
    for (let better = 0; better < sizes.eligible; better++) sum += selectionProbability(sizes, better);
    expect(sum).toBeCloseTo(1000, 3);
  });
});

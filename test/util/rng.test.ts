import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/util/rng.ts';

const draws = (seed: number, count = 5): number[] => {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => rng.next());
};

describe('createRng', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
    expect(draws(2 ** 40)).not.toEqual(draws(0));
  });

  it('draws evenly from [0, 1)', () => {
    const values = draws(1, 20_000);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    const mean = values.reduce((a, b) => a + b) / values.length;
    // Standard error of the mean of 20,000 uniform draws is 0.002.
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
  });

  it('draws normal numbers with mean 0 and variance 1', () => {
    const rng = createRng(3);
    const values = Array.from({ length: 20_000 }, () => rng.nextNormal());
    const mean = values.reduce((a, b) => a + b) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.04);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });

  it('forks by purpose, whatever was drawn before', () => {
    const rng = createRng(5);
    const early = rng.fork('rows').next();
    rng.next();
    expect(rng.fork('rows').next()).toBe(early);
    expect(rng.fork('columns').next()).not.toBe(early);
  });
});

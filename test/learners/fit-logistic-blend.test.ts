import { describe, expect, it } from 'vitest';
import { fitLogisticBlend } from '../../src/learners/fit-logistic-blend.ts';
import { createRng } from '../../src/util/rng.ts';

describe('fitLogisticBlend', () => {
  const rng = createRng(1);
  const good = Float64Array.from({ length: 3000 }, () => rng.nextNormal() * 2);
  const noise = Float64Array.from({ length: 3000 }, () => rng.nextNormal() * 2);
  const labels = Uint8Array.from(good, (margin) => Number(rng.next() < 1 / (1 + Math.exp(-margin))));
  const rows = Uint32Array.from(good.keys());

  it('weighs what predicts and not what does not', () => {
    const { weights } = fitLogisticBlend([good, noise], labels, rows);
    expect(weights[0]).toBeGreaterThan(0.85);
    expect(weights[1]).toBeLessThan(0.1);
  });

  it('never weighs below zero', () => {
    const inverse = good.map((margin) => -margin);
    const { weights } = fitLogisticBlend([good, inverse], labels, rows);
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
  });

  it('splits evenly between equals', () => {
    const { weights } = fitLogisticBlend([good, good.slice()], labels, rows);
    expect(weights[0]).toBeCloseTo(weights[1]!, 2);
  });
});

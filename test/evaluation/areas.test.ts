import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderPr } from '../../src/evaluation/area-under-pr.ts';
import { areaUnderRoc } from '../../src/evaluation/area-under-roc.ts';

const rows = fc.array(fc.record({ score: fc.integer({ min: 0, max: 6 }), label: fc.integer({ min: 0, max: 1 }) }), {
  maxLength: 40,
});
const columns = (table: { score: number; label: number }[]) => ({
  scores: Float64Array.from(table, ({ score }) => score),
  labels: Uint8Array.from(table, ({ label }) => label),
});

/** Share of pairs of a positive and a negative that are in order, ties counting half. */
function aucByPairs(scores: Float64Array, labels: Uint8Array): number {
  let pairs = 0;
  let sum = 0;
  for (let a = 0; a < labels.length; a++) {
    for (let b = 0; b < labels.length; b++) {
      if (labels[a] !== 1 || labels[b] !== 0) continue;
      pairs++;
      sum += scores[a]! > scores[b]! ? 1 : scores[a] === scores[b] ? 0.5 : 0;
    }
  }
  return sum / pairs;
}

/** Sum over distinct scores of recall gained there × precision down to there. */
function prByThresholds(scores: Float64Array, labels: Uint8Array): number {
  const positives = labels.reduce((sum, label) => sum + label, 0);
  let before = 0;
  let area = 0;
  for (const threshold of [...new Set(scores)].sort((a, b) => b - a)) {
    const above = [...labels].filter((_, row) => scores[row]! >= threshold);
    const found = above.reduce((sum, label) => sum + label, 0);
    area += ((found - before) / positives) * (found / above.length);
    before = found;
  }
  return area;
}

describe('areas under curves', () => {
  it('agree with counting, ties included', () => {
    fc.assert(
      fc.property(rows, (table) => {
        const { scores, labels } = columns(table);
        const positives = labels.reduce((sum, label) => sum + label, 0);
        const auc = areaUnderRoc(scores, labels);
        const pr = areaUnderPr(scores, labels);
        if (positives === 0 || positives === labels.length) expect(auc).toBeNaN();
        else expect(auc).toBeCloseTo(aucByPairs(scores, labels), 12);
        if (positives === 0) expect(pr).toBeNaN();
        else expect(pr).toBeCloseTo(prByThresholds(scores, labels), 12);
      }),
    );
  });

  it('count a missing score as the lowest', () => {
    expect(areaUnderRoc(Float64Array.from([Number.NaN, 1, 2]), Uint8Array.from([0, 1, 1]))).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { selectionWeights } from '../../src/learners/selection-weights.ts';
import { createRng } from '../../src/util/rng.ts';

const rowCount = 4000;

/** Rows of which those with a high first value are looked at ten times as often. */
function makeWindow() {
  const rng = createRng(2);
  const columns = [0, 1].map(() => Float32Array.from({ length: rowCount }, () => rng.nextNormal()));
  const rows = Uint32Array.from({ length: rowCount }, (_, row) => row);
  const labelled = rows.filter((row) => rng.next() < (columns[0]![row]! > 0 ? 0.5 : 0.05));
  return { matrix: { rowCount, columnNames: ['a', 'b'], columns }, labelled };
}

describe('selectionWeights', () => {
  it('lets rows that were seldom looked at count for more, within a factor of five of the mean', () => {
    const { matrix, labelled } = makeWindow();
    const weights = selectionWeights(matrix, labelled, { maximumBins: 64, rng: createRng(1) });
    const meanOf = (rows: Uint32Array): number => rows.reduce((sum, row) => sum + weights[row]!, 0) / rows.length;
    const often = labelled.filter((row) => matrix.columns[0]![row]! > 0.2);
    const seldom = labelled.filter((row) => matrix.columns[0]![row]! < -0.2);
    // Chances of 0.5 and 0.05 about a mean of 0.275.
    expect(meanOf(often)).toBeCloseTo(0.55, 1);
    expect(meanOf(seldom)).toBeGreaterThan(3);
    for (const row of labelled) {
      expect(weights[row]).toBeGreaterThanOrEqual(0.2);
      expect(weights[row]).toBeLessThanOrEqual(5);
    }
  });

  it('is 0 for rows without a result, and the same for the same seed', () => {
    const { matrix, labelled } = makeWindow();
    const options = { maximumBins: 64, rng: createRng(1) };
    const weights = selectionWeights(matrix, labelled, options);
    expect(weights.filter((weight) => weight > 0)).toHaveLength(labelled.length);
    expect(selectionWeights(matrix, labelled, { maximumBins: 64, rng: createRng(1) })).toEqual(weights);
  });

  it('counts all rows alike where every row has a result', () => {
    const { matrix } = makeWindow();
    const all = Uint32Array.from({ length: rowCount }, (_, row) => row);
    const weights = selectionWeights(matrix, all, { maximumBins: 64, rng: createRng(1) });
    expect(weights.every((weight) => weight === 1)).toBe(true);
  });
});

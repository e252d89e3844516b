import { describe, expect, it } from 'vitest';
import { binMatrix } from '../../src/learners/bin-matrix.ts';
import { type BoostingOptions, fitBoostedTrees } from '../../src/learners/fit-boosted-trees.ts';
import { ensembleFault } from '../../src/models/check-ensemble.ts';
import { predictEnsemble } from '../../src/models/predict-ensemble.ts';
import { createRng } from '../../src/util/rng.ts';

const options: BoostingOptions = {
  treeCount: 40,
  depth: 4,
  learningRate: 0.2,
  rowShare: 0.8,
  columnShare: 0.8,
  penalty: 1,
  minimumCurvature: 1,
  minimumGain: 0,
};

function makeProblem(rowCount: number, seed = 1) {
  const rng = createRng(seed);
  const columns = Array.from({ length: 5 }, () =>
    Float32Array.from({ length: rowCount }, () => (rng.next() < 0.1 ? Number.NaN : rng.nextNormal())),
  );
  const labels = Uint8Array.from({ length: rowCount }, (_, row) => {
    const a = columns[0]![row]!;
    const b = columns[1]![row]!;
    // Missing values of the first column mean something, as they do in declarations.
    const signal = (Number.isNaN(a) ? 1.5 : a > 0 ? 1 : -1) * (Number.isNaN(b) ? 0.5 : b > 0.3 ? 1 : 0.2) * 2;
    return Number(rng.next() < 1 / (1 + Math.exp(-signal)));
  });
  return { matrix: { rowCount, columnNames: ['a', 'b', 'c', 'd', 'e'], columns }, labels };
}

const all = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, index) => index);

function fitSynthetic(rowCount: number, seed = 1, changes: Partial<BoostingOptions> = {}) {
  const { matrix, labels } = makeProblem(rowCount);
  const trainRows = all(rowCount).subarray(0, Math.floor(rowCount * 0.7));
  const validationRows = all(rowCount).subarray(trainRows.length);
  const binned = binMatrix(matrix, {
    featureIndexes: Int32Array.from([0, 1, 2, 3, 4]),
    rows: trainRows,
    maximumBins: 255,
  });
  const fitted = fitBoostedTrees({
    binned,
    labels,
    trainRows,
    validationRows,
    options: { ...options, ...changes },
    rng: createRng(seed),
  });
  return { fitted, matrix, labels, validationRows };
}

function accuracy(margins: Float64Array, labels: Uint8Array, rows: Uint32Array): number {
  let right = 0;
  for (const row of rows) right += Number(margins[row]! > 0 === (labels[row] === 1));
  return right / rows.length;
}

describe('fitBoostedTrees', () => {
  it('learns an interaction with missing values on rows it has not seen', () => {
    const { fitted, labels, validationRows } = fitSynthetic(4000);
    expect(accuracy(fitted.margins, labels, validationRows)).toBeGreaterThan(0.69);
    expect(fitted.treeCount).toBeGreaterThan(3);
  });

  it('is the same for the same seed and another for another', () => {
    expect(fitSynthetic(600, 3).fitted).toEqual(fitSynthetic(600, 3).fitted);
    expect(fitSynthetic(600, 3).fitted.margins).not.toEqual(fitSynthetic(600, 4).fitted.margins);
  });

  it('makes sound trees that predict the margins it was fitted with', () => {
    const { fitted, matrix } = fitSynthetic(1500, 2, { depth: 6 });
    expect(ensembleFault(fitted.ensemble, 5)).toBeUndefined();
    const margins = new Float64Array(matrix.rowCount);
    predictEnsemble(fitted.ensemble, matrix, margins);
    margins.forEach((margin, row) => {
      expect(margin).toBeCloseTo(fitted.margins[row]!, 9);
    });
  });

  it('does not depend on the order of the rows that it sums over', () => {
    const { matrix, labels } = makeProblem(500);
    const rows = all(500);
    const binned = binMatrix(matrix, { featureIndexes: Int32Array.from([0, 1, 2]), rows, maximumBins: 255 });
    const whole = { ...options, rowShare: 1, columnShare: 1, treeCount: 5 };
    const forward = fitBoostedTrees({ binned, labels, trainRows: rows, options: whole, rng: createRng(1) });
    const backward = fitBoostedTrees({
      binned,
      labels,
      trainRows: rows.slice().reverse(),
      options: whole,
      rng: createRng(1),
    });
    expect(backward.ensemble).toEqual(forward.ensemble);
  });

  it('gives the base margin alone where no split helps', () => {
    const matrix = { rowCount: 4, columnNames: ['a'], columns: [Float32Array.from([1, 1, 1, 1])] };
    const binned = binMatrix(matrix, { featureIndexes: Int32Array.from([0]), rows: all(4), maximumBins: 255 });
    expect(binned.bins).toHaveLength(0);
  });
});

describe('binMatrix', () => {
  it('keeps order, puts missing values apart and cuts between values', () => {
    const column = Float32Array.from([3, Number.NaN, 1, 2, 2]);
    const { bins, cuts } = binMatrix(
      { rowCount: 5, columnNames: ['a'], columns: [column] },
      { featureIndexes: Int32Array.from([0]), rows: all(5), maximumBins: 255 },
    );
    expect([...bins[0]!]).toEqual([3, 0, 1, 2, 2]);
    expect([...cuts[0]!]).toEqual([1.5, 2.5]);
  });

  it('stays within its bins on many values, and keeps neighbours that differ in one bit apart', () => {
    const rng = createRng(1);
    const column = Float32Array.from({ length: 5000 }, () => rng.nextNormal());
    const { bins, cuts } = binMatrix(
      { rowCount: 5000, columnNames: ['a'], columns: [column] },
      { featureIndexes: Int32Array.from([0]), rows: all(5000), maximumBins: 16 },
    );
    expect(cuts[0]!.length).toBe(15);
    const counts = new Array(17).fill(0);
    for (const bin of bins[0]!) counts[bin]++;
    expect(Math.max(...counts)).toBeLessThan(2 * (5000 / 16));
    const close = Float32Array.from([1, 1.0000001192092896]);
    expect([
      ...binMatrix(
        { rowCount: 2, columnNames: ['a'], columns: [close] },
        { featureIndexes: Int32Array.from([0]), rows: all(2), maximumBins: 255 },
      ).bins[0]!,
    ]).toEqual([1, 2]);
  });
});

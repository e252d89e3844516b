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

describe('weights of fitBoostedTrees', () => {
  const whole = { ...options, rowShare: 1, columnShare: 1, treeCount: 8 };
  const featureIndexes = Int32Array.from([0, 1, 2, 3, 4]);
  /** A problem in which every third row stands twice, at the end again. */
  const twice = () => {
    const { matrix, labels } = makeProblem(400);
    const repeated = [...all(400)].filter((row) => row % 3 === 0);
    const columns = matrix.columns.map((column) =>
      Float32Array.from([...column, ...repeated.map((row) => column[row]!)], (value) => Math.round(value * 20) / 20),
    );
    return {
      matrix: { rowCount: 400 + repeated.length, columnNames: matrix.columnNames, columns },
      labels: Uint8Array.from([...labels, ...repeated.map((row) => labels[row]!)]),
      weights: Float64Array.from({ length: 400 + repeated.length }, (_, row) => (row % 3 === 0 ? 2 : 1)),
    };
  };

  it('makes the same trees of a row that counts twice as of two such rows', () => {
    const { matrix, labels, weights } = twice();
    // Few distinct values, so that the cuts are the same however often each stands there; large leaves, for in small ones splits gain the same.
    const shallow = { ...whole, depth: 3, minimumCurvature: 5 };
    const binned = binMatrix(matrix, { featureIndexes, rows: all(matrix.rowCount), maximumBins: 255 });
    const grow = (trainRows: Uint32Array, rowWeights?: Float64Array) =>
      fitBoostedTrees({ binned, labels, trainRows, weights: rowWeights, options: shallow, rng: createRng(1) });
    const weighed = grow(all(400), weights);
    const repeated = grow(all(matrix.rowCount));
    for (const part of ['treeOffsets', 'feature', 'threshold', 'leftChild', 'rightChild', 'missingGoesLeft'] as const)
      expect(weighed.ensemble[part], part).toEqual(repeated.ensemble[part]);
    expect(weighed.ensemble.baseMargin).toBe(repeated.ensemble.baseMargin);
    // Gradients are rounded to fixed point once for the weighed row and twice for the repeated one.
    weighed.margins.forEach((margin, row) => {
      expect(margin).toBeCloseTo(repeated.margins[row]!, 6);
    });
    const plain = grow(all(400));
    expect(plain.margins).not.toEqual(weighed.margins);
  });

  it('is the same with weights of 1 as without, and does not read those of other rows', () => {
    const { matrix, labels } = makeProblem(300);
    const trainRows = all(200);
    const binned = binMatrix(matrix, { featureIndexes, rows: trainRows, maximumBins: 255 });
    const grow = (weights?: Float64Array) =>
      fitBoostedTrees({ binned, labels, trainRows, weights, options: whole, rng: createRng(1) });
    const ones = new Float64Array(300).fill(1);
    expect(grow(ones)).toEqual(grow());
    expect(grow(ones.fill(Number.NaN, 200))).toEqual(grow());
  });

  it('learns nothing of rows that count nothing', () => {
    const { matrix, labels } = makeProblem(400);
    const binned = binMatrix(matrix, { featureIndexes, rows: all(400), maximumBins: 255 });
    const weights = Float64Array.from({ length: 400 }, (_, row) => (row < 200 ? 1 : 0));
    const grow = (of: Uint8Array) =>
      fitBoostedTrees({ binned, labels: of, trainRows: all(400), weights, options: whole, rng: createRng(1) });
    const turned = labels.map((label, row) => (row < 200 ? label : 1 - label));
    expect(grow(turned).margins).toEqual(grow(labels).margins);
  });

  it('takes a validation row that counts twice for two such rows', () => {
    const { matrix, labels } = makeProblem(600);
    const trainRows = all(400);
    const validationRows = all(600).subarray(400);
    const binned = binMatrix(matrix, { featureIndexes, rows: trainRows, maximumBins: 255 });
    const grow = (rows: Uint32Array, validationWeights?: Float64Array) =>
      fitBoostedTrees({
        binned,
        labels,
        trainRows,
        validationRows: rows,
        validationWeights,
        options: { ...whole, treeCount: 30 },
        rng: createRng(1),
      });
    const weights = Float64Array.from({ length: 600 }, (_, row) => (labels[row] === 1 ? 2 : 1));
    const weighed = grow(validationRows, weights);
    const positives = validationRows.filter((row) => labels[row] === 1);
    const repeated = grow(Uint32Array.from([...validationRows, ...positives]));
    expect(weighed.treeCount).toBe(repeated.treeCount);
    expect(weighed.validationLoss).toBeCloseTo(repeated.validationLoss, 12);
    expect(weighed.validationLoss).not.toBeCloseTo(grow(validationRows).validationLoss, 3);
    // A common factor changes nothing.
    const scaled = grow(
      validationRows,
      weights.map((weight) => weight * 4),
    );
    expect(scaled.treeCount).toBe(weighed.treeCount);
    expect(scaled.validationLoss).toBeCloseTo(weighed.validationLoss, 12);
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

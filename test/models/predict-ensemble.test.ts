import { describe, expect, it } from 'vitest';
import { predictMargins } from '../../src/models/blended-model.ts';
import { ensembleFault } from '../../src/models/check-ensemble.ts';
import type { FeatureMatrix } from '../../src/models/feature-matrix.ts';
import { predictEnsemble } from '../../src/models/predict-ensemble.ts';
import type { TreeEnsemble } from '../../src/models/tree-ensemble.ts';
import { randomEnsemble, randomMatrix } from '../factories/random-ensemble.ts';

/** One row by the definition: down each tree, adding up leaves. */
function walk(ensemble: TreeEnsemble, matrix: FeatureMatrix, row: number): number {
  let margin = ensemble.baseMargin;
  for (let tree = 0; tree + 1 < ensemble.treeOffsets.length; tree++) {
    let node = ensemble.treeOffsets[tree]!;
    while (ensemble.feature[node]! >= 0) {
      const cell = matrix.columns[ensemble.feature[node]!]![row]!;
      const isLeft = Number.isNaN(cell) ? ensemble.missingGoesLeft[node] === 1 : cell <= ensemble.threshold[node]!;
      node = isLeft ? ensemble.leftChild[node]! : ensemble.rightChild[node]!;
    }
    margin += ensemble.value[node]!;
  }
  return margin;
}

describe('predictEnsemble', () => {
  it.each([1, 2, 3, 127, 128, 129, 300])('of %i rows adds up the leaves, to the bit', (rowCount) => {
    const ensemble = randomEnsemble(rowCount, { trees: 20, depth: 6 });
    const matrix = randomMatrix(rowCount + 1, rowCount);
    expect(ensembleFault(ensemble, 4)).toBeUndefined();
    const margins = new Float64Array(rowCount);
    predictEnsemble(ensemble, matrix, margins);
    expect([...margins]).toEqual(Array.from({ length: rowCount }, (_, row) => walk(ensemble, matrix, row)));
  });

  it('gives a row alone the bits that it gets in a batch', () => {
    const ensemble = randomEnsemble(7, { trees: 30, depth: 5 });
    const matrix = randomMatrix(8, 250);
    const model = { intercept: 0.3, members: [{ name: 'a', weight: 0.7, ensemble }] };
    const batch = predictMargins(model, matrix);
    for (let row = 0; row < 250; row += 7) {
      const columns = matrix.columns.map((column) => column.subarray(row, row + 1));
      expect(predictMargins(model, { ...matrix, rowCount: 1, columns })[0]).toBe(batch[row]);
    }
  });

  it('takes infinities, no rows, and trees that are single leaves', () => {
    const ensemble = randomEnsemble(3, { trees: 3, depth: 0 });
    const margins = new Float64Array(2);
    const columns = [-Infinity, Infinity, Number.NaN, 0].map((value) => new Float32Array(2).fill(value));
    const matrix = { rowCount: 2, columnNames: ['a', 'b', 'c', 'd'], columns };
    predictEnsemble(ensemble, matrix, margins);
    expect(margins[0]).toBe(walk(ensemble, matrix, 0));
    const deep = randomEnsemble(4, { trees: 10, depth: 6 });
    predictEnsemble(deep, matrix, margins);
    expect(margins[1]).toBe(walk(deep, matrix, 1));
    expect(() => predictEnsemble(deep, { ...matrix, rowCount: 0 }, margins)).not.toThrow();
  });

  it('refuses a matrix without the columns that it splits on', () => {
    const ensemble = randomEnsemble(5, { trees: 10, depth: 6, features: 6 });
    const matrix = randomMatrix(1, 3, 2);
    expect(() => predictEnsemble(ensemble, matrix, new Float64Array(3))).toThrow(/splits on column/);
  });
});

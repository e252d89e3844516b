import { describe, expect, it } from 'vitest';
import { predictMargins } from '../../src/models/blended-model.ts';
import { blendContributions, ensembleContributions } from '../../src/models/tree-contributions.ts';
import type { TreeEnsemble } from '../../src/models/tree-ensemble.ts';
import { randomEnsemble, randomMatrix } from '../factories/random-ensemble.ts';

/** Expected margin when only the features of a coalition are known, splits on others going both ways by cover. */
function game(ensemble: TreeEnsemble, values: Float32Array, known: ReadonlySet<number>): number {
  const expected = (node: number): number => {
    const split = ensemble.feature[node]!;
    if (split < 0) return ensemble.value[node]!;
    const left = ensemble.leftChild[node]!;
    const right = ensemble.rightChild[node]!;
    if (known.has(split)) {
      const cell = values[split]!;
      const isLeft = Number.isNaN(cell) ? ensemble.missingGoesLeft[node] === 1 : cell <= ensemble.threshold[node]!;
      return expected(isLeft ? left : right);
    }
    const { cover } = ensemble;
    return (cover[left]! * expected(left) + cover[right]! * expected(right)) / cover[node]!;
  };
  let sum = ensemble.baseMargin;
  for (const root of ensemble.treeOffsets.subarray(0, -1)) sum += expected(root);
  return sum;
}

/** Shapley values by all coalitions. */
function bruteForce(ensemble: TreeEnsemble, values: Float32Array): number[] {
  const features = [...values.keys()];
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  return features.map((feature) => {
    const others = features.filter((other) => other !== feature);
    let sum = 0;
    for (let mask = 0; mask < 2 ** others.length; mask++) {
      const coalition = new Set(others.filter((_, bit) => (mask >> bit) & 1));
      const weight =
        (factorial(coalition.size) * factorial(features.length - coalition.size - 1)) / factorial(features.length);
      const without = game(ensemble, values, coalition);
      sum += weight * (game(ensemble, values, new Set([...coalition, feature])) - without);
    }
    return sum;
  });
}

describe('ensembleContributions', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('are the Shapley values of small trees (seed %i)', (seed) => {
    const ensemble = randomEnsemble(seed, { trees: 3, features: 5, depth: 1 + (seed % 6) });
    const matrix = randomMatrix(seed + 100, 12, 5);
    for (let row = 0; row < 12; row++) {
      const values = Float32Array.from(matrix.columns, (column) => column[row]!);
      const { baseMargin, byFeature } = ensembleContributions(ensemble, values);
      expect(baseMargin).toBeCloseTo(game(ensemble, values, new Set()), 9);
      for (const [feature, value] of bruteForce(ensemble, values).entries())
        expect(byFeature[feature]).toBeCloseTo(value, 9);
    }
  });
});

describe('blendContributions', () => {
  it('add up to the margin, for deep trees too', () => {
    const members = [
      { name: 'a', weight: 0.6, ensemble: randomEnsemble(1, { trees: 40, features: 9, depth: 10 }) },
      { name: 'b', weight: 1.4, ensemble: randomEnsemble(2, { trees: 30, features: 9, depth: 7 }) },
      { name: 'off', weight: 0, ensemble: randomEnsemble(3, { trees: 2, features: 9 }) },
    ];
    const model = { intercept: -0.5, members };
    const matrix = randomMatrix(4, 60, 9);
    const margins = predictMargins(model, matrix);
    for (let row = 0; row < 60; row++) {
      const values = Float32Array.from(matrix.columns, (column) => column[row]!);
      const { baseMargin, byFeature } = blendContributions(model, values);
      expect(byFeature.reduce((sum, value) => sum + value, baseMargin)).toBeCloseTo(margins[row]!, 8);
    }
  });
});

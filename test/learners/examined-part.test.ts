import { describe, expect, it } from 'vitest';
import { examinedPart } from '../../src/learners/examined-part.ts';
import { parseRecipe } from '../../src/learners/recipe.ts';
import { trainRecipe } from '../../src/learners/train-recipe.ts';
import type { FeatureMatrix } from '../../src/models/feature-matrix.ts';
import { createRng } from '../../src/util/rng.ts';

const rowCount = 2400;

/** Rows of which every third was examined; what the others would have said is drawn too, and must not matter. */
function makeWindow(rubbish: number) {
  const rng = createRng(8);
  const every = Array.from({ length: rowCount }, (_, row) => row);
  const columns = ['a', 'b'].map(() => Float32Array.from(every, () => rng.nextNormal()));
  const labels = Uint8Array.from(every, (row) => Number(rng.next() < (columns[0]![row]! > 0.5 ? 0.6 : 0.1)));
  const isExamined = (row: number): boolean => row % 3 === 0;
  for (const row of every) {
    if (isExamined(row)) continue;
    for (const column of columns) column[row] = rubbish;
    labels[row] = rubbish === 0 ? 0 : 1;
  }
  const rows = Uint32Array.from(every.filter(isExamined)).reverse();
  const matrix: FeatureMatrix = { rowCount, columnNames: ['a', 'b'], columns };
  const days = Int32Array.from(every, (row) => row);
  return { matrix, labels, rows, days, selectionWeights: Float64Array.from(every, (row) => 1 + (row % 5) / 10) };
}

const recipe = parseRecipe(
  'test',
  JSON.stringify({
    name: 'test',
    version: 1,
    description: 'For tests',
    labelState: 'confirmed',
    maximumBins: 31,
    warmUpShare: 0.1,
    tailShare: 0.4,
    patience: 10,
    stalenessDays: 0,
    selectionWeights: 'propensity',
    members: [
      {
        name: 'all',
        include: ['*'],
        boosting: {
          treeCount: 20,
          depth: 2,
          learningRate: 0.2,
          rowShare: 0.8,
          columnShare: 1,
          penalty: 1,
          minimumCurvature: 1,
          minimumGain: 0,
        },
      },
    ],
  }),
);

describe('examinedPart', () => {
  it('takes the rows in their order where they are few, and everything as it is where they are many', () => {
    const { rows, ...columns } = makeWindow(0);
    const part = examinedPart(columns, rows);
    expect(part.rows).toEqual(Uint32Array.from(rows.keys()));
    expect(part.matrix.rowCount).toBe(rows.length);
    expect(part.matrix.columns[1]).toEqual(Float32Array.from(rows, (row) => columns.matrix.columns[1]![row]!));
    expect(part.days[0]).toBe(rows[0]);
    expect(part.selectionWeights![1]).toBe(columns.selectionWeights[rows[1]!]);
    const many = Uint32Array.from({ length: rowCount / 2 }, (_, row) => row);
    expect(examinedPart(columns, many)).toEqual({ ...columns, rows: many });
  });
});

describe('trainRecipe', () => {
  it('learns nothing from rows that nobody examined, and names the rows of its tail by their place in the whole', () => {
    const one = makeWindow(0);
    const trained = trainRecipe({ recipe, ...one, rng: createRng(2) });
    expect(trained).toEqual(trainRecipe({ recipe, ...makeWindow(1000), rng: createRng(2) }));
    expect(trained.tail.rows).toEqual(one.rows.subarray(one.rows.length - trained.tail.rows.length));
    expect(trained.members[0]!.treeCount).toBeGreaterThan(0);
  });
});

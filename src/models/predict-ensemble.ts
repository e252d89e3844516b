/** The margins that trees add up to. */
import { AppError } from '../errors.ts';
import { blockRows, type EnsembleLayout, layoutOf } from './ensemble-layout.ts';
import type { FeatureMatrix } from './feature-matrix.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';

/**
 * Writes the margins of all rows into `out`. Trees are added in their order in 64-bit arithmetic, so a row alone gets the same
 * bits as in a batch. The ensemble's arrays must not change after its first prediction.
 * @throws `model-schema-mismatch` where the matrix has no column for a split.
 */
export function predictEnsemble(ensemble: TreeEnsemble, matrix: FeatureMatrix, out: Float64Array): void {
  const layout = layoutOf(ensemble);
  out.fill(ensemble.baseMargin, 0, matrix.rowCount);
  for (let start = 0; start < matrix.rowCount; start += blockRows) {
    const end = Math.min(matrix.rowCount, start + blockRows);
    gatherCells(layout, matrix, start, end);
    addTrees(layout, ensemble.value, out.subarray(start, end));
  }
}

function gatherCells(layout: EnsembleLayout, matrix: FeatureMatrix, start: number, end: number): void {
  const { slotColumns, slotMissing, cells } = layout;
  for (let slot = 0; slot < slotColumns.length; slot++) {
    const column = matrix.columns[slotColumns[slot]!];
    if (column === undefined) {
      const reason = `it splits on column ${slotColumns[slot]} and the matrix has ${matrix.columns.length}`;
      throw new AppError('model-schema-mismatch', { name: 'in use', reason });
    }
    const missing = slotMissing[slot]!;
    const first = slot * blockRows - start;
    for (let row = start; row < end; row++) {
      const cell = column[row]!;
      cells[first + row] = Number.isNaN(cell) ? missing : cell;
    }
  }
}

/** Adds each tree's leaf to the margins of a block. Four rows walk at once, so that the processor waits for four memory reads together. */
function addTrees(layout: EnsembleLayout, value: Float32Array, margins: Float64Array): void {
  const { nodes, thresholds, roots, heights, cells } = layout;
  const fours = margins.length & ~3;
  for (let tree = 0; tree < roots.length; tree++) {
    const root = roots[tree]!;
    const height = heights[tree]!;
    for (let row = 0; row < fours; row += 4) {
      let a = root;
      let b = root;
      let c = root;
      let d = root;
      for (let level = 0; level < height; level++) {
        a = nodes[a + 2 + Number(cells[nodes[a]! + row]! <= thresholds[a + 1]!)]!;
        b = nodes[b + 2 + Number(cells[nodes[b]! + row + 1]! <= thresholds[b + 1]!)]!;
        c = nodes[c + 2 + Number(cells[nodes[c]! + row + 2]! <= thresholds[c + 1]!)]!;
        d = nodes[d + 2 + Number(cells[nodes[d]! + row + 3]! <= thresholds[d + 1]!)]!;
      }
      margins[row] = margins[row]! + value[a >> 2]!;
      margins[row + 1] = margins[row + 1]! + value[b >> 2]!;
      margins[row + 2] = margins[row + 2]! + value[c >> 2]!;
      margins[row + 3] = margins[row + 3]! + value[d >> 2]!;
    }
    for (let row = fours; row < margins.length; row++) {
      let at = root;
      for (let level = 0; level < height; level++) {
        at = nodes[at + 2 + Number(cells[nodes[at]! + row]! <= thresholds[at + 1]!)]!;
      }
      margins[row] = margins[row]! + value[at >> 2]!;
    }
  }
}

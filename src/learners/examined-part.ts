/** Leaves out of a training what nobody looked at. */
import type { FeatureMatrix } from '../models/feature-matrix.ts';

/** Columns of a training, each a number a row of the matrix. */
interface TrainingColumns {
  readonly matrix: FeatureMatrix;
  readonly labels: Uint8Array;
  readonly days: Int32Array;
  readonly selectionWeights: Float64Array | undefined;
}

/** Columns and where the rows of the training stand in them. */
interface ExaminedPart extends TrainingColumns {
  readonly rows: Uint32Array;
}

/**
 * Returns the columns of `rows` only, in the order of `rows`, where those are less than half of the matrix; else the columns as they are. Every tree walks all
 * rows of the matrix that it is fitted on, and where few were examined that costs more than growing it. The trees are the same, to the bit.
 */
export function examinedPart(columns: TrainingColumns, rows: Uint32Array): ExaminedPart {
  const { matrix, labels, days, selectionWeights } = columns;
  if (2 * rows.length >= matrix.rowCount) return { ...columns, rows };
  return {
    matrix: {
      rowCount: rows.length,
      columnNames: matrix.columnNames,
      columns: matrix.columns.map((column) => Float32Array.from(rows, (row) => column[row]!)),
    },
    labels: Uint8Array.from(rows, (row) => labels[row]!),
    days: Int32Array.from(rows, (row) => days[row]!),
    selectionWeights:
      selectionWeights === undefined ? undefined : Float64Array.from(rows, (row) => selectionWeights[row]!),
    rows: Uint32Array.from(rows.keys()),
  };
}

/** Feature columns that are filled row by row and used again block by block. */
import { featureNames } from './feature-definitions.ts';

/** A block of features: a matrix whose row count grows as rows are put. */
export class FeatureBlock {
  rowCount = 0;
  readonly columnNames = featureNames;
  readonly columns: readonly Float32Array[];
  readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.columns = featureNames.map(() => new Float32Array(capacity));
  }

  /** Appends a row's features. */
  put(values: Float64Array): void {
    for (let feature = 0; feature < this.columns.length; feature++)
      this.columns[feature]![this.rowCount] = values[feature]!;
    this.rowCount++;
  }
}

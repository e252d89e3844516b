/** Feature columns that are filled again and again, block by block. */
import { featureNames } from './feature-definitions.ts';

/** A block of features: a matrix whose first `rowCount` rows are filled. */
export class FeatureBlock {
  rowCount = 0;
  readonly columnNames = featureNames;
  readonly columns: readonly Float32Array[];
  readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.columns = featureNames.map(() => new Float32Array(capacity));
  }
}

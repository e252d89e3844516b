/** The matrix that models predict on. */

/** Features of many rows, column-major; NaN is missing. */
export interface FeatureMatrix {
  readonly rowCount: number;
  readonly columnNames: readonly string[];
  readonly columns: readonly Float32Array[];
}

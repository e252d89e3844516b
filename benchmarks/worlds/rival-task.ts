/** What XGBoost is trained on in a world, as it is handed to another process. */

/** Files and settings of all trainings in a world. */
export interface RivalTask {
  readonly trainings: readonly RivalTraining[];
  /** A byte a training row, 0 or 1. */
  readonly labelsPath: string;
  /** A byte a test item in ascending order of ids: the truth. */
  readonly truthPath: string;
  readonly trainRows: number;
  readonly testRows: number;
  /** Training rows with a positive label. */
  readonly positives: number;
}

/** One training. */
export interface RivalTraining {
  readonly name: RivalName;
  readonly columnCount: number;
  /** Little-endian 32-bit floats, row after row; NaN is missing. */
  readonly trainPath: string;
  readonly testPath: string;
  /** Where the margins of the test items are written, as 64-bit floats. */
  readonly scoresPath: string;
  readonly treeCount: number;
  /** By XGBoost's names. */
  readonly parameters: { readonly [name: string]: number | string };
}

/** What XGBoost is given. */
export type RivalName = 'raw codes' | 'same features';

/** What a training found in the test. */
export interface RivalFigures {
  readonly name: RivalName;
  readonly recallAt5: number;
  readonly precisionAt1: number;
}

/** All rivals of a world. */
export interface RivalResult {
  readonly rivals: readonly RivalFigures[];
  /** Labelled rows that were trained on, and the positive ones among them. */
  readonly labelled: number;
  readonly positives: number;
  readonly versions: { readonly [name: string]: string };
}

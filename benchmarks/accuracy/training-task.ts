/** One training that both trainers do. */
import type { MachineFacts } from '../shared/machine-facts.ts';

/** What is trained, as it is handed to another process: files, and settings by our names. */
export interface TrainingTask {
  /** Little-endian 32-bit floats, row after row; NaN is missing. */
  readonly matrixPath: string;
  /** A byte a row, 0 or 1. */
  readonly labelsPath: string;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly maximumBins: number;
  /** The recipe's members. */
  readonly members: readonly TrainingMember[];
  /** Trainings beside the recipe's. */
  readonly extra: readonly TrainingMember[];
}

/** A member of the recipe, on its own columns. */
export interface TrainingMember {
  readonly name: string;
  readonly columns: readonly number[];
  readonly boosting: {
    readonly treeCount: number;
    readonly depth: number;
    readonly learningRate: number;
    readonly rowShare: number;
    readonly columnShare: number;
    readonly penalty: number;
    readonly minimumCurvature: number;
    readonly minimumGain: number;
  };
}

/** What a trainer says of one member. */
export interface MemberTimes {
  readonly name: string;
  /** Binning and training, without reading the file. */
  readonly seconds: number;
  /** Mean logistic loss on the training rows: that both learnt as much. */
  readonly loss: number;
}

/** What a trainer says of a task. */
export interface TrainingTimes {
  readonly members: readonly MemberTimes[];
  readonly extra: readonly MemberTimes[];
  /** The trainer's own and those of what it runs on; none where they are the project's. */
  readonly versions: MachineFacts;
}

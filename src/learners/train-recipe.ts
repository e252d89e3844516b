/** Trains the members of a recipe, blends them, and calibrates the blend: all on one time-ordered window. */
import { AppError } from '../errors.ts';
import type { BlendedModel } from '../models/blended-model.ts';
import type { Calibrator } from '../models/calibrator.ts';
import type { FeatureMatrix } from '../models/feature-matrix.ts';
import type { Rng } from '../util/rng.ts';
import { binMatrix } from './bin-matrix.ts';
import { type ChosenMembers, chooseMembers, type TriedSetting, workOf } from './choose-members.ts';
import { examinedPart } from './examined-part.ts';
import { fitBoostedTrees } from './fit-boosted-trees.ts';
import { fitCalibrator } from './fit-calibrator.ts';
import { keepMembers } from './keep-members.ts';
import { memberFeatures, type Recipe } from './recipe.ts';
import { rowWeights } from './row-weights.ts';

/** What a training works on. */
export interface TrainRecipeInput {
  readonly recipe: Recipe;
  readonly matrix: FeatureMatrix;
  /** 0 or 1, a number a row of the matrix; read only for `rows`. */
  readonly labels: Uint8Array;
  /** Labelled rows in order of time. */
  readonly rows: Uint32Array;
  /** Day of each row of the matrix, for weights that fade; undefined takes all for the same day. */
  readonly days?: Int32Array | undefined;
  /** Inverse chances of selection by row of the matrix, for recipes that ask for them. */
  readonly selectionWeights?: Float64Array | undefined;
  readonly rng: Rng;
}

/** What came of each member. */
interface TrainedMember {
  readonly name: string;
  readonly weight: number;
  readonly treeCount: number;
  readonly depth: number;
  readonly featureCount: number;
  /** Mean logistic loss on the first half of the tail, at the number of trees that was kept. */
  readonly tailLoss: number;
}

/** A trained blend. */
export interface TrainedRecipe {
  readonly model: BlendedModel;
  readonly calibrator: Calibrator;
  readonly members: readonly TrainedMember[];
  /** What the tail decided, and what deciding cost. */
  readonly choice: {
    readonly tried: readonly TriedSetting[];
    readonly halfLifeDays: number;
    /** Work of the whole training as a multiple of fitting every member once on the whole window; at most 3. */
    readonly trainings: number;
  };
  readonly rowCount: number;
  readonly positiveCount: number;
  /** Last rows of the window with the margins that members fitted before the tail gave them: what the blend can do on rows it has not seen. */
  readonly tail: { readonly rows: Uint32Array; readonly margins: Float64Array };
}

/** Fewest positives in each part of the window without which nothing can be learnt or judged. */
const leastPositives = 5;

/**
 * Returns the blend of a recipe's members.
 *
 * The window's tail is kept back: its first half decides each member's settings and number of trees, how rows are weighed, and the weights of the
 * blend; its second half the calibration. Then every member is fitted again on the whole window with the number of trees found, since the newest
 * results matter most.
 * @throws `not-enough-data` with too few rows or positives.
 */
export function trainRecipe(input: TrainRecipeInput): TrainedRecipe {
  const { recipe } = input;
  const window = input.rows.subarray(Math.floor(recipe.warmUpShare * input.rows.length));
  const examined = examinedPart(
    {
      ...input,
      days: input.days ?? new Int32Array(input.matrix.rowCount),
      selectionWeights: input.selectionWeights,
    },
    window,
  );
  const { rows, labels, days, selectionWeights } = examined;
  const tailStart = Math.floor(rows.length * (1 - recipe.tailShare));
  const tailMiddle = Math.floor(rows.length * (1 - recipe.tailShare / 2));
  const parts = {
    fit: rows.subarray(0, tailStart),
    choose: rows.subarray(tailStart, tailMiddle),
    calibrate: rows.subarray(tailMiddle),
  };
  for (const [name, part] of Object.entries(parts)) requirePositives(name, part, labels);
  const choice = chooseMembers({ ...input, ...examined, ...parts, windowRows: rows.length });
  const kept = keepMembers(
    choice.members.map((member) => member.margins),
    labels,
    parts.choose,
    choice.members.flatMap(({ member }, index) => (member.keep === 'always' ? [index] : [])),
  );
  const chosen = kept.members.map((index) => choice.members[index]!);
  const { blend } = kept;
  const blended = new Float64Array(parts.calibrate.length).fill(blend.intercept);
  chosen.forEach((member, index) => {
    for (let at = 0; at < blended.length; at++)
      blended[at]! += blend.weights[index]! * member.margins[parts.calibrate[at]!]!;
  });
  const calibrator = fitCalibrator(
    blended,
    Uint8Array.from(parts.calibrate, (row) => labels[row]!),
  );
  const weights = rowWeights(choice.weighting, { rows, days, selectionWeights });
  const refitted = chosen.map((member) => refitMember({ ...input, ...examined }, member, weights));
  const refitWork = chosen.reduce(
    (sum, { boosting, treeCount, featureCount }) => sum + workOf(rows.length, featureCount, treeCount, boosting),
    0,
  );
  return {
    model: {
      intercept: blend.intercept,
      members: chosen.map(({ member }, index) => ({
        name: member.name,
        weight: blend.weights[index]!,
        ensemble: refitted[index]!,
      })),
    },
    calibrator,
    members: chosen.map(({ member, boosting, treeCount, featureCount, loss }, index) => ({
      name: member.name,
      weight: blend.weights[index]!,
      treeCount,
      depth: boosting.depth,
      featureCount,
      tailLoss: loss,
    })),
    choice: {
      tried: choice.tried,
      halfLifeDays: choice.weighting.halfLifeDays,
      trainings: (choice.work + refitWork) / choice.onceWork,
    },
    rowCount: rows.length,
    positiveCount: countPositives(rows, labels),
    tail: { rows: window.subarray(tailMiddle), margins: blended },
  };
}

function refitMember(
  input: TrainRecipeInput,
  { member, boosting, treeCount }: Pick<ChosenMembers['members'][number], 'member' | 'boosting' | 'treeCount'>,
  weights: Float64Array | undefined,
) {
  const { recipe, matrix, labels, rows, rng } = input;
  const featureIndexes = memberFeatures(recipe, member, matrix.columnNames);
  const binned = binMatrix(matrix, { featureIndexes, rows, maximumBins: recipe.maximumBins });
  const options = { ...boosting, treeCount };
  return fitBoostedTrees({ binned, labels, trainRows: rows, weights, options, rng: rng.fork(`refit ${member.name}`) })
    .ensemble;
}

function requirePositives(part: string, rows: Uint32Array, labels: Uint8Array): void {
  const positives = countPositives(rows, labels);
  if (positives >= leastPositives && positives < rows.length) return;
  throw new AppError('not-enough-data', {
    reason: `the part of the training window that is to ${part} has ${positives} positives in ${rows.length} labelled rows; at least ${leastPositives} and one negative are needed`,
  });
}

function countPositives(rows: Uint32Array, labels: Uint8Array): number {
  let positives = 0;
  for (const row of rows) positives += labels[row]!;
  return positives;
}

/** Decides which members a blend keeps. */
import { type BlendWeights, fitLogisticBlend } from './fit-logistic-blend.ts';

/** Share of the loss by which a further member must better the blend: less may be luck, and each member costs time at every score. */
const leastImprovement = 0.003;

/**
 * Returns the members kept, ascending, and their weights: the best alone, then, one after the other, whichever betters the loss on `rows` most, as long
 * as it does so by 0.3%.
 */
export function keepMembers(
  margins: readonly Float64Array[],
  labels: Uint8Array,
  rows: Uint32Array,
): { readonly members: readonly number[]; readonly blend: BlendWeights } {
  let members: readonly number[] = [];
  let blend: BlendWeights = { intercept: 0, weights: new Float64Array(0) };
  let loss = Number.POSITIVE_INFINITY;
  while (members.length < margins.length) {
    const trials = margins
      .map((_, index) => index)
      .filter((index) => !members.includes(index))
      .map((index) => {
        const together = [...members, index].sort((a, b) => a - b);
        const fitted = fitLogisticBlend(
          together.map((member) => margins[member]!),
          labels,
          rows,
        );
        const list = together.map((member) => margins[member]!);
        return { together, fitted, loss: lossOf(list, fitted, labels, rows) };
      });
    const best = trials.reduce((one, other) => (other.loss < one.loss ? other : one));
    if (members.length > 0 && !(best.loss < loss * (1 - leastImprovement))) break;
    members = best.together;
    blend = best.fitted;
    loss = best.loss;
  }
  return { members, blend };
}

function lossOf(margins: readonly Float64Array[], blend: BlendWeights, labels: Uint8Array, rows: Uint32Array): number {
  let sum = 0;
  for (const row of rows) {
    let margin = blend.intercept;
    for (let member = 0; member < margins.length; member++) margin += blend.weights[member]! * margins[member]![row]!;
    const signed = labels[row] === 1 ? margin : -margin;
    sum += signed > 0 ? Math.log1p(Math.exp(-signed)) : -signed + Math.log1p(Math.exp(signed));
  }
  return sum / rows.length;
}

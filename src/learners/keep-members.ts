/** Decides which members a blend keeps. */
import { type BlendWeights, fitLogisticBlend } from './fit-logistic-blend.ts';

/** Share of the loss by which a further member must better the blend: each member costs time at every score. */
const leastImprovement = 0.003;
/** Standard errors by which it must do so: among some tens of positives, all of them rows that officers chose to open, less is luck. */
const leastErrors = 2;

/** Members kept, ascending, and what each counts for. */
interface KeptMembers {
  readonly members: readonly number[];
  readonly blend: BlendWeights;
}

interface Trial extends KeptMembers {
  /** Logistic loss of each row. */
  readonly losses: Float64Array;
}

/**
 * Returns the members kept: those that always are, or the best alone where none is; then, one after the other, whichever betters the loss on `rows` most, as
 * long as it does so by 0.3% and by two standard errors of the difference row by row. A member whose weight is 0 in the end goes, whoever asked for it.
 */
export function keepMembers(
  margins: readonly Float64Array[],
  labels: Uint8Array,
  rows: Uint32Array,
  always: readonly number[] = [],
): KeptMembers {
  const tryTogether = (members: readonly number[]): Trial => {
    const sorted = [...members].sort((a, b) => a - b);
    const list = sorted.map((member) => margins[member]!);
    const blend = fitLogisticBlend(list, labels, rows);
    return { members: sorted, blend, losses: lossesOf(list, blend, labels, rows) };
  };
  let kept = always.length > 0 ? tryTogether(always) : best(margins.map((_, index) => tryTogether([index])));
  while (kept.members.length < margins.length) {
    const others = margins.map((_, index) => index).filter((index) => !kept.members.includes(index));
    const trial = best(others.map((index) => tryTogether([...kept.members, index])));
    if (!isProven(trial.losses, kept.losses)) break;
    kept = trial;
  }
  return withoutIdle(kept);
}

function best(trials: readonly Trial[]): Trial {
  return trials.reduce((one, other) => (sumOf(other.losses) < sumOf(one.losses) ? other : one));
}

function isProven(losses: Float64Array, before: Float64Array): boolean {
  const count = losses.length;
  const gains = losses.map((loss, row) => before[row]! - loss);
  const gain = sumOf(gains);
  if (!(gain > leastImprovement * sumOf(before))) return false;
  const variance = sumOf(gains.map((one) => (one - gain / count) ** 2));
  return gain > leastErrors * Math.sqrt(variance);
}

function withoutIdle({ members, blend }: KeptMembers): KeptMembers {
  const used = members.flatMap((_, place) => (blend.weights[place]! > 0 ? [place] : []));
  if (used.length === 0) return { members, blend };
  return {
    members: used.map((place) => members[place]!),
    blend: { intercept: blend.intercept, weights: Float64Array.from(used, (place) => blend.weights[place]!) },
  };
}

function lossesOf(
  margins: readonly Float64Array[],
  blend: BlendWeights,
  labels: Uint8Array,
  rows: Uint32Array,
): Float64Array {
  return Float64Array.from(rows, (row) => {
    let margin = blend.intercept;
    for (let member = 0; member < margins.length; member++) margin += blend.weights[member]! * margins[member]![row]!;
    const signed = labels[row] === 1 ? margin : -margin;
    return signed > 0 ? Math.log1p(Math.exp(-signed)) : -signed + Math.log1p(Math.exp(signed));
  });
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** How many finds to expect among targets, and how far the number may well be off. */

/** Finds expected, and the ends of an interval that holds the number with a probability of at least 80%. */
export interface ExpectedFinds {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

const tail = 0.1;
/** Beyond so many targets the sum is as good as normal. */
const mostExact = 2000;
/** 90th percentile of the standard normal distribution. */
const normalQuantile = 1.2815515655446004;

/**
 * Returns the finds to expect of targets whose probabilities are right and which are independent of each other: their number is Poisson-binomial, and the interval lies between its
 * 10th and its 90th percentile; by the normal approximation with continuity correction beyond 2,000 targets.
 */
export function expectedFinds(probabilities: readonly number[]): ExpectedFinds {
  const expected = probabilities.reduce((sum, probability) => sum + probability, 0);
  if (probabilities.length > mostExact) {
    const variance = probabilities.reduce((sum, probability) => sum + probability * (1 - probability), 0);
    const half = normalQuantile * Math.sqrt(variance);
    return {
      expected,
      low: Math.max(0, Math.floor(expected - half + 0.5)),
      high: Math.min(probabilities.length, Math.ceil(expected + half - 0.5)),
    };
  }
  const counts = distributionOf(probabilities);
  return { expected, low: quantileOf(counts, tail), high: quantileOf(counts, 1 - tail) };
}

/** Probability of each number of finds, from 0 up, by adding one target after the other. */
function distributionOf(probabilities: readonly number[]): Float64Array {
  const counts = new Float64Array(probabilities.length + 1);
  counts[0] = 1;
  probabilities.forEach((probability, index) => {
    for (let finds = index + 1; finds > 0; finds--) {
      counts[finds] = counts[finds]! * (1 - probability) + counts[finds - 1]! * probability;
    }
    counts[0]! *= 1 - probability;
  });
  return counts;
}

/** Smallest number that is reached with at least this probability. */
function quantileOf(counts: Float64Array, level: number): number {
  let sum = 0;
  for (let finds = 0; finds < counts.length; finds++) {
    sum += counts[finds]!;
    if (sum >= level - 1e-12) return finds;
  }
  return counts.length - 1;
}

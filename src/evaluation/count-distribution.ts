/** How many of several uncertain things come true. */

/** Probabilities of the counts `first`, `first + 1`, …; what lies outside has less than 10⁻¹² together. */
export interface CountDistribution {
  readonly first: number;
  readonly probabilities: Float64Array;
}

/** Probability that is dropped at either end, at each step. */
const negligible = 1e-18;
/** The common error is looked at from -4 to 4 standard deviations. */
const reach = 4;
const nodes = 41;

/**
 * Returns the distribution of the number of finds among independent targets: the Poisson binomial distribution, exactly by convolution (Hong 2013, section 2), with ends below 10⁻¹⁸ cut off at each step. A
 * calibration that may be off shifts the log-odds of all targets by one normal error of standard deviation `commonSd`; the distribution is then the mixture over that error.
 *
 * @param targets probability that a target infringes, and the share of infringing goods that its control finds.
 */
export function countDistribution(
  targets: readonly { readonly probability: number; readonly finds: number }[],
  commonSd: number,
): CountDistribution {
  if (commonSd === 0) return poissonBinomial(targets.map(({ probability, finds }) => probability * finds));
  const mixed = new Float64Array(targets.length + 1);
  let whole = 0;
  for (let node = 0; node < nodes; node++) {
    const error = reach * ((2 * node) / (nodes - 1) - 1);
    const weight = Math.exp(-(error ** 2) / 2);
    whole += weight;
    const part = poissonBinomial(
      targets.map(({ probability, finds }) => shifted(probability, error * commonSd) * finds),
    );
    part.probabilities.forEach((probability, index) => {
      mixed[part.first + index] = mixed[part.first + index]! + weight * probability;
    });
  }
  return { first: 0, probabilities: mixed.map((weight) => weight / whole) };
}

/** The least interval from a lower to an upper count with at most 10% of the probability on either side: closed, so that it holds at least 80%. */
export function closedInterval({ first, probabilities }: CountDistribution): readonly [number, number] {
  let below = 0;
  let low: number | undefined;
  for (let index = 0; index < probabilities.length; index++) {
    below += probabilities[index]!;
    if (low === undefined && below > tail) low = first + index;
    if (below >= 1 - tail) return [low ?? first + index, first + index];
  }
  const last = first + probabilities.length - 1;
  return [low ?? last, last];
}

const tail = 0.1;

/**
 * The probability integral transform of a count, made continuous by a uniform number `u` in [0, 1): uniform if the distribution is right (Czado, Gneiting and Held 2009).
 */
export function randomisedPit({ first, probabilities }: CountDistribution, count: number, u: number): number {
  let below = 0;
  for (let index = 0; index < probabilities.length && first + index < count; index++) below += probabilities[index]!;
  return below + u * (probabilities[count - first] ?? 0);
}

function shifted(probability: number, error: number): number {
  if (probability <= 0 || probability >= 1) return probability;
  return 1 / (1 + ((1 - probability) / probability) * Math.exp(-error));
}

function poissonBinomial(successes: readonly number[]): CountDistribution {
  let masses = new Float64Array(successes.length + 1);
  masses[0] = 1;
  let low = 0;
  let high = 0;
  for (const success of successes) {
    high++;
    for (let count = high; count > low; count--)
      masses[count] = masses[count]! * (1 - success) + masses[count - 1]! * success;
    masses[low] = masses[low]! * (1 - success);
    while (low < high && masses[low]! < negligible) masses[low++] = 0;
    while (high > low && masses[high]! < negligible) masses[high--] = 0;
  }
  masses = masses.slice(low, high + 1);
  return { first: low, probabilities: masses };
}

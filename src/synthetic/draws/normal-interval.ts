/** Probabilities under the normal distribution. */

/**
 * Returns the probability that a standard normal number is greater than `z`; relative error below 2e-7 (rational Chebyshev
 * approximation of the complementary error function, Press et al., Numerical Recipes in C, second edition, section 6.2).
 */
function upperTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  let sum = 0.17087277;
  for (const coefficient of chebyshev) sum = coefficient + t * sum;
  const tail = 0.5 * t * Math.exp(-x * x + sum);
  return z >= 0 ? tail : 1 - tail;
}

const chebyshev = [
  -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368, -1.26551223,
];

/** Returns the probability that a standard normal number lies between `from` and `to`; either may be infinite. */
export function normalInterval(from: number, to: number): number {
  if (from > 0) return Math.max(0, tailOf(from) - tailOf(to));
  return Math.max(0, tailOf(-to) - tailOf(-from));
}

function tailOf(z: number): number {
  return z === Number.POSITIVE_INFINITY ? 0 : z === Number.NEGATIVE_INFINITY ? 1 : upperTail(z);
}

/** Density of the standard normal distribution. */
function normalDensity(z: number): number {
  return 0.3989422804014327 * Math.exp(-0.5 * z * z);
}

/**
 * Returns the probability that a log-normal amount, rounded to a multiple of `step` and raised to `least` where it is less, is `amount`.
 * `mean` and `sigma` are those of its natural logarithm. Where the step is small against the spread, density times width stands for the integral.
 */
export function roundedLogNormal(
  amount: number,
  of: { readonly mean: number; readonly sigma: number },
  rounding: { readonly step: number; readonly least: number },
): number {
  const { step, least } = rounding;
  const isLeast = amount <= least + step / 4;
  if (!isLeast && amount * of.sigma > 25 * step) {
    return (normalDensity((Math.log(amount) - of.mean) / of.sigma) / of.sigma) * (step / amount);
  }
  const to = (Math.log(amount + step / 2) - of.mean) / of.sigma;
  const from = isLeast ? Number.NEGATIVE_INFINITY : (Math.log(amount - step / 2) - of.mean) / of.sigma;
  return normalInterval(from, to);
}

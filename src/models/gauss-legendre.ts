/** Gauss–Legendre quadrature on [0, 1]. */

/** Points and weights of a quadrature rule. */
export interface Quadrature {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

const rules = new Map<number, Quadrature>();

/**
 * Returns the rule with `count` points, exact for polynomials of degree up to 2 × count − 1.
 *
 * Points are the roots of the Legendre polynomial, found by Newton's method from Tricomi's starting values.
 */
export function gaussLegendre(count: number): Quadrature {
  const known = rules.get(count);
  if (known !== undefined) return known;
  const points = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    let root = Math.cos((Math.PI * (index + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let round = 0; round < 50; round++) {
      const { value, derivative } = legendre(count, root);
      slope = derivative;
      const step = value / derivative;
      root -= step;
      if (Math.abs(step) < 1e-16) break;
    }
    points[count - 1 - index] = (root + 1) / 2;
    weights[count - 1 - index] = 1 / ((1 - root * root) * slope * slope);
  }
  const rule = { points, weights };
  rules.set(count, rule);
  return rule;
}

/** Legendre polynomial of a degree and its derivative, by the three-term recurrence. */
function legendre(degree: number, x: number): { value: number; derivative: number } {
  let previous = 1;
  let value = x;
  for (let n = 2; n <= degree; n++) {
    const next = ((2 * n - 1) * x * value - (n - 1) * previous) / n;
    previous = value;
    value = next;
  }
  return { value, derivative: (degree * (x * value - previous)) / (x * x - 1) };
}

/** The distributions that the world draws from. */
import type { Rng } from '../../util/rng.ts';

/** Draws the value of a log-normal distribution with this median; `sigma` is the standard deviation of the logarithm. */
export function drawLogNormal(rng: Rng, median: number, sigma: number): number {
  return median * Math.exp(sigma * rng.nextNormal());
}

/** Draws a whole number from `from` to `to`, both included. */
export function drawBetween(rng: Rng, from: number, to: number): number {
  return from + rng.nextInt(to - from + 1);
}

/** Draws one element of a list that is not empty. */
export function drawOne<T>(rng: Rng, list: readonly T[]): T {
  return list[rng.nextInt(list.length)]!;
}

/** Whether an event of this probability takes place. */
export function drawChance(rng: Rng, probability: number): boolean {
  return rng.next() < probability;
}

/** Draws a whole number with this mean: its whole part, and one more with the probability of the rest. */
export function drawAround(rng: Rng, mean: number): number {
  const whole = Math.floor(mean);
  return whole + (rng.next() < mean - whole ? 1 : 0);
}

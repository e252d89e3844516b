/** Choosing one of several by weight. */
import type { Rng } from '../../util/rng.ts';

/** Draws one of the choices it was made of. */
export type WeightedChoice<T> = (rng: Rng) => T;

/**
 * Returns a draw that gives each choice with a probability in proportion to its weight (0 or more, not all 0); one uniform number a draw.
 */
export function createWeightedChoice<T>(choices: readonly (readonly [T, number])[]): WeightedChoice<T> {
  const upTo = new Float64Array(choices.length);
  let total = 0;
  choices.forEach(([, weight], index) => {
    total += weight;
    upTo[index] = total;
  });
  if (!(total > 0)) throw new RangeError('no choice has a weight');
  return (rng) => {
    const at = rng.next() * total;
    let low = 0;
    let high = choices.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! > at) high = middle;
      else low = middle + 1;
    }
    return choices[low]![0];
  };
}

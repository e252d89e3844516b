/** How likely each row was to be selected, whatever the draw turned out to be. */

/** One capacity cell before the draw. */
export interface CellSizes {
  /** Eligible rows. */
  readonly eligible: number;
  readonly capacity: number;
  /** Rows that an officer selected; they are taken whatever the draw. */
  readonly manual: number;
  /** Expected size of the random slice; its size is this rounded down or up at random. */
  readonly slice: number;
}

/**
 * Returns the probability that a row is selected which has `better` rows (not manual ones) before it.
 *
 * The slice of size s is drawn first over all n eligible rows; manual rows come next; what is left of the capacity goes to the rest in order. Given that a row is not
 * drawn, it is taken exactly if the drawn rows among the b better and m manual ones number at least b + m + s − capacity + 1, and that number is hypergeometric with
 * population n − 1, b + m marked and s draws. Over the two sizes of the slice the probabilities mix.
 */
export function selectionProbability(sizes: CellSizes, better: number): number {
  const lower = Math.floor(sizes.slice);
  const upperShare = sizes.slice - lower;
  const atLower = givenSlice(sizes, better, lower);
  return upperShare === 0 ? atLower : (1 - upperShare) * atLower + upperShare * givenSlice(sizes, better, lower + 1);
}

function givenSlice(sizes: CellSizes, better: number, wantedSlice: number): number {
  const { eligible, capacity, manual } = sizes;
  const slice = Math.min(wantedSlice, eligible, capacity);
  const drawn = slice / eligible;
  const marked = better + manual;
  const least = marked + slice - capacity + 1;
  return drawn + (1 - drawn) * hypergeometricAtLeast({ population: eligible - 1, marked, draws: slice }, least);
}

/** P(X ≥ least) for the number X of marked items among `draws` from `population` without replacement. */
export function hypergeometricAtLeast(
  urn: { readonly population: number; readonly marked: number; readonly draws: number },
  least: number,
): number {
  const { population, marked, draws } = urn;
  const lowest = Math.max(0, draws - (population - marked));
  const highest = Math.min(draws, marked);
  if (least <= lowest) return 1;
  if (least > highest) return 0;
  let sum = 0;
  for (let value = least; value <= highest; value++) {
    sum += Math.exp(
      logChoose(marked, value) + logChoose(population - marked, draws - value) - logChoose(population, draws),
    );
  }
  return Math.min(1, sum);
}

const logFactorials: number[] = [0];

function logChoose(n: number, k: number): number {
  while (logFactorials.length <= n)
    logFactorials.push(logFactorials[logFactorials.length - 1]! + Math.log(logFactorials.length));
  return logFactorials[n]! - logFactorials[k]! - logFactorials[n - k]!;
}

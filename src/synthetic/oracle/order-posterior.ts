/** The posterior of every item of an order, taken together. */
import type { ItemPrior } from '../consignments/item-prior.ts';
import { itemLikelihood, type ObservedItem } from './item-likelihood.ts';

/** A state that an order may be in, hidden from everybody: with fakes or as cover. */
export interface OrderState {
  /** Probability of the state before anything of the order was seen. */
  readonly share: number;
  /** Probability that an order of this state is sent in as many parcels as this one. */
  readonly parcelsProbability: number;
  readonly prior: ItemPrior;
}

/** Margins are kept within this many nats, so that certainty stays a number. */
const limit = 30;

/**
 * Returns for each item the natural logarithm of the posterior odds that it infringes: by the states' shares, the number of parcels and what is declared
 * of all items of the order, since they share the state.
 */
export function orderPosterior(items: readonly ObservedItem[], states: readonly OrderState[]): number[] {
  const likelihoods = states.map(({ prior }) => items.map((item) => itemLikelihood(item, prior)));
  const weights = states.map(
    ({ share, parcelsProbability }, index) =>
      Math.log(share * parcelsProbability) + likelihoods[index]!.reduce((sum, { all }) => sum + Math.log(all), 0),
  );
  const greatest = Math.max(...weights);
  const scaled = weights.map((weight) => Math.exp(weight - greatest));
  return items.map((_, place) => {
    let infringing = 0;
    let honest = 0;
    scaled.forEach((weight, index) => {
      const { all, infringing: part } = likelihoods[index]![place]!;
      if (weight === 0 || all === 0) return;
      infringing += (weight * part) / all;
      honest += (weight * (all - part)) / all;
    });
    return Math.min(limit, Math.max(-limit, Math.log(infringing / honest)));
  });
}

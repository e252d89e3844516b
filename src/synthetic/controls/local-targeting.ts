/** The crude targeting that agencies did before: lists of risky goods and countries, and their own past finds. */
import type { Rng } from '../../util/rng.ts';
import { originRisk } from '../goods/provenance.ts';
import type { SimulatedConsignment } from '../simulated-fact.ts';

/** One agency's targeting with what it remembers. */
export interface LocalTargeting {
  /** Returns a score; higher is examined first. Reads what is declared and known finds, never the truth. */
  score(consignment: SimulatedConsignment, rng: Rng): number;
  /** Remembers the parties of a find. */
  remember(consignment: SimulatedConsignment): void;
}

/** Parties that an agency remembers at most; the oldest finds are forgotten first. */
const memory = 5000;

/** Returns the targeting of an agency that has found nothing yet. */
export function createLocalTargeting(): LocalTargeting {
  const known = new Set<number>();
  const remember = (partyNumber: number): void => {
    if (known.size >= memory) known.delete(known.values().next().value!);
    known.add(partyNumber);
  };
  return {
    score(consignment, rng) {
      let goods = 0;
      for (const item of consignment.items)
        goods = Math.max(goods, item.goods.lure / 5 + originRisk(item.originCountry) / 2);
      const isVague = consignment.items.some((item) => item.description !== item.goods.description);
      const parties =
        (known.has(consignment.importer.number) ? 2 : 0) + (known.has(consignment.seller.number) ? 1.5 : 0);
      return goods + (isVague ? 0.7 : 0) + parties + 0.9 * rng.nextNormal();
    },
    remember(consignment) {
      remember(consignment.importer.number);
      remember(consignment.seller.number);
    },
  };
}

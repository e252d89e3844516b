/** The crude targeting that agencies did before: lists of risky goods and countries, and their own past finds. */
import type { Rng } from '../../util/rng.ts';
import { originRisk } from '../goods/provenance.ts';
import type { SimulatedConsignment } from '../simulated-fact.ts';

/** One agency's targeting with what it remembers. */
export interface LocalTargeting {
  /** Returns a score; higher is examined first. Reads what is declared and known results, never the truth. */
  score(consignment: SimulatedConsignment, rng: Rng): number;
  /** Remembers the parties of a find, and of parties known from finds that nothing was found. */
  remember(consignment: SimulatedConsignment, isFind: boolean): void;
}

/** Parties that an agency remembers at most; the oldest are forgotten first. */
const memory = 5000;

interface KnownParty {
  finds: number;
  others: number;
}

/** Returns the targeting of an agency that has found nothing yet. */
export function createLocalTargeting(): LocalTargeting {
  const known = new Map<number, KnownParty>();
  const remember = (partyNumber: number, isFind: boolean): void => {
    const party = known.get(partyNumber);
    if (party !== undefined) party[isFind ? 'finds' : 'others'] += 1;
    else if (isFind) {
      if (known.size >= memory) known.delete(known.keys().next().value!);
      known.set(partyNumber, { finds: 1, others: 0 });
    }
  };
  // Interest follows the rate of finds, and wanes once there are many: the case is made, and others are to be found.
  const interestIn = (partyNumber: number, doubt: number): number => {
    const party = known.get(partyNumber);
    if (party === undefined) return 0;
    return (party.finds + 0.3) / (party.finds + party.others + doubt) / (1 + 0.08 * party.finds);
  };
  return {
    score(consignment, rng) {
      let goods = 0;
      for (const item of consignment.items)
        goods = Math.max(goods, item.goods.lure / 5 + originRisk(item.originCountry) / 2);
      const isVague = consignment.items.some((item) => item.isVague || item.hiddenBrand !== undefined);
      const parties =
        4 * interestIn(consignment.importer.number, 0.6) +
        4 * interestIn(consignment.seller.number, 0.6) +
        (consignment.consignor === consignment.seller ? 0 : 2.5 * interestIn(consignment.consignor.number, 2.5));
      return goods + (isVague ? 0.7 : 0) + parties + 0.9 * rng.nextNormal();
    },
    remember(consignment, isFind) {
      remember(consignment.importer.number, isFind);
      remember(consignment.seller.number, isFind);
      if (consignment.consignor !== consignment.seller) remember(consignment.consignor.number, isFind);
    },
  };
}
